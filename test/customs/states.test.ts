import { describe, expect, test } from "vitest";

import { lists } from "../../src/transactions/customs/lists/records.ts";
import { RECEIPT_CODES, STATUSES } from "../../src/transactions/customs/lists/states.ts";
import type { TestKey } from "../keys.ts";
import { attempt, type Attempt } from "./attempt.ts";
import {
  ALL_STATUSES,
  byMessage,
  byReceipt,
  CODES_OF_RECEIPTS,
  type Place,
  type Step,
  STEPS,
} from "./diagram.ts";
import { PLACES, reach } from "./places.ts";
import {
  CustomsLedger,
  declarant,
  declarant2,
  head,
  inspection,
  newGuid,
  office,
  officeHk,
  ONE,
  type Parcel,
  platform,
  treasury,
} from "./port.ts";

// Goal: an inventory list goes the ways of docs/domain section 4 and no others, whoever tries what and when.
// Method: every message and receipt tried in every place by everybody, on the production executor, against tables written apart
// from src/ (diagram.ts).

const everybody: readonly (readonly [string, TestKey])[] = [
  ["the declarant", declarant],
  ["another declarant", declarant2],
  ["customs", office],
  ["another country's customs", officeHk],
  ["inspection", inspection],
  ["the platform", platform],
  ["the treasury", treasury],
];

/** Operation and body of a message about a list, or of the answer to one. */
function messageOf(ledger: CustomsLedger, of: Parcel, step: Step | "new"): [string, object] {
  const list = ledger.idOf(of);
  const declare = (appType: string, appStatus: string, content: object | undefined) => {
    return { ...head({ appType, appStatus }), ...of.keys.list, content };
  };
  const bodies: Readonly<Record<Step | "new", [string, object]>> = {
    new: ["customs.list.declare", declare("new", "declare", of.list)],
    change: ["customs.list.declare", declare("change", "declare", of.list)],
    draft: ["customs.list.declare", declare("change", "draft", of.list)],
    delete: ["customs.list.declare", declare("delete", "declare", undefined)],
    cancel: ["customs.list.cancel", { guid: newGuid(), list, reason: "OTHER" }],
    approve: ["customs.list.cancel.decide", { list, approve: true }],
    keep: ["customs.list.cancel.decide", { list, approve: false }],
    return: ["customs.list.return", { guid: newGuid(), list, lines: [{ line: 0, quantity: ONE }] }],
  };
  return bodies[step];
}

/** Who is told what before the list is looked at. */
function strangerTo(step: Step | "new", by: TestKey): string | undefined {
  const isAnswer = step === "approve" || step === "keep";
  if (isAnswer) {
    if (by === office) return undefined;
    return by === officeHk ? "NOT_YOUR_COUNTRY" : "ROLE_NOT_ALLOWED";
  }
  if (by === declarant) return undefined;
  if (by !== declarant2) return "ROLE_NOT_ALLOWED";
  return step === "cancel" || step === "return" ? "NOT_YOUR_LIST" : "NOT_YOUR_ENTERPRISE";
}

/** What the documents of a place make of a list that is declared again. */
function byDocuments(place: Place): string {
  return ["pending", "mismatched"].includes(place.status) ? place.status : "matched";
}

function expectMessage(ledger: CustomsLedger, of: Parcel, place: Place, by: TestKey): void {
  for (const step of ["new", ...STEPS] as const) {
    const found = attempt(ledger, by, ...messageOf(ledger, of, step));
    const cell = step === "new" ? "DOCUMENT_EXISTS" : byMessage(place, step);
    const said = strangerTo(step, by) ?? (cell === "=" ? byDocuments(place) : cell);
    expectTried(found, said, { of, ledger }, `${step} in ${place.status}`);
  }
}

function expectReceipts(ledger: CustomsLedger, of: Parcel, place: Place, by: TestKey): void {
  for (const code of CODES_OF_RECEIPTS) {
    const exception = code === "exception" ? 4 : undefined;
    const list = ledger.idOf(of);
    const body = { list, code, exception, preNo: undefined, invtNo: undefined };
    const found = attempt(ledger, by, "customs.list.receipt", body);
    const office = offices.get(by);
    const said = office === undefined ? "ROLE_NOT_ALLOWED" : byReceipt(place, code, office);
    const expected = by === officeHk ? "NOT_YOUR_COUNTRY" : said;
    expectTried(found, expected, { of, ledger }, `${code} in ${place.status}`);
  }
}
const offices = new Map<TestKey, "customs" | "inspection">([
  [office, "customs"],
  [officeHk, "customs"],
  [inspection, "inspection"],
]);

/** What is done is a new event and leads where it is said; what is refused leaves nothing. */
function expectTried(
  { code, state }: Attempt,
  said: string,
  { of, ledger }: { readonly of: Parcel; readonly ledger: CustomsLedger },
  what: string,
): void {
  const isFailure = /^[A-Z_]+$/.test(said);
  expect(code, what).toBe(isFailure ? said : "OK");
  expect(state.writes().size > 0, what).toBe(!isFailure);
  const [before, after] = [ledger.listOf(of), lists.read(state, ledger.idOf(of))!];
  expect(after.status, what).toBe(isFailure ? before.status : said);
  expect(after.steps > before.steps, what).toBe(!isFailure);
}

describe("every message and receipt, by everybody, in a list that is", () => {
  test.each(Object.keys(PLACES))("%s", (name) => {
    const ledger = new CustomsLedger().open();
    const { of, place } = reach(ledger, name);
    const { status, inspecting, cancelling } = ledger.listOf(of);
    const there = { status, inspecting, asked: cancelling !== undefined };
    expect({ ...there, arrived: place.arrived }).toEqual(place);
    for (const [, by] of everybody) {
      expectMessage(ledger, of, place, by);
      expectReceipts(ledger, of, place, by);
    }
  });

  test("nowhere else: the table has every status and every code", () => {
    const reached = new Set(Object.keys(PLACES).map((name) => name.split(",")[0]));
    expect([...reached].sort()).toEqual([...STATUSES].sort());
    expect([...ALL_STATUSES].sort()).toEqual([...STATUSES].sort());
    expect([...CODES_OF_RECEIPTS].sort()).toEqual([...RECEIPT_CODES].sort());
  });
});
