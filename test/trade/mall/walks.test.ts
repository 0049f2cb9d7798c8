import { expect, test } from "vitest";

import { whatIsBroken } from "../../customs/invariants.ts";
import { CODES, DAY, merchant, MILK, ONE, platform, warehouse } from "../../customs/port.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { uetr } from "../../ledger.ts";
import { createRandom, type Random } from "../../state/random.ts";
import { counted, HEADINGS, recount } from "../stock/recount.ts";
import { arbiter, buyer, idOf, MallLedger, milk, orderOf, partner } from "./mall-ledger.ts";
import { MallModel, type Money, type Who } from "./model.ts";

// Goal: whatever is done with orders in whatever order, every answer, every shelf and every account is what plain maps say, and money
// in escrow is always somebody's (docs/domain section 4).
// Method: seeded random operations on the production executor, beside test/trade/mall/model.ts, compared after each.

const SEEDS = [1, 2, 3, 4, 5, 6];
const STEPS = 500;
/** Steps go to so many orders at a time, and every so many to the next one more. */
const [ORDERS_AT_A_TIME, STEPS_AN_ORDER] = [4, 14];
const STOCK = 12n;

const KEYS: Readonly<Record<Who, TestKey>> = {
  ...{ buyer, platform, merchant, arbiter, stranger: testKey("merchant-2") },
};
const ACTIONS = [
  ...["place", "pay", "clear", "ship", "accept", "cancel", "ask", "answer", "dispute", "decide"],
  ...["return", "receive", "wait"],
] as const;
type Action = (typeof ACTIONS)[number];

/** What comes next mostly, by where an order is. */
const NEXT: Readonly<Record<string, readonly Action[]>> = {
  nothing: ["place", "place", "place", "receive"],
  placed: ["pay", "pay", "pay", "cancel", "wait"],
  paid: ["clear", "clear", "clear", "ship", "ask", "cancel"],
  declared: ["ship", "ship", "ship", "cancel", "ask"],
  shipping: ["ship", "ship", "cancel", "ask", "return"],
  shipped: ["accept", "ask", "ask", "ask", "return", "wait"],
  asked: ["answer", "answer", "accept", "ship", "wait"],
  refused: ["dispute", "dispute", "dispute", "ship", "wait"],
  disputed: ["decide", "accept", "accept", "ship", "ship"],
  done: ["return", "accept"],
  cancelled: ["pay"],
};

/** Every answer that the walks have come to. */
const REACHED = [
  ...["ALREADY_PAID", "ALREADY_SHIPPED", "DISPUTED", "DOCUMENT_EXISTS", "MORE_THAN_BOUGHT"],
  ...["MORE_THAN_ESCROW", "MORE_THAN_ORDERED", "NOTHING_ASKED", "NOTHING_REFUSED", "NOT_DISPUTED"],
  ...["NOT_PAID", "NOT_RELEASED", "NOT_SHIPPED", "NOT_THE_ARBITER", "NOT_YOUR_ORDER", "OK"],
  ...["ORDER_CANCELLED", "ORDER_DECLARED", "ORDER_DONE", "OUT_OF_STOCK", "PARTLY_SHIPPED"],
  ...["REFUND_ASKED", "UNKNOWN_ORDER"],
].sort();

class Walk {
  readonly ledger = new MallLedger().open();
  readonly model = new MallModel();
  readonly #random: Random;
  readonly #had: Readonly<Record<"buyer" | "partner" | "merchant" | "platform", bigint>>;

  constructor(seed: number) {
    this.#random = createRandom(seed);
    const { ledger } = this;
    const shelf = { warehouse: CODES.warehouse, merchant: CODES.merchant, itemNo: MILK.itemNo };
    const out = { quantity: (100n - STOCK) * ONE, reason: "sample", reference: "OUT-1" };
    ledger.do(warehouse, "trade.stock.dispatch", { ...shelf, ...out });
    this.model.receive(MILK.itemNo, STOCK);
    this.#had = this.#balances();
  }

