/** What the mall should do, told with plain maps and numbers of minor units; nothing of src. One partner has a tenth of every price. */

export type Status = "placed" | "paid" | "shipping" | "shipped" | "done" | "cancelled";
export type Who = "buyer" | "platform" | "merchant" | "arbiter" | "stranger";
export interface Money {
  readonly goods: bigint;
  readonly tax: bigint;
}

/** So much of one article, and what it costs together. */
export interface Bought {
  readonly sku: string;
  readonly count: bigint;
  readonly price: bigint;
}
type Line = Bought & { shipped: bigint; cancelled: bigint; returned: bigint };

export interface Order {
  readonly lines: readonly Line[];
  /** What is paid for goods with freight less discount, and as tax. */
  readonly whole: Money;
  status: Status;
  left: Money;
  back: Money;
  asking: (Money & { status: "asked" | "refused" | "disputed" }) | undefined;
  isDeclared: boolean;
  dueAt: number | undefined;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Parameters as they are while nobody sets others. */
const TERMS = { pay: DAY, ship: 15 * DAY, accept: 15 * DAY, answer: 5 * DAY };
const NONE: Money = { goods: 0n, tax: 0n };
const total = ({ goods, tax }: Money): bigint => goods + tax;
const less = (one: Money, other: Money): Money => ({
  goods: one.goods - other.goods,
  tax: one.tax - other.tax,
});
const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);

export class MallModel {
  readonly orders = new Map<string, Order>();
  readonly stock = new Map<string, { onHand: bigint; reserved: bigint }>();
  /** What everybody has got or given since the beginning. */
  readonly got = { buyer: 0n, partner: 0n, merchant: 0n, platform: 0n };

  receive(sku: string, count: bigint): void {
    const shelf = this.stock.get(sku) ?? { onHand: 0n, reserved: 0n };
    this.stock.set(sku, { ...shelf, onHand: shelf.onHand + count });
  }

  get escrow(): bigint {
    return [...this.orders.values()].reduce((sum, { left }) => sum + total(left), 0n);
  }

  /** What is past its time when a block of this time begins. */
  tick(timeMs: number): void {
    for (const order of this.orders.values()) {
      const { dueAt } = order;
      if (dueAt === undefined || Math.floor(dueAt / 1_000) >= Math.floor(timeMs / 1_000)) continue;
      this.#overdue(order, timeMs);
    }
  }

  place(no: string, bought: readonly Bought[], whole: Money, timeMs: number): string {
    if (this.orders.has(no)) return "DOCUMENT_EXISTS";
    const isThere = ({ sku, count }: Bought): boolean => {
      const { onHand, reserved } = this.stock.get(sku)!;
      return onHand - reserved >= count;
    };
    if (!bought.every(isThere)) return "OUT_OF_STOCK";
    for (const { sku, count } of bought) this.stock.get(sku)!.reserved += count;
    const nothing = { shipped: 0n, cancelled: 0n, returned: 0n };
    this.orders.set(no, {
      ...{ lines: bought.map((one) => ({ ...one, ...nothing })), whole, status: "placed" },
      ...{ left: NONE, back: NONE, asking: undefined, isDeclared: false },
      dueAt: timeMs + TERMS.pay,
    });
    return "OK";
  }

  pay(no: string, who: Who, timeMs: number): string {
    const order = this.orders.get(no);
    if (order === undefined) return "UNKNOWN_ORDER";
    if (who !== "buyer") return "NOT_YOUR_ORDER";
    const over = overOf(order);
    if (over !== undefined) return over;
    if (order.status !== "placed") return "ALREADY_PAID";
    this.got.buyer -= total(order.whole);
    Object.assign(order, { status: "paid", left: order.whole, dueAt: timeMs + TERMS.ship });
    return "OK";
  }

