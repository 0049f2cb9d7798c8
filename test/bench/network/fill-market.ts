import type { Payer } from "../../../src/cli/load/payer.ts";
import type { AssetId } from "../../../src/primitives/asset-id.ts";
import { numbers } from "./accounts.ts";
import type { OfflineChain, Order } from "./offline-chain.ts";
import { MIDDLE, PRICES, TICK } from "./prices.ts";

/** Each is taken by a hundred conversions, all of them by more than any run has. */
const OFFERS = 10_000;
const OFFER_MINOR = 10_000n;
const OFFERS_PER_TRANSACTION = 100;

export interface MarketFilling {
  readonly base: AssetId;
  readonly quote: AssetId;
  /** Issues both, and opens their book. */
  readonly gateway: Payer;
  /** Buys the base. */
  readonly maker: Payer;
}

/** Opens a book, in which one maker buys at many prices. */
export async function fillMarket(chain: OfflineChain, filling: MarketFilling): Promise<void> {
  const { base, quote, gateway, maker } = filling;
  const amount = { asset: quote, minor: BigInt(OFFERS) * OFFER_MINOR };
  const opening: Order[] = [
    { type: "asset.define", body: { code: "USD", decimals: 2 } },
    { type: "asset.issue", body: { to: maker.account, amount, reference: undefined } },
    { type: "fx.pair.open", body: { base, quote, tick: TICK } },
  ];
  await chain.append([chain.transaction(gateway.account, opening, [gateway])]);
  const random = numbers(29);
  const bid = (): Order => {
    const price = MIDDLE - 1 - (random() % PRICES);
    const terms = { timeInForce: "GTC", expiresAt: undefined };
    const body = { base, quote, side: "buy", price, quantity: OFFER_MINOR, ...terms };
    return { type: "fx.offer.place", body };
  };
  for (let made = 0; made < OFFERS; made += OFFERS_PER_TRANSACTION) {
    const bids = Array.from({ length: OFFERS_PER_TRANSACTION }, bid);
    await chain.append([chain.transaction(maker.account, bids, [maker])]);
  }
}