  /** One random operation of both; what was done, and what each said. */
  step(at: number): { readonly what: string; readonly said: string; readonly expected: string } {
    const no = String(Math.floor(at / STEPS_AN_ORDER) + this.#below(ORDERS_AT_A_TIME));
    const action = this.#action(no);
    const count = BigInt(this.#below(4) + (action === "receive" ? 1 : 0));
    const who = this.#who();
    const order = idOf(no);
    const { ledger, model } = this;
    const timeMs = ledger.timeMs + 1_000;
    const both = (type: string, by: TestKey, body: object, expected: () => string) => {
      const said = ledger.try(by, type, body).code;
      model.tick(timeMs);
      return { what: `${action} ${no} ${count} ${by.name}`, said, expected: expected() };
    };
    const of = (more: object = {}) => ({ order, ...more });
    const money = this.#money(no);
    const { goods, tax } = money;
    switch (action) {
      case "place": {
        const bought = orderOf(no, [milk(count + 1n)]);
        const { goodsValue, freight, discount, taxTotal } = bought;
        const tins = { sku: MILK.itemNo, count: count + 1n, price: goodsValue };
        const whole = { goods: goodsValue + freight - discount, tax: taxTotal };
        return both("trade.order.place", platform, bought, () =>
          model.place(no, [tins], whole, timeMs),
        );
      }
      case "pay":
        return both("trade.order.pay", KEYS[who], of({ uetr: uetr() }), () =>
          model.pay(no, who, timeMs),
        );
      case "clear":
        return this.#clear(no);
      case "ship": {
        const lines = [{ line: 0, quantity: count * ONE }];
        const waybill = { logisticsCode: CODES.carrier, logisticsNo: `W-${no}` };
        return both("trade.order.ship", warehouse, of({ ...waybill, lines }), () =>
          model.ship(no, [count], timeMs),
        );
      }
      case "accept":
        return both("trade.order.accept", KEYS[who], of(), () => model.accept(no, who));
      case "cancel":
        return both("trade.order.cancel", KEYS[who], of({ reason: "OTHER" }), () =>
          model.cancel(no, who, timeMs),
        );
      case "ask":
        return both("trade.order.refund", KEYS[who], of({ goods, tax, reason: "OTHER" }), () =>
          model.ask(no, who, money, timeMs),
        );
      case "answer": {
        const agree = this.#below(2) === 1;
        return both("trade.order.refund.answer", merchant, of({ agree }), () =>
          model.answer(no, agree, timeMs),
        );
      }
      case "dispute":
        return both("trade.order.dispute", KEYS[who], of({ evidence: undefined }), () =>
          model.dispute(no, who),
        );
      case "decide": {
        const by = this.#below(4) === 0 ? who : ("arbiter" as const);
        return both("trade.order.dispute.decide", KEYS[by], of({ goods, tax }), () =>
          model.decide(no, by, money, timeMs),
        );
      }
      case "return": {
        const restock = this.#below(2) === 1;
        const body = of({ line: 0, quantity: count * ONE, restock });
        return both("trade.order.return", warehouse, body, () =>
          model.return(no, 0, count, restock),
        );
      }
      case "receive":
        ledger.receive(MILK.itemNo, count);
        model.tick(timeMs);
        model.receive(MILK.itemNo, count);
        return { what: `receive ${count}`, said: "", expected: "" };
      case "wait":
        return this.#wait(1 + this.#below(4));
    }
  }

  /** Where ledger and model part. */
  differences(): string[] {
    const { ledger, model } = this;
    const got = this.#balances();
    const rows: (readonly [string, unknown, unknown])[] = [
      ["on hand", ledger.shelf(MILK.itemNo).onHand, model.stock.get(MILK.itemNo)!.onHand],
      ["reserved", ledger.shelf(MILK.itemNo).reserved, model.stock.get(MILK.itemNo)!.reserved],
      ["escrow", ledger.escrow, model.escrow],
      ...(["buyer", "partner", "merchant"] as const).map(
        (who) => [who, got[who] - this.#had[who], model.got[who]] as const,
      ),
    ];
    for (const [no, order] of model.orders) {
      const { status, escrow, refunded, asking } = ledger.order(no);
      const one = [status, escrow.goods, escrow.tax, refunded.goods, refunded.tax, asking?.status];
      const { left, back } = order;
      const other = [
        order.status,
        left.goods,
        left.tax,
        back.goods,
        back.tax,
        order.asking?.status,
      ];
      rows.push([`order ${no}`, one.join(" "), other.join(" ")]);
    }
    const told = rows.filter(([, one, other]) => one !== other);
    return told.map(([what, one, other]) => `${what}: ${String(one)}, not ${String(other)}`);
  }

  /** So many days in blocks of an hour: a sweep looks at few seconds more than an hour has. */
  #wait(days: number): { what: string; said: string; expected: string } {
    for (let hour = 0; hour < 24 * days; hour++) {
      this.ledger.wait(DAY / 24);
      this.model.tick(this.ledger.timeMs);
    }
    return { what: `wait ${days} days`, said: "", expected: "" };
  }

  /** Documents of a paid order that has none, which customs releases: several blocks, in none of which anything else happens. */
  #clear(no: string): { what: string; said: string; expected: string } {
    const { ledger, model } = this;
    const order = model.orders.get(no);
    const nothing = { what: `nothing to clear of ${no}`, said: "", expected: "" };
    if (order === undefined || order.isDeclared) return nothing;
    if (order.status !== "paid" || order.asking !== undefined) return nothing;
    if (order.dueAt !== undefined && order.dueAt < ledger.timeMs + 60_000) return nothing;
    for (const other of model.orders.values()) {
      // What falls due between is left to the steps that compare it.
      if (other.dueAt !== undefined && other.dueAt < ledger.timeMs + 60_000) return nothing;
    }
    ledger.clear(no);
    order.isDeclared = true;
    return { what: `clear ${no}`, said: "", expected: "" };
  }

  #balances() {
    const { ledger } = this;
    return {
      buyer: ledger.availableTo(buyer),
      partner: ledger.availableTo(partner),
      merchant: ledger.availableTo(merchant),
      platform: ledger.availableTo(platform),
    };
  }

