import { carrier, merchant, ONE, platform, warehouse } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import type { Order } from "../../ledger.ts";
import type { Random } from "../../state/random.ts";
import { arbiter, buyer } from "../mall/mall-ledger.ts";
import type { Bought, MallModel, Money, Status } from "../mall/model.ts";
import type { Deed } from "./deed.ts";
import { about, paying, placing, priceOf, shipping, skuOf, waybill, wholeOf } from "./orders.ts";

/** Of a hundred orders so many: cancelled before they are paid, never paid, never sent, sent in two parts, given back in part, accepted. */
const SHARE = { cancelled: 3, unpaid: 2, unsent: 2, parts: 10, back: 5, accepted: 60 };
/** Of a hundred refunds so many are refused, and of these so many disputed. */
const REFUSED = 30;
const DISPUTED = 70;

export interface Festival {
  readonly seed: number;
  readonly orders: number;
  readonly articles: number;
  /** Demand: 1 is even; the higher, the more want the same few articles. */
  readonly skew: number;
}

/** How many there are of each article at first: five times as many as even demand asks for, at most. */
export function countsOf({ orders, articles }: Festival, random: Random): bigint[] {
  const most = 5 * Math.ceil(orders / articles);
  return Array.from({ length: articles }, () => BigInt(1 + random.below(most)));
}

interface Asked {
  readonly no: string;
  readonly money: Money;
}

/** What everybody does at a fair, drawn from a seed; who may do what next, the model tells. */
export class Generator {
  readonly #of: Festival;
  readonly #random: Random;
  readonly #model: MallModel;

  constructor(of: Festival, random: Random, model: MallModel) {
    this.#of = of;
    this.#random = random;
    this.#model = model;
  }

  placed(): Deed[] {
    return Array.from({ length: this.#of.orders }, (_, at) => this.#placed(String(at), at));
  }

  paid(): Deed[] {
    return this.#orders("placed").flatMap((no) => this.#paid(no));
  }

  /** Waybills of what is sent; then parcels; then what is missing of every second order in parts is cancelled. */
  parcels(): readonly [waybills: Deed[], parcels: Deed[], rests: Deed[]] {
    const sent = this.#orders("paid").filter(() => !this.#chance(SHARE.unsent));
    const inParts = new Set(sent.filter(() => this.#chance(SHARE.parts)));
    const rests = [...inParts].filter((_, at) => at % 2 === 0);
    return [
      sent.map((no) => deed(carrier, waybill(no), () => "OK")),
      sent.map((no) => this.#sent(no, inParts.has(no))),
      rests.map((no) => this.#cut(no)),
    ];
  }

  /**
   * The first line's price of some is asked for; most merchants agree, the rest may be disputed; and goods come back. Each part of it
   * is for when the one before is done.
   */
  refunds(): readonly Deed[][] {
    const some = this.#orders("shipped").filter(() => this.#chance(SHARE.back));
    const asked = some.map((no) => ({ no, money: this.#askedOf(no) }));
    const refused = new Set(some.filter(() => this.#chance(REFUSED)));
    const disputed = asked.filter(({ no }) => refused.has(no) && this.#chance(DISPUTED));
    return [
      asked.map((one) => this.#asks(one)),
      some.map((no) => this.#answers(no, !refused.has(no))),
      disputed.map(({ no }) => this.#disputes(no)),
      disputed.map((one) => this.#decides(one)),
      // One more than was bought, of every tenth.
      some.map((no, at) => this.#returns(no, at % 10 === 0 ? 1n : 0n)),
    ];
  }

  accepted(): Deed[] {
    const some = this.#orders("shipped").filter(() => this.#chance(SHARE.accepted));
    return some.map((no) =>
      deed(buyer, about("trade.order.accept", no), () => this.#model.accept(no, "buyer")),
    );
  }

  #placed(no: string, at: number): Deed {
    const { articles, skew } = this.#of;
    const bought = new Map<string, Bought>();
    for (let line = 0; line <= this.#random.below(3); line++) {
      const place = Math.floor(articles * (this.#random.below(1_000_000) / 1_000_000) ** skew);
      const count = BigInt(1 + this.#random.below(2));
      const sku = skuOf(place);
      bought.set(sku, { sku, count, price: count * priceOf(place) });
    }
    const lines = [...bought.values()];
    return deed(platform, placing(no, at, lines), (timeMs) =>
      this.#model.place(no, lines, wholeOf(lines), timeMs),
    );
  }

  #paid(no: string): Deed[] {
    if (this.#chance(SHARE.unpaid)) return [];
    if (this.#chance(SHARE.cancelled)) {
      const body = { reason: "BUYER_WITHDREW" };
      const cancelled = about("trade.order.cancel", no, body);
      return [deed(buyer, cancelled, (t) => this.#model.cancel(no, "buyer", t))];
    }
    return [deed(buyer, paying(no), (timeMs) => this.#model.pay(no, "buyer", timeMs))];
  }

  /** All of it, or the first line and of the rest nothing yet. */
  #sent(no: string, isPart: boolean): Deed {
    const { lines } = this.#model.orders.get(no)!;
    const counts = lines.map(({ count }, at) => (isPart && at > 0 ? 0n : count));
    return deed(warehouse, shipping(no, counts), (timeMs) =>
      this.#model.ship(no, counts, timeMs, true),
    );
  }

  #cut(no: string): Deed {
    const order = about("trade.order.cancel", no, { reason: "OUT_OF_STOCK" });
    return deed(merchant, order, (timeMs) => this.#model.cancel(no, "merchant", timeMs));
  }

  #askedOf(no: string): Money {
    const { lines, left } = this.#model.orders.get(no)!;
    const goods = lines[0]!.price < left.goods ? lines[0]!.price : left.goods;
    return { goods, tax: left.tax / 2n };
  }

  #asks({ no, money }: Asked): Deed {
    const order = about("trade.order.refund", no, { ...money, reason: "RETURNED" });
    return deed(buyer, order, (timeMs) => this.#model.ask(no, "buyer", money, timeMs));
  }

  #answers(no: string, agree: boolean): Deed {
    const order = about("trade.order.refund.answer", no, { agree });
    return deed(merchant, order, (timeMs) => this.#model.answer(no, agree, timeMs));
  }

  #disputes(no: string): Deed {
    const order = about("trade.order.dispute", no, { evidence: undefined });
    return deed(buyer, order, () => this.#model.dispute(no, "buyer"));
  }

  #decides({ no, money }: Asked): Deed {
    const half = { goods: money.goods / 2n, tax: money.tax / 2n };
    const order = about("trade.order.dispute.decide", no, half);
    return deed(arbiter, order, (t) => this.#model.decide(no, "arbiter", half, t));
  }

  #returns(no: string, tooMany: bigint): Deed {
    const restock = this.#chance(80);
    const count = this.#model.orders.get(no)!.lines[0]!.shipped + tooMany;
    const body = { line: 0, quantity: count * ONE, restock };
    return deed(warehouse, about("trade.order.return", no, body), () =>
      this.#model.return(no, 0, count, restock),
    );
  }

  #orders(status: Status): string[] {
    return [...this.#model.orders].filter(([, one]) => one.status === status).map(([no]) => no);
  }

  #chance(percent: number): boolean {
    return this.#random.below(100) < percent;
  }
}

function deed(by: TestKey, order: Order, expected: Deed["expected"]): Deed {
  return { by, order, expected };
}
