import { describe, expect, test } from "vitest";

import type { LedgerReader } from "../../../src/state/ledger.ts";
import { type ClaimRecord, refundClaims } from "../../../src/transactions/trade/refunds/claims.ts";
import { claimEvents } from "../../../src/transactions/trade/refunds/history.ts";
import { claimMoves, claimWaitsFor } from "../../../src/transactions/trade/refunds/states.ts";
import { attempt } from "../../customs/attempt.ts";
import { declarant, merchant, newGuid, office, treasuryHk } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import { uetr } from "../../ledger.ts";
import { arrow, arrowsOf } from "../arrows.ts";
import {
  byStatus,
  byStep,
  isFailure,
  PEOPLE,
  type Place,
  STATUSES,
  STEPS,
} from "./claim-diagram.ts";
import { bought, buyer, ENTRY, ExportLedger, exporter2, ONE, treasury } from "./export-ledger.ts";

// Goal: a claim for export refund goes the ways of docs/domain section 4 and no others, whoever tries what and when; and the table that
// docs/reference/trade-states.md is drawn from has every way that there is, and none besides.
// Method: every step tried in every place by everybody, and goods that come back, on the production executor, against a table written
// apart from src/ (claim-diagram.ts).

const KEYS: Readonly<Record<string, TestKey>> = {
  ...{ exporter: merchant, "another exporter": exporter2, "tax authority": treasury },
  ...{ "another country's tax authority": treasuryHk, customs: office, declarant, buyer },
};
const TAX = 91_000n;

const none = { demanded: "nothing", isOwing: false } as const;
const PLACES: readonly Place[] = [
  ...STATUSES.map((status) => ({ ...none, status })),
  { ...none, status: "approved", isOwing: true },
  { ...none, status: "paid", demanded: "a part" },
  { ...none, status: "paid", demanded: "all" },
];

/** A claim on ten of milk that has got there. */
interface Reached {
  readonly ledger: ExportLedger;
  readonly list: Uint8Array;
  readonly claim: Uint8Array;
}

function reach({ status, demanded, isOwing }: Place): Reached {
  const ledger = new ExportLedger().start().admit();
  const list = ledger.released("1");
  ledger.enter(ENTRY, [list]);
  ledger.link(100_000n);
  if (isOwing) owe(ledger);
  const claim = ledger.claim([bought(list, 10n, ledger.confirmed("00000001", 700_000n), 700_000n)]);
  if (status === "approved" || status === "paid") ledger.approve(claim);
  if (status === "paid") ledger.payOut(claim);
  if (status === "refused") {
    ledger.do(treasury, "trade.refund.decide", { claim, approve: false, reason: "OTHER" });
  }
  if (status === "withdrawn") ledger.do(merchant, "trade.refund.withdraw", { claim });
  if (status === "void") ledger.comeBack(list, 10n);
  if (demanded !== "nothing") {
    const minor = demanded === "all" ? TAX : 1n;
    ledger.do(treasury, "trade.refund.claw-back", { claim, minor, reason: "ERROR" });
  }
  return { ledger, list, claim };
}

/** The exporter owes something back of another declaration. */
function owe(ledger: ExportLedger): void {
  const entry = "514120230000000002";
  const list = ledger.released("2");
  ledger.enter(entry, [list]);
  ledger.link(100_000n, undefined, entry);
  const line = bought(list, 1n, ledger.confirmed("00000002", 1_000n), 1_000n);
  const claim = ledger.claim([line], { entryId: entry });
  ledger.approve(claim);
  ledger.payOut(claim);
  ledger.do(treasury, "trade.refund.claw-back", { claim, minor: 1n, reason: "ERROR" });
}

/** Operation and body of a step. */
function messageOf(step: string, claim: Uint8Array): [string, object] {
  const messages: Readonly<Record<string, [string, object]>> = {
    approve: ["trade.refund.decide", { claim, approve: true, reason: undefined }],
    refuse: ["trade.refund.decide", { claim, approve: false, reason: "OTHER" }],
    withdraw: ["trade.refund.withdraw", { claim }],
    pay: ["trade.refund.pay", { claim, uetr: uetr() }],
    "claw-back": ["trade.refund.claw-back", { claim, minor: 1n, reason: "OTHER" }],
    repay: ["trade.refund.repay", { claim, uetr: uetr() }],
  };
  return messages[step]!;
}

/** Notes where the last event led, as the history calls it; none if there was none. */
function note(gone: string[], before: ClaimRecord, state: LedgerReader, who: string): void {
  const after = refundClaims.read(state, before.id)!;
  if (after.steps === before.steps) return;
  const { event } = claimEvents.read(state, before.id, before.steps)!;
  gone.push(arrow(before.status, event, who, after.status));
}

function tryAll({ ledger, claim }: Reached, place: Place, gone: string[]): void {
  const before = ledger.refund(claim);
  for (const step of STEPS) {
    for (const who of PEOPLE) {
      const { code, state } = attempt(ledger, KEYS[who]!, ...messageOf(step, claim));
      const said = byStep(place, step, who);
      const what = `${step} by ${who}`;
      expect(code, what).toBe(isFailure(said) ? said : "OK");
      const after = refundClaims.read(state, claim)!;
      if (isFailure(said)) expect(after, what).toEqual(before);
      else expect([after.status, after.steps], what).toEqual([said, before.steps + 1]);
      note(gone, before, state, who);
    }
  }
}

/** Goods come back to customs: one of the ten, then the others. */
function comeBack({ ledger, list, claim }: Reached, place: Place, gone: string[]): void {
  for (const [step, count] of [
    ["a part is back", 1n],
    ["all is back", 9n],
  ] as const) {
    const before = ledger.refund(claim);
    const said = byStatus(place, step);
    if (isFailure(said)) {
      const body = { guid: newGuid(), list, lines: [{ line: 0, quantity: count * ONE }] };
      expect(ledger.try(declarant, "customs.list.return", body).code).toBe(said);
    } else ledger.comeBack(list, count);
    const after = ledger.refund(claim);
    expect(after.status, step).toBe(isFailure(said) ? place.status : said);
    // Only what holds goods has to do with them.
    const isHolding = ["filed", "approved", "paid"].includes(place.status);
    expect(after.steps - before.steps, step).toBe(isHolding ? 1 : 0);
    note(gone, before, ledger.state, "customs");
  }
}

describe("every step by everybody in a claim that is", () => {
  const gone: string[] = [];
  for (const place of PLACES) {
    const owing = place.isOwing ? ", the exporter owing" : "";
    test(`${place.status}, ${place.demanded} of it demanded back${owing}`, () => {
      const reached = reach(place);
      expect(reached.ledger.refund(reached.claim).status).toBe(place.status);
      tryAll(reached, place, gone);
      comeBack(reached, place, gone);
    });
  }

  test("the table for the drawing has the ways that were gone, and no others", () => {
    expect([...new Set(gone)].sort()).toEqual(arrowsOf(claimMoves));
    expect(Object.keys(claimWaitsFor)).toEqual(STATUSES);
  });
});
