import { describe, expect, test } from "vitest";

import { executeTransaction } from "../../../src/execution/execute-transaction.ts";
import { Overlay } from "../../../src/state/overlay.ts";
import { type MallOrder, mallOrders } from "../../../src/transactions/trade/mall/orders/records.ts";
import {
  orderMoves,
  orderWaitsFor,
  refundMoves,
  refundWaitsFor,
} from "../../../src/transactions/trade/mall/orders/states.ts";
import { steps } from "../../../src/transactions/trade/mall/orders/steps.ts";
import { CODES, merchant, office, ONE, payFirm, platform, warehouse } from "../../customs/port.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { uetr } from "../../ledger.ts";
import { arrow, arrowsOf } from "../arrows.ts";
import { arbiter, buyer, idOf, MallLedger, milk, partner } from "./mall-ledger.ts";
import {
  byStep,
  byTime,
  PEOPLE,
  type Place,
  REFUNDS,
  type Step,
  STATUSES,
  STEPS,
  type Who,
} from "./order-diagram.ts";

// Goal: an order of a mall, and a refund within it, go the ways of docs/domain section 4 and no others, whoever tries what and when; and
// the table that docs/reference/trade-states.md is drawn from has every way that there is, and none besides.
// Method: every step tried in every place by everybody, before time is over and after it, on the production executor, against a table
// written apart from src/ (order-diagram.ts).

const KEYS: Readonly<Record<Who, TestKey>> = {
  ...{ buyer, platform, merchant, warehouse, arbiter, partner },
  ...{ "payment firm": payFirm, customs: office },
  ...{ "another merchant": testKey("merchant-2"), "another warehouse": testKey("warehouse-2") },
};

const none = { refund: "none", isAll: false, isDeclared: false, isSent: false } as const;
const sent = { ...none, isDeclared: true, isSent: true } as const;
/** Places with money in escrow: in each a refund can be asked for. */
const IN_ESCROW: readonly Place[] = [
  { ...none, status: "paid" },
  { ...none, status: "paid", isDeclared: true },
  { ...sent, status: "shipping" },
  { ...sent, status: "shipped" },
];
const PLACES: readonly Place[] = [
  { ...none, status: "placed" },
  ...IN_ESCROW.flatMap((place) => [
    place,
    ...[false, true].map((isAll) => ({ ...place, refund: "asked" as const, isAll })),
    ...(["refused", "disputed"] as const).map((refund) => ({ ...place, refund })),
  ]),
  { ...sent, status: "done" },
  { ...none, status: "cancelled" },
];

/** An order of three milk that has got there. */
function reach({ status, refund, isAll, isDeclared }: Place): MallLedger {
  const ledger = new MallLedger().open();
  const order = ledger.place("1", [milk(3n)]);
  if (status === "cancelled") {
    ledger.do(platform, "trade.order.cancel", { order, reason: "FRAUD" });
  }
  if (status === "placed" || status === "cancelled") return ledger;
  ledger.payFor("1");
  if (isDeclared) ledger.clear("1");
  if (status === "shipping") ledger.ship("1", 1n);
  if (status === "shipped" || status === "done") ledger.ship("1", 3n);
  if (status === "done") ledger.do(buyer, "trade.order.accept", { order });
  const { goods, tax } = ledger.order("1").escrow;
  if (refund !== "none") ledger.ask("1", isAll ? goods : 5_000n, isAll ? tax : 455n);
  if (refund === "refused" || refund === "disputed") ledger.answer("1", false);
  if (refund === "disputed") {
    ledger.do(buyer, "trade.order.dispute", { order, evidence: undefined });
  }
  return ledger;
}

/** Operation and body of a step. */
function messageOf(step: Step, { lines }: MallOrder): [string, object] {
  const order = idOf("1");
  const line = lines[0]!;
  const left = line.quantity - line.shipped - line.cancelled;
  const ship = (quantity: bigint): [string, object] => [
    "trade.order.ship",
    { order, logisticsCode: CODES.carrier, logisticsNo: "W-1", lines: [{ line: 0, quantity }] },
  ];
  const answer = (agree: boolean): [string, object] => [
    "trade.order.refund.answer",
    { order, agree },
  ];
  const some = { goods: 1n, tax: 0n };
  const messages: Readonly<Record<Step, [string, object]>> = {
    pay: ["trade.order.pay", { order, uetr: uetr() }],
    "ship-part": ship(ONE),
    "ship-rest": ship(left > 0n ? left : ONE),
    accept: ["trade.order.accept", { order }],
    cancel: ["trade.order.cancel", { order, reason: "OTHER" }],
    ask: ["trade.order.refund", { order, ...some, reason: "DAMAGED" }],
    agree: answer(true),
    refuse: answer(false),
    dispute: ["trade.order.dispute", { order, evidence: undefined }],
    decide: ["trade.order.dispute.decide", { order, ...some }],
    return: ["trade.order.return", { order, line: 0, quantity: ONE, restock: false }],
  };
  return messages[step];
}