  /** So much of each line, in their order. `mayGo`: no office has to release what is sent. */
  ship(no: string, counts: readonly bigint[], timeMs: number, mayGo = false): string {
    const order = this.orders.get(no);
    if (order === undefined) return "UNKNOWN_ORDER";
    if (order.status === "placed") return "NOT_PAID";
    const over = overOf(order);
    if (over !== undefined) return over;
    if (order.status === "shipped") return "ALREADY_SHIPPED";
    const fits = order.lines.every((line, at) => counts[at]! <= restOf(line));
    if (!fits || counts.every((count) => count === 0n)) return "MORE_THAN_ORDERED";
    if (!order.isDeclared && !mayGo) return "NOT_RELEASED";
    for (const [at, line] of order.lines.entries()) {
      const shelf = this.stock.get(line.sku)!;
      shelf.onHand -= counts[at]!;
      shelf.reserved -= counts[at]!;
      line.shipped += counts[at]!;
    }
    const isAll = order.lines.every((line) => restOf(line) === 0n);
    order.status = isAll ? "shipped" : "shipping";
    if (isAll && order.asking === undefined) order.dueAt = timeMs + TERMS.accept;
    return "OK";
  }

  accept(no: string, who: Who): string {
    const order = this.orders.get(no);
    if (order === undefined) return "UNKNOWN_ORDER";
    if (who !== "buyer") return "NOT_YOUR_ORDER";
    if (order.status === "placed") return "NOT_PAID";
    if (order.status === "paid" || order.status === "shipping") return "NOT_SHIPPED";
    const over = overOf(order);
    if (over !== undefined) return over;
    if (order.asking?.status === "disputed") return "DISPUTED";
    this.#release(order);
    return "OK";
  }

  cancel(no: string, who: Who, timeMs: number): string {
    const order = this.orders.get(no);
    if (order === undefined) return "UNKNOWN_ORDER";
    if (order.status === "shipped") return "ALREADY_SHIPPED";
    const over = overOf(order);
    if (over !== undefined) return over;
    if (who === "stranger" || who === "arbiter") return "NOT_YOUR_ORDER";
    if (order.status === "shipping" && who !== "merchant") return "PARTLY_SHIPPED";
    if (order.asking !== undefined) return "REFUND_ASKED";
    if (order.status !== "shipping" && order.isDeclared) return "ORDER_DECLARED";
    this.#cut(order, timeMs);
    return "OK";
  }

  ask(no: string, who: Who, money: Money, timeMs: number): string {
    const order = this.orders.get(no);
    if (order === undefined) return "UNKNOWN_ORDER";
    if (who !== "buyer") return "NOT_YOUR_ORDER";
    const why = notInEscrow(order);
    if (why !== undefined) return why;
    if (order.asking !== undefined) return "REFUND_ASKED";
    if (money.goods > order.left.goods || money.tax > order.left.tax) return "MORE_THAN_ESCROW";
    order.asking = { ...money, status: "asked" };
    order.dueAt = timeMs + TERMS.answer;
    return "OK";
  }

  answer(no: string, agree: boolean, timeMs: number): string {
    const order = this.orders.get(no);
    if (order === undefined) return "UNKNOWN_ORDER";
    const why = notInEscrow(order);
    if (why !== undefined) return why;
    if (order.asking?.status !== "asked") return "NOTHING_ASKED";
    if (agree) this.#refund(order, order.asking, timeMs);
    else {
      order.asking.status = "refused";
      order.dueAt = timeMs + TERMS.answer;
    }
    return "OK";
  }

  dispute(no: string, who: Who): string {
    const order = this.orders.get(no);
    if (order === undefined) return "UNKNOWN_ORDER";
    if (who !== "buyer") return "NOT_YOUR_ORDER";
    const why = notInEscrow(order);
    if (why !== undefined) return why;
    if (order.asking?.status !== "refused") return "NOTHING_REFUSED";
    order.asking.status = "disputed";
    order.dueAt = undefined;
    return "OK";
  }

