import { expect } from "vitest";

import type { Role } from "../../src/chain/participant.ts";
import { utf8 } from "../../src/primitives/bytes.ts";
import { monthOf, parseDay } from "../../src/primitives/civil-day.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import {
  type LetterRecord,
  letters,
  letterSteps,
  type StepRecord,
} from "../../src/transactions/letters/records.ts";
import type { Status, Step } from "../../src/transactions/letters/states.ts";
import { statistics, type StatisticsRecord } from "../../src/transactions/letters/statistics.ts";
import { testKey, type TestKey } from "../keys.ts";
import { BankingLedger, DAY, firm } from "../transactions/banking.ts";

export const [firm2, otherBank, entity, otherEntity, regulatorCn] = [
  "firm-2",
  "bank-hk",
  "enterprise-1",
  "enterprise-2",
  "regulator-cn",
].map(testKey) as [TestKey, TestKey, TestKey, TestKey, TestKey];
/** Two people of one bank, for one account. */
export const preparer = testKey("bank-cn");
export const reviewer = { ...testKey("bank-cn-reviewer"), account: preparer.account };
export { firm };

const CAST: readonly (readonly [TestKey, Role, string, readonly TestKey[]])[] = [
  [firm2, "accounting-firm", "HK", [firm2]],
  [preparer, "bank", "CN", [preparer, reviewer]],
  [otherBank, "bank", "HK", [otherBank]],
  [entity, "enterprise", "CN", [entity]],
  [otherEntity, "enterprise", "CN", [otherEntity]],
  [regulatorCn, "regulator", "CN", [regulatorCn]],
];

/** Any 32 bytes that tell one commitment from another. */
export const commitment = (of: string): Uint8Array => sha256(utf8(of));

const terms = {
  entity: entity.name,
  format: "format-1",
  asOf: parseDay("2023-10-31")!,
  items: ["deposits", "loans"],
  commitment: commitment("form"),
};
/** Bodies of operations; tests change of them what they are about. */
export const issueBody = (changes: object = {}) => ({
  ...{ number: "2026-0001", bank: preparer.name, branch: undefined, engagement: undefined },
  ...terms,
  itemResults: false,
  ...changes,
});
export const cureBody = (id: Uint8Array, changes: object = {}) => ({
  ...{ id, branch: undefined, ...terms, commitment: commitment("form, put right") },
  ...changes,
});
export const answerBody = (id: Uint8Array, changes: object = {}) => ({
  ...{ id, result: "MATCH", items: undefined, commitment: commitment("answer") },
  ...changes,
});

/** What people do, in the way that leads on. */
export const moves: Readonly<
  Record<
    string,
    readonly [by: TestKey, type: string, body: (id: Uint8Array, now: LetterRecord) => object]
  >
> = {
  accept: [preparer, "letter.accept", (id) => ({ id, mandate: undefined, itemResults: false })],
  return: [preparer, "letter.return", (id) => ({ id, reason: "FORM_INCOMPLETE" })],
  cure: [firm, "letter.cure", (id) => cureBody(id)],
  authorise: [entity, "letter.authorise", (id, now) => ({ id, commitment: now.commitment })],
  refuse: [entity, "letter.refuse", (id) => ({ id, reason: "NOT_OUR_AUDITOR" })],
  prepare: [preparer, "letter.prepare", (id) => answerBody(id)],
  reply: [reviewer, "letter.reply", (id) => answerBody(id)],
  receive: [firm, "letter.receive", (id) => ({ id, commitment: commitment("answer") })],
  "follow-up": [firm, "letter.follow-up", (id) => ({ id, commitment: commitment("question") })],
  close: [firm, "letter.close", (id) => ({ id, alternative: "BANK_STATEMENTS" })],
};

const REPLIED = ["accept", "authorise", "prepare", "reply"] as const;
/** How a letter that was issued gets where it is to be. */
export const ways: Readonly<Record<Status, readonly Step[]>> = {
  issued: [],
  returned: ["return"],
  accepted: ["accept"],
  refused: ["accept", "refuse"],
  authorised: ["accept", "authorise"],
  prepared: ["accept", "authorise", "prepare"],
  replied: REPLIED,
  received: [...REPLIED, "receive"],
  queried: [...REPLIED, "receive", "follow-up"],
  lapsed: ["lapse"],
  closed: ["close"],
};

/** A ledger of protocol version 7 on which letters are written: firm-1 asks bank-cn about enterprise-1. */
export class LetterLedger extends BankingLedger {
  constructor(protocolVersion = 7) {
    const thresholds = { low: 1, medium: 1, high: 1 };
    const others = CAST.map(([{ name }, role, country, keys]) => {
      const signers = keys.map(({ publicKey }) => ({ publicKey, weight: 1 }));
      return { name, roles: [role], country, lei: undefined, authority: { signers, thresholds } };
    });
    super(protocolVersion, others);
  }

  issueLetter(changes: object = {}, by = firm): Uint8Array {
    const { id } = this.do(by, "letter.issue", issueBody(changes));
    return id as Uint8Array;
  }

  /** Takes steps in the usual way. */
  go(id: Uint8Array, ...steps: readonly Step[]): void {
    for (const step of steps) {
      if (step === "lapse") this.wait(400 * DAY);
      else {
        const [by, type, body] = moves[step]!;
        this.do(by, type, body(id, this.letter(id)));
      }
    }
  }

  /** A letter that has got so far. */
  at(status: Status, changes: object = {}): Uint8Array {
    const id = this.issueLetter(changes);
    this.go(id, ...ways[status]);
    expect(this.letter(id).status).toBe(status);
    return id;
  }

  /** Another account of a participant's, with a key of its own. */
  openAccount(by: TestKey, name: string): TestKey {
    const key = testKey(name);
    const signers = [{ publicKey: key.publicKey, weight: 1 }];
    const authority = { signers, thresholds: { low: 1, medium: 1, high: 1 } };
    this.do(by, "account.open", { authority });
    return key;
  }

  letter(id: Uint8Array): LetterRecord {
    return letters.read(this.state, id)!;
  }

  history(id: Uint8Array): StepRecord[] {
    const places = Array.from({ length: this.letter(id).steps }, (_, place) => place);
    return places.map((place) => letterSteps.read(this.state, id, place)!);
  }

  /** Of the letters of a firm to a bank of this month. */
  statistics(bank = preparer.name, of = firm.name): StatisticsRecord | undefined {
    return statistics.read(this.state, monthOf(this.genesis.timeMs), bank, of);
  }
}
