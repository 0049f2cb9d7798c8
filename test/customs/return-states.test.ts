import { describe, expect, test } from "vitest";

import { returns } from "../../src/transactions/customs/lists/returns.ts";
import type { TestKey } from "../keys.ts";
import { attempt } from "./attempt.ts";
import {
  CustomsLedger,
  declarant,
  inspection,
  newGuid,
  office,
  officeHk,
  ONE,
  parcel,
} from "./port.ts";

// Goal: an announced return is let in or not, and arrives once, at the word of the list's own customs (docs/domain section 4).
// Method: every step tried in every status of a return by everybody, against the table here.

const STEPS = ["approve", "refuse", "arrive"] as const;
type Step = (typeof STEPS)[number];

/** Status → what customs makes of it; the rest is WRONG_STATUS. */
const TABLE: Readonly<Record<string, Partial<Record<Step, string>>>> = {
  filed: { approve: "approved", refuse: "refused" },
  approved: { arrive: "arrived" },
  refused: {},
  arrived: {},
};
const WAYS: Readonly<Record<string, readonly Step[]>> = {
  filed: [],
  approved: ["approve"],
  refused: ["refuse"],
  arrived: ["approve", "arrive"],
};
const people: readonly (readonly [string, TestKey, string | undefined])[] = [
  ["customs", office, undefined],
  ["another country's customs", officeHk, "NOT_YOUR_COUNTRY"],
  ["inspection", inspection, "ROLE_NOT_ALLOWED"],
  ["the declarant", declarant, "ROLE_NOT_ALLOWED"],
];

const of = parcel("1");

function order(ledger: CustomsLedger, step: Step): [string, object] {
  const key = { list: ledger.idOf(of), place: 0 };
  if (step === "arrive") return ["customs.list.return.arrive", key];
  return ["customs.list.return.decide", { ...key, approve: step === "approve" }];
}

describe("a return that is", () => {
  test.each(Object.keys(TABLE))("%s", (status) => {
    const ledger = new CustomsLedger().open();
    ledger.at("released", of);
    const lines = [{ line: 0, quantity: ONE }];
    const announced = { guid: newGuid(), list: ledger.idOf(of), lines };
    ledger.do(declarant, "customs.list.return", announced);
    for (const one of WAYS[status]!) ledger.do(office, ...order(ledger, one));
    for (const [name, by, stranger] of people) {
      for (const step of STEPS) {
        const { code, state } = attempt(ledger, by, ...order(ledger, step));
        const leadsTo = TABLE[status]![step];
        const what = `${step} by ${name}`;
        expect(code, what).toBe(stranger ?? (leadsTo === undefined ? "WRONG_STATUS" : "OK"));
        const after = code === "OK" ? leadsTo : status;
        expect(returns.read(state, ledger.idOf(of), 0)!.status, what).toBe(after);
      }
    }
  });
});
