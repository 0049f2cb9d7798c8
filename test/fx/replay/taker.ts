import { Actor } from "../../../src/cli/demo/actor.ts";
import { listOf, objectOf, textOf } from "../../../src/cli/ledger.ts";
import { operationOf } from "../../../src/cli/operations.ts";
import { transact } from "../../../src/cli/transact.ts";
import { placeOffer } from "../../../src/transactions/fx/book/place.ts";
import type { Side } from "../../../src/transactions/fx/book/records.ts";

/** What somebody wants of a book at once, or not at all. */
export interface Wish {
  readonly base: Uint8Array;
  readonly quote: Uint8Array;
  readonly side: Side;
  readonly price: number;
  readonly quantity: bigint;
}

/** Somebody who trades by a node of its own, and keeps account of it from receipts alone. */
export class Taker {
  readonly actor: Actor;
  /** Minor units, since it began. */
  base = 0n;
  quote = 0n;
  fills = 0;

  constructor(name: string, rpc: string) {
    this.actor = Actor.fresh(name, rpc);
  }

  /** Takes what is there at its price or better. */
  async take(wish: Wish): Promise<void> {
    const order = { ...wish, timeInForce: "IOC" as const, expiresAt: undefined };
    const operations = [operationOf(placeOffer, order)];
    const { json } = await transact(this.actor.session, { operations, summary: "Take" });
    const receipt = objectOf(objectOf(json, "status")["receipt"], "receipt");
    const [result] = listOf(receipt["results"], "results").map((one) => objectOf(one, "result"));
    const { filled, quote, fills } = objectOf(result!["result"], "fields");
    const [base, paid] = [filled, quote].map((minor) => BigInt(textOf(minor, "amount")));
    const sign = wish.side === "buy" ? 1n : -1n;
    this.base += sign * base!;
    this.quote -= sign * paid!;
    this.fills += Number(fills);
  }
}
