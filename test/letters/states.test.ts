import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { TestKey } from "../keys.ts";
import { waitingLetters } from "../../src/transactions/letters/records.ts";
import { STATUSES, type Status, type Step } from "../../src/transactions/letters/states.ts";
import {
  entity,
  firm,
  firm2,
  issueBody,
  LetterLedger,
  moves,
  otherBank,
  otherEntity,
  preparer,
  regulatorCn,
  reviewer,
} from "./office.ts";

// Goal: a letter goes the ways of docs/domain section 3 and no others, whoever tries what and when.
// Method: every step tried in every status by everybody against a table written here apart from src/, then random walks
// against the same table.

const SEED = 20_261_129;

type Who = "firm" | "bank" | "entity";

/** Status → what can be done then, by whom, and where it leads. */
const diagram: Readonly<Record<Status, Readonly<Record<string, readonly [Who, Status]>>>> = {
  issued: { accept: ["bank", "accepted"], return: ["bank", "returned"], close: ["firm", "closed"] },
  returned: { cure: ["firm", "issued"], close: ["firm", "closed"] },
  accepted: {
    authorise: ["entity", "authorised"],
    refuse: ["entity", "refused"],
    return: ["bank", "returned"],
    close: ["firm", "closed"],
  },
  refused: { close: ["firm", "closed"] },
  authorised: {
    prepare: ["bank", "prepared"],
    return: ["bank", "returned"],
    close: ["firm", "closed"],
  },
  prepared: {
    prepare: ["bank", "prepared"],
    reply: ["bank", "replied"],
    return: ["bank", "returned"],
    close: ["firm", "closed"],
  },
  replied: { receive: ["firm", "received"], close: ["firm", "closed"] },
  received: { "follow-up": ["firm", "queried"], close: ["firm", "closed"] },
  queried: { prepare: ["bank", "prepared"], close: ["firm", "closed"] },
  lapsed: { close: ["firm", "closed"] },
  closed: {},
};

/** Everybody who may sign anything at all, and whom a letter means by that. */
const people: readonly (readonly [string, TestKey, Who | undefined])[] = [
  ["the firm", firm, "firm"],
  ["the bank's first person", preparer, "bank"],
  ["the bank's second person", reviewer, "bank"],
  ["the audited entity", entity, "entity"],
  ["another firm", firm2, undefined],
  ["another bank", otherBank, undefined],
  ["another entity", otherEntity, undefined],
  ["a regulator", regulatorCn, undefined],
];

const steps = Object.keys(moves) as Step[];
/** Roles that may be the source of a step at all; others are refused before the letter is looked at. */
const mayTry = (step: Step, by: TestKey): boolean => {
  const [usual] = moves[step]!;
  if (usual === entity) return true;
  const firms = [firm, firm2];
  return firms.includes(usual) ? firms.includes(by) : [preparer, reviewer, otherBank].includes(by);
};

function expected(status: Status, step: Step, by: TestKey, who: Who | undefined): string {
  const [usual] = moves[step]!;
  if (!mayTry(step, by)) return "ROLE_NOT_ALLOWED";
  const party = usual === entity ? "entity" : usual === firm ? "firm" : "bank";
  if (who !== party) return "NOT_YOUR_STEP";
  if (diagram[status][step] === undefined) return "WRONG_STATUS";
  // In "prepared" the first person has prepared: only the second can reply.
  return step === "reply" && by === preparer ? "REVIEWER_IS_PREPARER" : "OK";
}

describe("every step in every status, by everybody", () => {
  const cases = STATUSES.flatMap((status) =>
    people.map(([name, by, who]) => ({ status, name, by, who })),
  );
  test.each(cases)("$status, $name", ({ status, by, who }) => {
    for (const step of steps) {
      const ledger = new LetterLedger();
      const id = ledger.at(status);
      const [, type, body] = moves[step]!;
      const { code } = ledger.try(by, type, body(id, ledger.letter(id)));
      expect(code, `${step} in ${status}`).toBe(expected(status, step, by, who));
      const leadsTo = diagram[status][step]?.[1];
      expect(ledger.letter(id).status).toBe(code === "OK" ? leadsTo : status);
    }
  });
});

test("a letter that the audited entity hands in itself, or its bank, is refused: the auditor keeps control", () => {
  const ledger = new LetterLedger();
  for (const by of [entity, preparer, regulatorCn]) {
    expect(ledger.try(by, "letter.issue", issueBody()).code).toBe("ROLE_NOT_ALLOWED");
  }
});

/** Who has to act: whoever can take the letter on, which sending it back or closing it is not. */
function turnOf(status: Status): TestKey | undefined {
  const on = Object.entries(diagram[status]).filter(
    ([step]) => !["return", "close"].includes(step),
  );
  const who = on[0]?.[1][0] ?? (status === "closed" ? undefined : "firm");
  return who && { firm, bank: preparer, entity }[who];
}

describe("random walks", () => {
  const walk = fc.array(fc.tuple(fc.constantFrom(...steps), fc.constantFrom(...people)), {
    minLength: 1,
    maxLength: 60,
  });
  test(`never leave the diagram, and it is always somebody's turn [seed ${SEED}]`, () => {
    fc.assert(
      fc.property(walk, (tries) => {
        const ledger = new LetterLedger();
        const id = ledger.issueLetter();
        let [status, taken, hasPrepared]: [Status, number, TestKey | undefined] = [
          "issued",
          1,
          undefined,
        ];
        for (const [step, [, by, who]] of tries) {
          const [, type, body] = moves[step]!;
          const { code } = ledger.try(by, type, body(id, ledger.letter(id)));
          const way: readonly [Who, Status] | undefined = mayTry(step, by)
            ? diagram[status][step]
            : undefined;
          const isReviewed = step !== "reply" || by !== hasPrepared;
          expect(code === "OK").toBe(way !== undefined && way[0] === who && isReviewed);
          if (code === "OK") {
            if (step === "prepare") hasPrepared = by;
            [status, taken] = [way![1], taken + 1];
          }
          const letter = ledger.letter(id);
          expect(letter).toMatchObject({ status, steps: taken });
          const waits = [firm, preparer, entity].filter(({ name }) =>
            ledger.state.has(waitingLetters.key(name, id)),
          );
          expect(waits).toEqual([turnOf(status)].filter((one) => one !== undefined));
        }
      }),
      { numRuns: 100, seed: SEED },
    );
  });
});