const refundOf = ({ asking }: MallOrder): string => asking?.status ?? "none";

/** Arrows that were gone: of the order, and of the refund within it. */
interface Gone {
  readonly order: string[];
  readonly refund: string[];
}

/** Notes from where to where the last step led, as the history calls it. */
function note(gone: Gone, state: Overlay, before: MallOrder, who: string): void {
  const after = mallOrders.read(state, before.id)!;
  const { step } = steps.read(state, before.id, after.steps - 1)!;
  gone.order.push(arrow(before.status, step, who, after.status));
  const [from, to] = [refundOf(before), refundOf(after)];
  if (from !== to) gone.refund.push(arrow(from, step, who, to));
}

/** Tries everything at a time and gives it up; the sweep has not come by. */
function tryAll(
  ledger: MallLedger,
  placeFor: (step: Step) => Place,
  timeMs: number,
  gone?: Gone,
): void {
  const before = ledger.order("1");
  const { header } = ledger.tree.head;
  for (const step of STEPS as readonly Step[]) {
    for (const who of PEOPLE) {
      const [type, body] = messageOf(step, before);
      const one = ledger.unsigned([{ type, body }], KEYS[who]);
      const state = new Overlay(ledger.state);
      const context = { ...header, height: header.height + 1, timeMs };
      const { code } = executeTransaction(state, one, context).receipt;
      const said = byStep(placeFor(step), step, who);
      const what = `${step} by ${who}`;
      expect(code, what).toBe(typeof said === "string" ? said : "OK");
      const after = mallOrders.read(state, before.id)!;
      if (typeof said === "string") {
        expect(after, what).toEqual(before);
        continue;
      }
      expect([after.status, refundOf(after)], what).toEqual([said.status, said.refund]);
      if (gone !== undefined) note(gone, state, before, who);
    }
  }
}

const nameOf = ({ status, refund, isAll, isDeclared }: Place): string =>
  `${status}${isDeclared ? ", declared" : ""}, refund ${refund}${isAll ? " of all" : ""}`;

describe("every step by everybody, in time and too late, in an order that is", () => {
  const gone: Gone = { order: [], refund: [] };
  for (const place of PLACES) {
    test(nameOf(place), () => {
      const ledger = reach(place);
      const before = ledger.order("1");
      expect([before.status, refundOf(before)]).toEqual([place.status, place.refund]);
      tryAll(ledger, () => place, ledger.timeMs + 1_000, gone);

      const later = byTime(place);
      expect(before.dueAt === undefined).toBe(later === place && !isUnderCustoms(place));
      if (before.dueAt === undefined) return;
      // Goods come back whatever the order waits for: that does not look at the time.
      tryAll(ledger, (step) => (step === "return" ? place : later), before.dueAt + 1);
      ledger.wait(before.dueAt + 1_000 - ledger.timeMs); // the sweep takes whole seconds
      const after = ledger.order("1");
      expect([after.status, refundOf(after)]).toEqual([later.status, later.refund]);
      if (after.steps > before.steps) note(gone, new Overlay(ledger.state), before, "ledger");
      else if (place !== later)
        gone.refund.push(arrow(place.refund, "drop", "ledger", later.refund));
    });
  }

  test("the table for the drawing has the ways that were gone, and no others", () => {
    expect([...new Set(gone.order)].sort()).toEqual(arrowsOf(orderMoves));
    expect([...new Set(gone.refund)].sort()).toEqual(arrowsOf(refundMoves));
    expect(Object.keys(orderWaitsFor)).toEqual(STATUSES);
    expect(Object.keys(refundWaitsFor)).toEqual(REFUNDS);
  });
});

/** Its time is over and over again, a day later each. */
function isUnderCustoms({ status, refund, isDeclared }: Place): boolean {
  return status === "paid" && refund === "none" && isDeclared;
}
