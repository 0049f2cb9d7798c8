import { percentileOf } from "../../src/primitives/histogram.ts";
import { describe, expect, test } from "vitest";

import { endOfDayMs, parseDay } from "../../src/primitives/civil-day.ts";
import type { Status, Step } from "../../src/transactions/letters/states.ts";
import { DAY, HOUR } from "../transactions/banking.ts";
import {
  entity,
  firm,
  issueBody,
  LetterLedger,
  moves,
  preparer,
  regulatorCn,
  reviewer,
} from "./office.ts";

// Goal: what nobody does in time ends as docs/domain section 3 says, in working days of the country that has to act, whether
// the sweep has come by or not; and the association counts it.
// Method: the production executor; the clock of the tests begins on Tuesday 2023-11-14, 22:13 UTC.

const end = (day: string): number => endOfDayMs(parseDay(day)!);
/** Until a second after a moment: then it is past. */
const past = (ledger: LetterLedger, untilMs: number): void =>
  ledger.wait(untilMs + 1_000 - ledger.timeMs);

describe("by when", () => {
  const cases: readonly (readonly [string, Status, Step | undefined, object])[] = [
    ["the bank accepts: 30 working days", "issued", undefined, { expiresAt: end("2023-12-26") }],
    ["the firm cures: 3 working days", "returned", undefined, { expiresAt: end("2023-11-17") }],
    ["the entity authorises: 10 days", "accepted", undefined, { expiresAt: end("2023-11-24") }],
    [
      "the bank answers: 10 working days, and 30 until it lapses",
      "authorised",
      undefined,
      { replyBy: end("2023-11-28"), expiresAt: end("2023-12-26") },
    ],
    ["it answers again: the same", "queried", undefined, { replyBy: end("2023-11-28") }],
    [
      "the firm reads and closes: whenever it likes",
      "replied",
      undefined,
      { expiresAt: undefined },
    ],
  ];
  test.each(cases)("%s", (_, status, __, deadlines) => {
    const ledger = new LetterLedger();
    expect(ledger.letter(ledger.at(status))).toMatchObject(deadlines);
  });

  test("a holiday of the bank's country puts it off, and the history keeps which calendar said so", () => {
    const ledger = new LetterLedger();
    ledger.do(regulatorCn, "calendar.publish", {
      ...{ country: "CN", year: 2023, holidays: [parseDay("2023-11-16")!], workdays: [] },
    });
    const id = ledger.at("authorised");
    expect(ledger.letter(id).replyBy).toBe(end("2023-11-29"));
    const { deadlines } = ledger.history(id).at(-1)!;
    expect(deadlines[0]).toMatchObject({
      ...{ parameter: "letter-reply-days", version: 0, until: end("2023-11-29") },
      calendars: [{ year: 2023, version: 1 }],
    });
  });

  test("another term of the regulator holds for what begins after it", () => {
    const ledger = new LetterLedger();
    const before = ledger.at("authorised");
    ledger.do(regulatorCn, "parameter.set", {
      ...{ country: "CN", name: "letter-reply-days", value: 5n },
      effectiveFromMs: ledger.timeMs + HOUR,
    });
    ledger.wait(2 * HOUR);
    const id = ledger.at("authorised", { number: "2026-0002" });
    expect(ledger.letter(before).replyBy).toBe(end("2023-11-28"));
    expect(ledger.letter(id).replyBy).toBe(end("2023-11-22"));
    expect(ledger.history(id).at(-1)!.deadlines[0]).toMatchObject({ version: 1 });
  });
});

test("before version 7 a block has no room for a term of letters, and for the others it has", () => {
  const ledger = new LetterLedger(6);
  const set = (name: string) => {
    const effectiveFromMs = ledger.timeMs + HOUR;
    const order = {
      type: "parameter.set",
      body: { country: "CN", name, value: 5n, effectiveFromMs },
    };
    return ledger.block([ledger.read(ledger.transaction([order], { by: [regulatorCn] }))]).receipts;
  };
  expect(set("letter-reply-days")).toEqual([]);
  expect(set("recall-answer-days")).toMatchObject([{ code: "OK" }]);
});

