import type { Action, Side } from "../events.ts";
import type { Allowances } from "./allowances.ts";
import type { Assets } from "./assets.ts";
import { type Book, holdOf } from "./book.ts";
import type { Fee, Fees } from "./fees.ts";
import type { Participants } from "./participants.ts";

export interface Payment {
  readonly asset: string;
  readonly debtor: string;
  readonly creditor: string;
  readonly minor: bigint;
  readonly atMs: number;
  readonly held:
    | { readonly fees: readonly Fee[]; readonly onHold: bigint; readonly expiresMs: number }
    | undefined;
  readonly delivers: bigint;
  readonly undecided: Set<string>;
  status: "ACSP" | "ACCC" | "RJCT";
  recall: "requested" | "accepted" | "refused" | undefined;
  readonly returned: bigint[];
}

/** Everything else that a payment turns on. */
export interface Around {
  readonly book: Book;
  readonly assets: Assets;
  readonly participants: Participants;
  readonly allowances: Allowances;
  readonly fees: Fees;
}

/** Payments at once and held ones, from the order to the answer to a recall. */
export class Payments {
  readonly #around: Around;
  readonly #timeOf: (minute: number) => number;
  readonly #payments = new Map<number, Payment>();
  /** Held payments by the second after which their time has passed. */
  #expiring: { readonly second: number; readonly payment: Payment }[] = [];

  constructor(around: Around, timeOf: (minute: number) => number) {
    this.#around = around;
    this.#timeOf = timeOf;
  }

  get(payment: number): Payment | undefined {
    return this.#payments.get(payment);
  }

  /** What was not decided in time goes back. */
  expire(timeMs: number): void {
    const second = Math.floor(timeMs / 1_000);
    const isPast = (one: { second: number }) => one.second < second;
    for (const { payment } of this.#expiring.filter(isPast)) {
      if (payment.status === "ACSP") this.#reject(payment);
    }
    this.#expiring = this.#expiring.filter((one) => !isPast(one));
  }

  transfer(by: string, action: Action & { kind: "transfer" }, timeMs: number): string {
    const { book, assets, participants, allowances } = this.#around;
    const { asset, payment, to, minor } = action;
    if (this.#payments.has(payment)) return "UETR_USED";
    if (participants.isSuspended(to)) return "CREDITOR_SUSPENDED";
    const barred =
      assets.whyNotPay(asset, by, minor) ??
      assets.whyNotReceive(asset, to, minor) ??
      allowances.whyNot(asset, by, minor, timeMs);
    if (barred !== undefined) return barred;
    if (book.balance(asset, by) < minor) return "INSUFFICIENT_BALANCE";
    allowances.spend(asset, by, minor, timeMs);
    book.post(asset, by, to, minor);
    this.#payments.set(payment, {
      ...{ asset, debtor: by, creditor: to, minor, atMs: timeMs, held: undefined, delivers: minor },
      ...{ undecided: new Set<string>(), status: "ACCC", recall: undefined, returned: [] },
    });
    return "OK";
  }

  hold(by: string, action: Action & { kind: "hold" }, timeMs: number): string {
    const { book, assets, participants, allowances } = this.#around;
    const { asset, payment, to, minor, agents, bearer, expires, feesMax } = action;
    if (this.#payments.has(payment)) return "UETR_USED";
    if (participants.isSuspended(to)) return "CREDITOR_SUSPENDED";
    const fees = agents.map((agent) => this.#around.fees.of(agent, asset, minor, bearer));
    const sumOf = (side: Side) =>
      fees.reduce((sum, fee) => (fee.borneBy === side ? sum + fee.minor : sum), 0n);
    if (feesMax !== undefined && sumOf("debtor") > feesMax) return "FEES_ABOVE_MAX";
    if (sumOf("creditor") >= minor) return "FEES_ABOVE_AMOUNT";
    const onHold = minor + sumOf("debtor");
    const barred =
      assets.whyNotPay(asset, by, minor) ?? allowances.whyNot(asset, by, minor, timeMs);
    if (barred !== undefined) return barred;
    if (book.balance(asset, by) < onHold) return "INSUFFICIENT_BALANCE";
    allowances.spend(asset, by, minor, timeMs);
    book.post(asset, by, holdOf(by), onHold);
    const expiresMs = this.#timeOf(expires);
    const held: Payment = {
      ...{ asset, debtor: by, creditor: to, minor, atMs: timeMs },
      held: { fees, onHold, expiresMs },
      delivers: minor - sumOf("creditor"),
      undecided: new Set(agents.map(({ name }) => name)),
      ...{ status: "ACSP", recall: undefined, returned: [] },
    };
    this.#payments.set(payment, held);
    this.#expiring.push({ second: Math.floor(expiresMs / 1_000), payment: held });
    return "OK";
  }

  decide(
    by: string,
    { kind, payment }: Action & { kind: "approve" | "refuse" },
    timeMs: number,
  ): string {
    const found = this.get(payment);
    if (found === undefined) return "UNKNOWN_PAYMENT";
    const { held, undecided } = found;
    if (held === undefined) return "NOT_HELD";
    if (!held.fees.some(({ name }) => name === by)) return "NOT_AN_AGENT";
    if (found.status === "ACCC") return "PAYMENT_SETTLED";
    if (found.status === "RJCT") return "PAYMENT_REJECTED";
    if (timeMs > held.expiresMs) return "PAYMENT_EXPIRED";
    if (!undecided.has(by)) return "DECIDED_ALREADY";
    if (kind === "refuse") {
      this.#reject(found);
    } else if (undecided.size > 1) {
      undecided.delete(by);
    } else {
      const barred = this.#whyNotSettle(found, held.fees);
      if (barred !== undefined) return barred;
      undecided.delete(by);
      this.#settle(found, held.fees);
    }
    return "OK";
  }

  #whyNotSettle({ asset, creditor, delivers }: Payment, fees: readonly Fee[]): string | undefined {
    const { assets, participants } = this.#around;
    if (participants.isSuspended(creditor)) return "CREDITOR_SUSPENDED";
    const barred = assets.whyNotReceive(asset, creditor, delivers);
    if (barred !== undefined) return barred;
    const cannot = ({ name, minor }: Fee) =>
      minor > 0n &&
      (participants.isSuspended(name) || assets.whyNotReceive(asset, name, minor) !== undefined);
    return fees.some(cannot) ? "AGENT_CANNOT_RECEIVE" : undefined;
  }

  #settle(payment: Payment, fees: readonly Fee[]): void {
    const { book } = this.#around;
    const { asset, debtor, creditor, delivers } = payment;
    book.post(asset, holdOf(debtor), creditor, delivers);
    for (const { name, minor } of fees) book.post(asset, holdOf(debtor), name, minor);
    payment.status = "ACCC";
  }

  #reject(payment: Payment): void {
    const { asset, debtor, minor, atMs, held } = payment;
    this.#around.book.post(asset, holdOf(debtor), debtor, held!.onHold);
    this.#around.allowances.restore(asset, debtor, minor, atMs);
    payment.status = "RJCT";
  }
}
