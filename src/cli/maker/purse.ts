import { formatAsset } from "../../primitives/asset-id.ts";
import type { Balances } from "./account.ts";
import type { Purse, Target } from "./ladder.ts";
import type { Market } from "./market.ts";
import type { Resting } from "./moves.ts";

/** What an account may offer of each asset, in minor units: two pairs may share one, and what one of them reserves the next has no more. */
export class Purses {
  readonly #left: Map<string, bigint>;

  constructor(balances: Balances) {
    this.#left = new Map([...balances].map(([asset, { available }]) => [asset, available]));
  }

  of({ base, quote }: Market): Purse {
    const left = (asset: Uint8Array): bigint => this.#left.get(formatAsset(asset)) ?? 0n;
    return { base: left(base), quote: left(quote) };
  }

  /** What offers have on hold is there for those that replace them. */
  release(market: Market, own: readonly Resting[]): void {
    for (const { side, held } of own) this.#add(market, side, held);
  }

  reserve(market: Market, targets: readonly Target[]): void {
    for (const { side, reserves } of targets) this.#add(market, side, -reserves);
  }

  #add({ base, quote }: Market, side: Resting["side"], minor: bigint): void {
    const asset = formatAsset(side === "sell" ? base : quote);
    this.#left.set(asset, (this.#left.get(asset) ?? 0n) + minor);
  }
}