describe("too late", () => {
  const cases: readonly (readonly [Status, object])[] = [
    ["issued", { result: "EXPIRED", returned: undefined }],
    ["returned", { result: "RETURNED", returned: "FORM_INCOMPLETE" }],
    ["accepted", { result: "RETURNED", returned: "NOT_AUTHORISED" }],
    ["authorised", { result: "EXPIRED", overdue: true }],
    ["prepared", { result: "EXPIRED", overdue: true }],
    ["queried", { result: "MATCH", overdue: true, replies: 1 }],
  ];
  test.each(cases)("%s: it lapses, which is nobody's operation", (status, outcome) => {
    const ledger = new LetterLedger();
    const id = ledger.at(status);
    past(ledger, ledger.letter(id).expiresAt!);
    const last = { status: "lapsed", expiresAt: undefined, replyBy: undefined };
    expect(ledger.letter(id)).toMatchObject({ ...last, ...outcome });
    const step = ledger.history(id).at(-1)!;
    expect(step).toMatchObject({ step: "lapse", by: undefined, signers: [], operation: undefined });
    expect(ledger.statistics()).toMatchObject({ lapsed: 1 });
  });

  test.each(["replied", "received", "refused", "closed"] as const)("%s: never", (status) => {
    const ledger = new LetterLedger();
    const id = ledger.at(status);
    ledger.wait(1_000 * DAY);
    expect(ledger.letter(id).status).toBe(status);
  });

  test("at the last moment that counts it is in time, and a moment later it is not, swept or not", () => {
    for (const late of [0, 1]) {
      const ledger = new LetterLedger();
      const id = ledger.at("accepted");
      const [by, type, body] = moves["authorise"]!;
      const order = { type, body: body(id, ledger.letter(id)) };
      const validUntil = ledger.letter(id).expiresAt! + late;
      ledger.block([], validUntil - 60_000);
      const one = ledger.read(ledger.transaction([order], { by: [by], validUntil }));
      const { code } = ledger.block([one], validUntil).receipts[0]!;
      expect(code).toBe(late === 0 ? "OK" : "WRONG_STATUS");
    }
  });

  test("overdue is noted once, and an answer after it still counts", () => {
    const ledger = new LetterLedger();
    const id = ledger.at("prepared");
    past(ledger, ledger.letter(id).replyBy!);
    expect(ledger.letter(id)).toMatchObject({ status: "prepared", overdue: true });
    const result = ledger.do(reviewer, "letter.reply", moves["reply"]![2](id, ledger.letter(id)));
    expect(result).toMatchObject({ overdue: true, replies: 1 });
    const steps = ledger.history(id).map(({ step }) => step);
    expect(steps).toEqual(["issue", "accept", "authorise", "prepare", "overdue", "reply"]);
    expect(ledger.statistics()).toMatchObject({ overdue: 1, replied: 1, lapsed: 0 });
  });

  test("a letter that was not authorised in time can still be closed, and says what was done instead", () => {
    const ledger = new LetterLedger();
    const id = ledger.at("accepted");
    past(ledger, ledger.letter(id).expiresAt!);
    ledger.go(id, "close");
    const closed = { status: "closed", result: "RETURNED", alternative: "BANK_STATEMENTS" };
    expect(ledger.letter(id)).toMatchObject(closed);
  });

  test("a cured letter begins anew: another form needs another authorisation", () => {
    const ledger = new LetterLedger();
    const id = ledger.at("authorised");
    ledger.go(id, "return", "cure");
    expect(ledger.letter(id)).toMatchObject({
      ...{ status: "issued", returned: undefined, authorisedAt: undefined, replyBy: undefined },
    });
    ledger.go(id, "accept");
    const old = { id, commitment: ledger.history(id)[0]!.commitment };
    expect(ledger.try(entity, "letter.authorise", old).code).toBe("COMMITMENT_DIFFERS");
  });
});

describe("what the association counts", () => {
  test("every outcome of a month's letters, by bank and firm", () => {
    const ledger = new LetterLedger();
    for (const [at, status] of (["closed", "returned", "refused", "received"] as const).entries()) {
      ledger.at(status, { number: `2026-${at}` });
    }
    expect(ledger.statistics()).toMatchObject({
      ...{ issued: 4, returned: 1, refused: 1, replied: 1, matched: 1, closed: 1, overdue: 0 },
      turnaround: [1],
    });
    expect(ledger.statistics("bank-hk")).toBeUndefined();
  });

  test("working days until the answer; a second answer to the same letter is not counted", () => {
    const ledger = new LetterLedger();
    const id = ledger.at("authorised");
    ledger.wait(6 * DAY); // Monday 20th: four working days on
    ledger.go(id, "prepare", "reply", "receive", "follow-up", "prepare", "reply");
    expect(ledger.statistics()).toMatchObject({ replied: 1, turnaround: [0, 0, 0, 0, 1] });
    expect(ledger.letter(id).replies).toBe(2);
  });

  const cases: readonly (readonly [readonly number[], number, number | undefined])[] = [
    [[], 50, undefined],
    [[0, 0, 3], 50, 2],
    [[1, 1], 50, 0],
    [[1, 2], 50, 1],
    [[9, 0, 0, 1], 90, 0],
    [[8, 0, 1, 1], 90, 2],
    [[89, 1, 10], 90, 1],
  ];
  test.each(cases)("of answers by day %j, %d %% came within %s", (counts, percent, days) => {
    expect(percentileOf(counts, percent)).toBe(days);
  });
});

describe("who answers for a branch", () => {
  test("a head-office centre's account for many; no other account of the bank", () => {
    const ledger = new LetterLedger();
    const centre = ledger.openAccount(preparer, "centre");
    for (const code of ["ICBKCNBJ", "102100099996"]) {
      ledger.do(preparer, "letter.branch.set", { code, name: "Beijing", handler: centre.account });
    }
    const id = ledger.issueLetter({ branch: "ICBKCNBJ" });
    const body = { id, mandate: undefined, itemResults: false };
    expect(ledger.try(preparer, "letter.accept", body).code).toBe("NOT_YOUR_STEP");
    ledger.do(centre, "letter.accept", body);
    expect(ledger.history(id).at(-1)!.by).toEqual(centre.account);
  });

  test("a branch that is taken off the record leaves its letters to any account of the bank", () => {
    const ledger = new LetterLedger();
    const centre = ledger.openAccount(preparer, "centre");
    const branch = { code: "ICBKCNBJ", name: "Beijing", handler: centre.account };
    ledger.do(preparer, "letter.branch.set", branch);
    const id = ledger.issueLetter({ branch: "ICBKCNBJ" });
    ledger.do(preparer, "letter.branch.remove", { code: "ICBKCNBJ" });
    ledger.go(id, "accept", "authorise", "prepare");
    const again = issueBody({ number: "2026-0002", branch: "ICBKCNBJ" });
    expect(ledger.try(firm, "letter.issue", again).code).toBe("UNKNOWN_BRANCH");
  });
});
