import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Receipt } from "../../../src/chain/receipt.ts";
import { payerOf, type Payer } from "../../../src/cli/load/payer.ts";
import { newUetr } from "../../../src/cli/load/payments.ts";
import { NO_DETAILS } from "../../../src/cli/payment-options.ts";
import { type AssetId, assetId } from "../../../src/primitives/asset-id.ts";
import { decode } from "../../../src/primitives/fields/codec.ts";
import { placeOffer } from "../../../src/transactions/fx/book/place.ts";
import { council, testGenesis } from "../../ledger.ts";
import { numbers } from "./accounts.ts";
import { OfflineChain, type Order } from "./offline-chain.ts";
import { MIDDLE, PRICES, TICK } from "./prices.ts";
import { memberOf, timed, unsigned } from "./offline-payers.ts";

const ISSUER = unsigned("gateway-hk");
/** Whoever places offers, and whoever takes them. */
const [MAKER, TAKER] = [unsigned("maker-1"), unsigned("bank-hk")];
const START_MINOR = 10n ** 17n;
export const OFFER_MINOR = 10_000n;
/** While a book is filled. */
const ORDERS_PER_TRANSACTION = 100;
const TRANSACTIONS_PER_BLOCK = 20;

export interface Pair {
  readonly base: AssetId;
  readonly quote: AssetId;
}

/** A chain on disk with books of offers: one maker has placed them, one taker takes them. */
export class MarketChain {
  readonly chain: OfflineChain;
  readonly assets: readonly AssetId[];
  readonly pairs: readonly Pair[];
  readonly #directory: string;
  readonly #random = numbers(17);
  /** Those of the last `place`. */
  #placed: readonly Uint8Array[] = [];

  private constructor(
    chain: OfflineChain,
    directory: string,
    assets: readonly AssetId[],
    pairs: readonly Pair[],
  ) {
    this.chain = chain;
    this.#directory = directory;
    this.assets = assets;
    this.pairs = pairs;
  }

  /** So many assets; the books are those between assets whose places are given. */
  static async open(
    assetCount: number,
    books: readonly (readonly [number, number])[],
  ): Promise<MarketChain> {
    const directory = mkdtempSync(join(tmpdir(), "portolan-bench-market-"));
    const participants = [
      memberOf("gateway-hk", "gateway"),
      memberOf("maker-1", "market-maker"),
      memberOf("bank-hk", "bank"),
    ];
    const genesis = { ...testGenesis(), protocolVersion: 6, participants };
    const voters = council.map(({ seed }) => payerOf([seed]));
    const chain = await OfflineChain.open(directory, genesis, voters);
    const codes = Array.from({ length: assetCount }, (_, i) => `CUR${i}`);
    const assets = codes.map((code) => assetId(code, ISSUER.account));
    const pairs = books.map(([base, quote]) => ({ base: assets[base]!, quote: assets[quote]! }));
    const orders: Order[] = [
      ...codes.map((code) => ({ type: "asset.define", body: { code, decimals: 2 } })),
      ...assets.flatMap((asset) => [MAKER, TAKER].map((to) => issue(to, asset))),
      ...pairs.map((pair) => ({ type: "fx.pair.open", body: { ...pair, tick: TICK } })),
    ];
    for (const some of sliced(orders, ORDERS_PER_TRANSACTION)) {
      await chain.append([chain.transaction(ISSUER.account, some, [ISSUER])]);
    }
    return new MarketChain(chain, directory, assets, pairs);
  }

  async close(): Promise<void> {
    await this.chain.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** So many offers more to sell, or to buy, in a book, many in a transaction. */
  async grow(
    pair: Pair,
    side: "buy" | "sell",
    count: number,
    onProgress: (made: number) => void = () => undefined,
  ): Promise<void> {
    const perBlock = ORDERS_PER_TRANSACTION * TRANSACTIONS_PER_BLOCK;
    for (let made = 0; made < count; made += perBlock) {
      const offers = Array.from({ length: Math.min(perBlock, count - made) }, () =>
        this.#offer(pair, side),
      );
      const transactions = sliced(offers, ORDERS_PER_TRANSACTION);
      await this.chain.append(
        transactions.map((some) => this.chain.transaction(MAKER.account, some, [MAKER])),
      );
      onProgress(made);
    }
  }

  /** A block of offers to sell, each a transaction of its own, that all rest; the milliseconds that it took. */
  async place(pair: Pair, count: number): Promise<number> {
    const transactions = Array.from({ length: count }, () =>
      this.chain.transaction(MAKER.account, [this.#offer(pair, "sell")], [MAKER]),
    );
    this.#placed = transactions.map(({ operations }) => operations[0]!.id);
    return timed(() => this.chain.append(transactions));
  }

  /** A block in which some of the offers that were placed last, and are not taken yet, are cancelled. */
  async cancel(count: number): Promise<number> {
    const transactions = this.#placed
      .slice(0, count)
      .map((offer) =>
        this.chain.transaction(
          MAKER.account,
          [{ type: "fx.offer.cancel", body: { offer } }],
          [MAKER],
        ),
      );
    return timed(() => this.chain.append(transactions));
  }

  /** A block of orders to buy at once, each of as much as so many offers have. */
  async take(pair: Pair, count: number, fills: number): Promise<number> {
    const body = {
      ...{ ...pair, side: "buy", price: MIDDLE + PRICES, timeInForce: "IOC" },
      ...{ quantity: OFFER_MINOR * BigInt(fills), expiresAt: undefined },
    };
    const transactions = Array.from({ length: count }, () =>
      this.chain.transaction(TAKER.account, [{ type: "fx.offer.place", body }], [TAKER]),
    );
    let receipts: readonly Receipt[] = [];
    const ms = await timed(async () => (receipts = await this.chain.append(transactions)));
    const isFilled = receipts.every(({ results }) => {
      const result = decode(placeOffer.result, results[0]!);
      return result.ok && result.value.fills === fills;
    });
    if (!isFilled) throw new Error(`an order was not filled by ${fills} offers`);
    return ms;
  }

  /** A block of payments that are converted in the book, each from a part of an offer; all of them take one offer's worth. */
  async convert({ base, quote }: Pair, count: number): Promise<number> {
    const deliver = { asset: base, minor: OFFER_MINOR / BigInt(count) };
    const transactions = Array.from({ length: count }, () => {
      const path = [{ asset: base, quote: undefined, worst: undefined }];
      const sendMax = { asset: quote, minor: 2n * OFFER_MINOR };
      const body = { to: MAKER.account, uetr: newUetr(), ...NO_DETAILS, path, sendMax, deliver };
      return this.chain.transaction(
        TAKER.account,
        [{ type: "payment.path.receive", body }],
        [TAKER],
      );
    });
    return timed(() => this.chain.append(transactions));
  }

  /** A block without transactions. */
  nothing(): Promise<number> {
    return timed(() => this.chain.append([]));
  }

  #offer(pair: Pair, side: "buy" | "sell"): Order {
    const away = 1 + (this.#random() % PRICES);
    const price = side === "sell" ? MIDDLE + away : MIDDLE - away;
    const body = { ...pair, side, price, quantity: OFFER_MINOR, timeInForce: "GTC" };
    return { type: "fx.offer.place", body: { ...body, expiresAt: undefined } };
  }
}

function issue(to: Payer, asset: AssetId): Order {
  const amount = { asset, minor: START_MINOR };
  return { type: "asset.issue", body: { to: to.account, amount, reference: undefined } };
}

function sliced<T>(all: readonly T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size));
}
