import type { Action } from "../events.ts";
import type { Around, Payments } from "./payments.ts";

/** What becomes of a payment that has arrived: asked back, and given back or not. */
export class Recalls {
  readonly #payments: Payments;
  readonly #around: Around;

  constructor(payments: Payments, around: Around) {
    this.#payments = payments;
    this.#around = around;
  }

  ask(by: string, payment: number): string {
    const found = this.#payments.get(payment);
    if (found === undefined) return "UNKNOWN_PAYMENT";
    if (found.debtor !== by) return "NOT_THE_DEBTOR";
    if (found.status !== "ACCC") return "NOT_SETTLED";
    if (found.recall === "accepted") return "RETURNED_ALREADY";
    if (found.recall === "requested") return "RECALL_OPEN"; // a day is shorter than ten working days
    found.recall = "requested";
    return "OK";
  }

  refuse(by: string, payment: number): string {
    const found = this.#payments.get(payment);
    if (found === undefined) return "UNKNOWN_PAYMENT";
    if (found.creditor !== by) return "NOT_THE_CREDITOR";
    if (found.recall === undefined) return "NOT_RECALLED";
    if (found.recall !== "requested") return "RECALL_CLOSED";
    found.recall = "refused";
    return "OK";
  }

  giveBack(by: string, { payment, minor }: Action & { kind: "return" }): string {
    const { book, assets, participants } = this.#around;
    const found = this.#payments.get(payment);
    if (found === undefined) return "UNKNOWN_PAYMENT";
    const { asset, debtor, creditor, delivers, returned } = found;
    if (creditor !== by) return "NOT_THE_CREDITOR";
    if (found.status !== "ACCC") return "NOT_SETTLED";
    if (returned.length === 16) return "TOO_MANY_RETURNS";
    if (returned.reduce((sum, one) => sum + one, minor) > delivers) return "RETURN_ABOVE_PAID";
    if (participants.isSuspended(debtor)) return "DEBTOR_SUSPENDED";
    const barred = assets.whyNotPay(asset, by, minor) ?? assets.whyNotReceive(asset, debtor, minor);
    if (barred !== undefined) return barred;
    if (book.balance(asset, by) < minor) return "INSUFFICIENT_BALANCE";
    book.post(asset, by, debtor, minor);
    returned.push(minor);
    if (found.recall !== undefined) found.recall = "accepted";
    return "OK";
  }
}
