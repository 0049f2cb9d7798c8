import { toHex } from "../../../src/primitives/bytes.ts";
import { shelves } from "../../../src/transactions/trade/stock/records.ts";
import { carrier, merchant, ONE, platform, warehouse } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import { createRandom, type Random } from "../../state/random.ts";
import { arbiter, buyer, partner } from "../mall/mall-ledger.ts";
import { type Bought, MallModel, type Order } from "../mall/model.ts";
import {
  about,
  type Deed,
  Fair,
  paying,
  placing,
  priceOf,
  shelfKey,
  shipping,
  skuOf,
  waybill,
  wholeOf,
} from "./fair.ts";

const BLOCK = 200;
const HOUR_MS = 3_600_000;
const DAYS = 45;
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

/** How a festival went. */
export interface FestivalReport {
  readonly codes: ReadonlyMap<string, number>;
  readonly differences: readonly string[];
  readonly compared: number;
  readonly operations: number;
  /** Milliseconds of the executor for placing orders, and for everything. */
  readonly placingMs: number;
  readonly executorMs: number;
}

/** Keys whose signatures nobody looks at: what is measured is the executor. */
const unsigned = (key: TestKey): TestKey => ({ ...key, sign: () => new Uint8Array(64) });

/** A burst of orders over skewed demand, and everything that becomes of them in 45 days, beside the model. */
export class FestivalRun {
  readonly #of: Festival;
  readonly #random: Random;
  readonly #fair: Fair;
  readonly #model = new MallModel();
  readonly #codes = new Map<string, number>();
  readonly #differences: string[] = [];
  readonly #had: Readonly<Record<"buyer" | "partner" | "merchant" | "platform", bigint>>;
  #compared = 0;
  #operations = 0;
  #executorMs = 0;

