import { assetCode, formatAsset } from "../../primitives/asset-id.ts";
import { toMinor } from "../amount.ts";
import { usageError } from "../errors.ts";
import { assetOf } from "../ledger.ts";
import { bookFound } from "../pair-options.ts";
import type { Pricing } from "../price.ts";
import type { Session } from "../session.ts";
import { type MakerConfig, type MakerPair, millionths } from "./config.ts";
import type { Terms } from "./ladder.ts";

/** A pair that is made a market in, as the ledger has it and the configuration wants it. */
export interface Market {
  /** The two assets as fx_offers names them, which tells pairs apart. */
  readonly key: string;
  /** The price's name in the feed, which people read too. */
  readonly name: string;
  readonly base: Uint8Array;
  readonly quote: Uint8Array;
  readonly pricing: Pricing;
  readonly terms: Terms;
}

/** Throws UNKNOWN_PAIR, UNKNOWN_NAME, BAD_CONFIG. */
export async function marketsOf(session: Session, config: MakerConfig): Promise<Market[]> {
  const markets: Market[] = [];
  for (const pair of config.pairs) {
    const market = await marketOf(session, pair);
    if (markets.some(({ key }) => key === market.key)) {
      throw usageError("BAD_CONFIG", `The pair ${market.name} stands there twice.`, "Merge them.");
    }
    if (config.toleranceBps * 2 >= pair.spreadBps) {
      const message = `The tolerance of ${config.toleranceBps} bps is half of the spread of ${market.name} or more.`;
      const hint = "Lower toleranceBps: an offer that stays must not reach the other side.";
      throw usageError("BAD_CONFIG", message, hint);
    }
    markets.push(market);
  }
  return markets;
}

async function marketOf(session: Session, pair: MakerPair): Promise<Market> {
  const base = await assetOf(session, pair.base);
  const quote = await assetOf(session, pair.quote);
  const { pricing } = await bookFound(session, { base, quote });
  const ofBase = (number: string): bigint =>
    toMinor({ number, asset: pair.base }, pricing.baseDecimals);
  const size = ofBase(pair.size);
  if (size === 0n) throw usageError("BAD_CONFIG", "A size is zero.", "Give size above zero.");
  return {
    key: `${formatAsset(base)}/${formatAsset(quote)}`,
    name: pair.feed ?? `${assetCode(base)}/${assetCode(quote)}`,
    ...{ base, quote, pricing },
    terms: {
      spread: millionths(pair.spreadBps),
      step: millionths(pair.stepBps),
      levels: pair.levels,
      size,
      keepBase: ofBase(pair.keepBase),
      mostBase: pair.mostBase === undefined ? undefined : ofBase(pair.mostBase),
      keepQuote: toMinor({ number: pair.keepQuote, asset: pair.quote }, pricing.quoteDecimals),
    },
  };
}