  /** Mostly a part of what is in escrow, sometimes all of it, sometimes more. */
  #money(no: string): Money {
    const { goods, tax } = this.model.orders.get(no)?.left ?? { goods: 1n, tax: 1n };
    const parts = [1n, 2n, 3n, 4n, 5n];
    const part = parts[this.#below(parts.length)]!;
    return { goods: (goods * part) / 4n + 1n, tax: (tax * part) / 4n };
  }

  #action(no: string): Action {
    const order = this.model.orders.get(no);
    const isDeclared = order?.status === "paid" && order.isDeclared;
    const place = order?.asking?.status ?? (isDeclared ? "declared" : order?.status);
    const likely = this.#below(6) === 0 ? ACTIONS : NEXT[place ?? "nothing"]!;
    return likely[this.#below(likely.length)]!;
  }

  #who(): Who {
    const all: readonly Who[] = ["platform", "merchant", "stranger"]; // the arbiter holds no money
    return this.#below(5) === 0 ? all[this.#below(all.length)]! : "buyer";
  }

  #below(bound: number): number {
    return this.#random.below(bound);
  }
}

test(`random orders are what plain maps say of them [seeds ${SEEDS[0]} to ${SEEDS.at(-1)}]`, () => {
  const codes = new Map<string, number>();
  for (const seed of SEEDS) {
    const walk = new Walk(seed);
    const taken: string[] = [];
    for (let step = 0; step < STEPS; step++) {
      const { what, said, expected } = walk.step(step);
      taken.push(`${what}: ${said}`);
      const told = [`seed ${seed}, step ${step}`, ...taken.slice(-12)].join("\n");
      expect(said, told).toBe(expected);
      expect(walk.differences(), told).toEqual([]);
      if (said !== "") codes.set(said, (codes.get(said) ?? 0) + 1);
    }
    expect(whatIsBroken(walk.ledger), `seed ${seed}`).toEqual([]);
    expect(counted(walk.ledger), `seed ${seed}`).toEqual(recount(walk.ledger, 0, HEADINGS));
  }
  // The walks have been where they should: every way of failing that they know, and success above all.
  expect([...codes.keys()].sort()).toEqual(REACHED);
  expect(codes.get("OK")!).toBeGreaterThan((SEEDS.length * STEPS) / 5);
});