  constructor(of: Festival) {
    this.#of = of;
    this.#random = createRandom(of.seed);
    const countOf = () => BigInt(1 + this.#random.below(5 * Math.ceil(of.orders / of.articles)));
    const counts = Array.from({ length: of.articles }, countOf);
    this.#fair = new Fair().stocked(of.articles, (at) => counts[at]!);
    for (const [at, count] of counts.entries()) this.#model.receive(skuOf(at), count);
    this.#had = this.#money();
  }

  run(say: (what: string) => void = () => undefined): FestivalReport {
    const all = Array.from({ length: this.#of.orders }, (_, at) => String(at));
    say("orders");
    this.#do(all.map((no, at) => this.#placed(no, at)));
    const placingMs = this.#executorMs;
    this.#compare("after the burst");
    say("payments");
    this.#do(this.#orders("placed").flatMap((no) => this.#paid(no)));
    say("parcels");
    const sent = this.#orders("paid").filter(() => !this.#chance(SHARE.unsent));
    this.#do(sent.map((no) => deed(carrier, waybill(no), () => "OK")));
    const inParts = new Set(sent.filter(() => this.#chance(SHARE.parts)));
    this.#do(sent.flatMap((no) => this.#sent(no, inParts.has(no))));
    // Of what went in parts the merchant has the rest no more, of every second one.
    const rests = [...inParts].filter((_, at) => at % 2 === 0);
    this.#do(rests.map((no) => this.#cut(no)));
    this.#compare("after the parcels");
    say("refunds");
    this.#refunds(this.#orders("shipped").filter(() => this.#chance(SHARE.back)));
    this.#do(this.#orders("shipped").flatMap((no) => this.#accepted(no)));
    this.#compare("after the refunds");
    say(`${DAYS} days`);
    // What is due in one hour may be more than one sweep takes: the model has it done by then as well.
    for (let hour = 0; hour < 24 * DAYS; hour++) this.#pass(HOUR_MS);
    this.#compare("in the end");
    const [codes, differences] = [this.#codes, this.#differences];
    const counted = { compared: this.#compared, operations: this.#operations };
    return { codes, differences, ...counted, placingMs, executorMs: this.#executorMs };
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
  #sent(no: string, isPart: boolean): Deed[] {
    const { lines } = this.#model.orders.get(no)!;
    const counts = lines.map(({ count }, at) => (isPart && at > 0 ? 0n : count));
    return [
      deed(warehouse, shipping(no, counts), (timeMs) => this.#model.ship(no, counts, timeMs, true)),
    ];
  }

  #cut(no: string): Deed {
    const order = about("trade.order.cancel", no, { reason: "OUT_OF_STOCK" });
    return deed(merchant, order, (timeMs) => this.#model.cancel(no, "merchant", timeMs));
  }

  /** The first line's price of some is asked for; most merchants agree, and goods come back. */
  #refunds(some: readonly string[]): void {
    const asked = some.map((no) => {
      const { lines, left } = this.#model.orders.get(no)!;
      const goods = lines[0]!.price < left.goods ? lines[0]!.price : left.goods;
      return { no, money: { goods, tax: left.tax / 2n } };
    });
    this.#do(
      asked.map(({ no, money }) =>
        deed(buyer, about("trade.order.refund", no, { ...money, reason: "RETURNED" }), (t) =>
          this.#model.ask(no, "buyer", money, t),
        ),
      ),
    );
    const refused = new Set(some.filter(() => this.#chance(REFUSED)));
    this.#do(
      some.map((no) => {
        const agree = !refused.has(no);
        const order = about("trade.order.refund.answer", no, { agree });
        return deed(merchant, order, (timeMs) => this.#model.answer(no, agree, timeMs));
      }),
    );
    const disputed = asked.filter(({ no }) => refused.has(no) && this.#chance(DISPUTED));
    this.#do(
      disputed.map(({ no }) =>
        deed(buyer, about("trade.order.dispute", no, { evidence: undefined }), () =>
          this.#model.dispute(no, "buyer"),
        ),
      ),
    );
    this.#do(
      disputed.map(({ no, money }) => {
        const half = { goods: money.goods / 2n, tax: money.tax / 2n };
        const order = about("trade.order.dispute.decide", no, half);
        return deed(arbiter, order, (t) => this.#model.decide(no, "arbiter", half, t));
      }),
    );
    // One more than was bought, of every tenth.
    this.#do(
      some.map((no, at) => {
        const restock = this.#chance(80);
        const count = this.#model.orders.get(no)!.lines[0]!.shipped + (at % 10 === 0 ? 1n : 0n);
        const body = { line: 0, quantity: count * ONE, restock };
        return deed(warehouse, about("trade.order.return", no, body), () =>
          this.#model.return(no, 0, count, restock),
        );
      }),
    );
  }

  #accepted(no: string): Deed[] {
    if (!this.#chance(SHARE.accepted)) return [];
    const order = about("trade.order.accept", no);
    return [deed(buyer, order, () => this.#model.accept(no, "buyer"))];
  }

  /** Blocks of some operations each; the model has its turn in the blocks' own order. */
  #do(deeds: readonly Deed[]): void {
    for (let from = 0; from < deeds.length; from += BLOCK) {
      const some = deeds.slice(from, from + BLOCK);
      const read = some.map(({ by, order }) => this.#fair.unsigned([order], unsigned(by)));
      const byId = new Map(read.map(({ id }, at) => [id, some[at]!]));
      const startMs = performance.now();
      const timeMs = this.#fair.timeMs + 1_000;
      const { receipts } = this.#fair.block(read, timeMs);
      this.#executorMs += performance.now() - startMs;
      this.#model.tick(timeMs);
      for (const { transaction, code } of receipts) {
        const { order, expected } = byId.get(toHex(transaction))!;
        this.#same(`${order.type} ${JSON.stringify(order.body, text)}`, code, expected(timeMs));
        this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
      }
      this.#operations += receipts.length;
    }
  }

  #pass(ms: number): void {
    this.#fair.wait(ms);
    this.#model.tick(this.#fair.timeMs);
  }

  #orders(status: Order["status"]): string[] {
    return [...this.#model.orders].filter(([, one]) => one.status === status).map(([no]) => no);
  }

  /** Every shelf, every order, everybody's money. */
  #compare(when: string): void {
    for (const [sku, { onHand, reserved }] of this.#model.stock) {
      const found = shelves.read(this.#fair.state, shelfKey(sku))!;
      this.#same(`${when}: ${sku}`, [found.onHand, found.reserved], [onHand * ONE, reserved * ONE]);
    }
    for (const [no, order] of this.#model.orders) {
      const { status, escrow, refunded } = this.#fair.order(no);
      const found = [status, escrow.goods, escrow.tax, refunded.goods, refunded.tax];
      const { left, back } = order;
      this.#same(`${when}: order ${no}`, found, [
        ...[order.status, left.goods, left.tax, back.goods, back.tax],
      ]);
    }
    const now = this.#money();
    for (const who of ["buyer", "partner", "merchant", "platform"] as const) {
      this.#same(`${when}: ${who}`, now[who] - this.#had[who], this.#model.got[who]);
    }
    this.#same(`${when}: escrow`, this.#fair.escrow, this.#model.escrow);
  }

  #money() {
    const of = (key: TestKey): bigint => this.#fair.availableTo(key);
    return {
      ...{ buyer: of(buyer), partner: of(partner), merchant: of(merchant), platform: of(platform) },
    };
  }

  #same(what: string, found: unknown, wanted: unknown): void {
    this.#compared++;
    if (String(found) === String(wanted) || this.#differences.length >= 20) return;
    this.#differences.push(`${what}: ${String(found)}, not ${String(wanted)}`);
  }

  #chance(percent: number): boolean {
    return this.#random.below(100) < percent;
  }
}

const text = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;

function deed(by: TestKey, order: Deed["order"], expected: Deed["expected"]): Deed {
  return { by, order, expected };
}
