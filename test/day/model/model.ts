import type { Action, Event, World } from "../events.ts";
import { Allowances } from "./allowances.ts";
import { Assets } from "./assets.ts";
import { Book, OWED } from "./book.ts";
import { Fees } from "./fees.ts";
import { Participants } from "./participants.ts";
import { Payments } from "./payments.ts";
import { Recalls } from "./recalls.ts";
import { Redemptions } from "./redemptions.ts";

/**
 * What a day of payments leaves behind, by the words of the domain and nothing of the ledger's code: accounts of a plain
 * double-entry book, what is on hold as accounts of their own, and the payments with where they stand.
 */
export class Model {
  readonly book = new Book();
  readonly allowances: Allowances;
  readonly payments: Payments;
  readonly #participants = new Participants();
  readonly #fees = new Fees();
  readonly #assets: Assets;
  readonly #redemptions: Redemptions;
  readonly #recalls: Recalls;

  /** `timeOf` says when, in milliseconds, a minute of the day ends. */
  constructor({ assets }: World, timeOf: (minute: number) => number) {
    const issuers = new Map(assets.map(({ name, issuer }) => [name, issuer]));
    const [book, participants, fees] = [this.book, this.#participants, this.#fees];
    this.#assets = new Assets(book, issuers);
    this.allowances = new Allowances(this.#assets, participants);
    this.#redemptions = new Redemptions(book, this.#assets);
    const around = { book, participants, fees, assets: this.#assets, allowances: this.allowances };
    this.payments = new Payments(around, timeOf);
    this.#recalls = new Recalls(this.payments, around);
  }

  supply(asset: string): bigint {
    return -this.book.balance(asset, OWED);
  }

  /** A block begins. */
  begin(timeMs: number): void {
    this.payments.expire(timeMs);
  }

  /** Somebody acts; OK, or the code of what is in the way, and then nothing has changed. */
  apply({ by, action }: Event, timeMs: number): string {
    return this.#participants.isSuspended(by) ? "SUSPENDED" : this.#act(by, action, timeMs);
  }

  #act(by: string, action: Action, timeMs: number): string {
    switch (action.kind) {
      case "define":
        return this.#assets.define(action);
      case "sponsor":
        return this.#participants.sponsor(by, action);
      case "suspend":
      case "reinstate":
        return this.#participants.suspend(by, action);
      case "authorise":
      case "revoke":
        return this.#assets.authorise(action);
      case "freeze":
      case "unfreeze":
        return this.#assets.freeze(action);
      case "asset-limits":
        return this.#assets.limit(action);
      case "sender-limits":
        return this.allowances.limit(by, action);
      case "fees":
        return this.#fees.set(by, action.asset, action.schedule);
      case "issue":
        return this.#assets.issue(action);
      case "clawback":
        return this.#assets.clawback(action);
      case "redeem":
        return this.#redemptions.ask(by, action);
      case "redeem-confirm":
      case "redeem-reject":
        return this.#redemptions.answer(by, action);
      case "transfer":
        return this.payments.transfer(by, action, timeMs);
      case "hold":
        return this.payments.hold(by, action, timeMs);
      case "approve":
      case "refuse":
        return this.payments.decide(by, action, timeMs);
      case "recall":
        return this.#recalls.ask(by, action.payment);
      case "recall-refuse":
        return this.#recalls.refuse(by, action.payment);
      case "return":
        return this.#recalls.giveBack(by, action);
    }
  }
}
