import type { Action } from "../events.ts";
import type { Assets } from "./assets.ts";
import { type Book, holdOf, OWED } from "./book.ts";

interface Redemption {
  readonly holder: string;
  readonly asset: string;
  readonly minor: bigint;
  isOpen: boolean;
}

/** Holders ask issuers for the money outside; what is asked for is on hold until the issuer says that it paid, or will not. */
export class Redemptions {
  readonly #book: Book;
  readonly #assets: Assets;
  readonly #redemptions = new Map<number, Redemption>();

  constructor(book: Book, assets: Assets) {
    this.#book = book;
    this.#assets = assets;
  }

  ask(by: string, { asset, redemption, minor }: Action & { kind: "redeem" }): string {
    if (this.#assets.isFrozen(asset, by)) return "FROZEN";
    if (this.#book.balance(asset, by) < minor) return "INSUFFICIENT_BALANCE";
    this.#book.post(asset, by, holdOf(by), minor);
    this.#redemptions.set(redemption, { holder: by, asset, minor, isOpen: true });
    return "OK";
  }

  answer(
    by: string,
    { kind, redemption }: Action & { kind: "redeem-confirm" | "redeem-reject" },
  ): string {
    const found = this.#redemptions.get(redemption);
    if (found === undefined) return "UNKNOWN_REDEMPTION";
    const { holder, asset, minor } = found;
    if (!this.#assets.isIssuer(asset, by)) return "NOT_ISSUER";
    if (!found.isOpen) return "REDEMPTION_CLOSED";
    this.#book.post(asset, holdOf(holder), kind === "redeem-confirm" ? OWED : holder, minor);
    found.isOpen = false;
    return "OK";
  }
}