  decide(no: string, who: Who, money: Money, timeMs: number): string {
    const order = this.orders.get(no);
    if (order === undefined) return "UNKNOWN_ORDER";
    if (who !== "arbiter") return "NOT_THE_ARBITER";
    if (order.asking?.status !== "disputed") return "NOT_DISPUTED";
    if (money.goods > order.left.goods || money.tax > order.left.tax) return "MORE_THAN_ESCROW";
    this.#refund(order, money, timeMs);
    if (total(order.left) > 0n) this.#release(order);
    return "OK";
  }

  return(no: string, at: number, count: bigint, restock: boolean): string {
    const line = this.orders.get(no)?.lines[at];
    if (line === undefined) return "UNKNOWN_ORDER";
    if (count === 0n || count > line.shipped - line.returned) return "MORE_THAN_BOUGHT";
    line.returned += count;
    if (restock) this.stock.get(line.sku)!.onHand += count;
    return "OK";
  }

  #overdue(order: Order, timeMs: number): void {
    const { asking, status } = order;
    if (asking?.status === "asked") this.#refund(order, asking, timeMs);
    else if (asking?.status === "refused") {
      order.asking = undefined;
      this.#goOn(order, timeMs);
    } else if (status === "shipped") this.#release(order);
    else if (!isSent(order) && order.isDeclared) order.dueAt = timeMs + DAY;
    else this.#cut(order, timeMs);
  }

  #goOn(order: Order, timeMs: number): void {
    order.dueAt = timeMs + (order.status === "shipped" ? TERMS.accept : TERMS.ship);
  }

  #cancelRest(order: Order): void {
    for (const line of order.lines) {
      const rest = restOf(line);
      line.cancelled += rest;
      this.stock.get(line.sku)!.reserved -= rest;
    }
  }

  #refund(order: Order, money: Money, timeMs: number): void {
    this.#giveBack(order, money);
    order.asking = undefined;
    if (total(order.left) > 0n) this.#goOn(order, timeMs);
    else {
      this.#cancelRest(order);
      Object.assign(order, { status: "done", dueAt: undefined });
    }
  }

  #giveBack(order: Order, { goods, tax }: Money): void {
    order.left = less(order.left, { goods, tax });
    order.back = { goods: order.back.goods + goods, tax: order.back.tax + tax };
    this.got.buyer += goods + tax;
  }

  #cut(order: Order, timeMs: number): void {
    const { lines, whole, left } = order;
    const wasSent = isSent(order);
    const price = lines.reduce((sum, line) => sum + line.price, 0n);
    const sent = lines.reduce((sum, line) => sum + (line.price * line.shipped) / line.count, 0n);
    const unsent = {
      goods: least((whole.goods * (price - sent)) / price, left.goods),
      tax: least((whole.tax * (price - sent)) / price, left.tax),
    };
    this.#giveBack(order, wasSent ? unsent : left);
    this.#cancelRest(order);
    order.asking = undefined;
    if (wasSent) {
      order.status = "shipped";
      this.#goOn(order, timeMs);
    } else Object.assign(order, { status: "cancelled", dueAt: undefined });
  }

  #release(order: Order): void {
    const { left, whole, lines } = order;
    const partners = lines.reduce(
      (sum, line) => sum + ((line.price / 10n) * left.goods) / whole.goods,
      0n,
    );
    this.got.partner += partners;
    this.got.merchant += left.goods - partners;
    this.got.platform += left.tax;
    Object.assign(order, { status: "done", left: NONE, asking: undefined, dueAt: undefined });
  }
}

const restOf = ({ count, shipped, cancelled }: Line): bigint => count - shipped - cancelled;
const isSent = ({ lines }: Order): boolean => lines.some(({ shipped }) => shipped > 0n);

function overOf({ status }: Order): string | undefined {
  if (status === "done") return "ORDER_DONE";
  return status === "cancelled" ? "ORDER_CANCELLED" : undefined;
}

function notInEscrow(order: Order): string | undefined {
  return order.status === "placed" ? "NOT_PAID" : overOf(order);
}
