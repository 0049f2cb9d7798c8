import { renameSync, writeFileSync } from "node:fs";

import { assetId, formatAsset } from "../../primitives/asset-id.ts";
import { openPair } from "../../transactions/fx/book/open-pair.ts";
import { loadMakerConfig } from "../maker/config.ts";
import { Maker } from "../maker/maker.ts";
import { marketsOf } from "../maker/market.ts";
import { tickOf } from "../price.ts";
import { Actor } from "../demo/actor.ts";
import type { Layout } from "./layout.ts";
import { PriceWalk } from "./price-walk.ts";

const DECIMALS = { baseDecimals: 2, quoteDecimals: 2 };
const MAKER = "maker-1";
const PRICES_EVERY_MS = 5_000;

/** A pair of the devnet: who opens it, and the price around which its market moves. */
const PAIRS = [
  { base: ["USD", "gateway-us"], quote: ["HKD", "gateway-hk"], price: 7.8 },
  { base: ["HKD", "gateway-hk"], quote: ["PHP", "gateway-ph"], price: 7.3 },
  { base: ["USD", "gateway-us"], quote: ["CNY", "gateway-cn"], price: 7.1 },
] as const;

/** A market that runs, until it is stopped. What rests in the books then ends by itself within a minute. */
export interface DevnetMarket {
  stop(): Promise<void>;
}

/**
 * A live market to look at: books of three pairs, a file of prices that walk at random, and maker-1, which quotes around them as
 * `portolan maker run --config maker.toml` does. Throws what the ledger refuses.
 */
export async function openMarket(
  layout: Layout,
  rpc: string,
  say: (text: string) => void,
): Promise<DevnetMarket> {
  for (const pair of PAIRS) {
    if (await openBook(layout, rpc, pair)) say(`${pair.base[1]} opened the book ${nameOf(pair)}`);
  }
  const walk = new PriceWalk(PAIRS.map((pair) => [nameOf(pair), pair.price]));
  const write = (): void => writeWhole(layout.prices, `${JSON.stringify(walk.step(Date.now()))}\n`);
  write();
  writeWhole(layout.maker, configText());
  const timer = setInterval(write, PRICES_EVERY_MS);
  const { session, account } = await Actor.ofCast(layout, MAKER, rpc);
  const config = loadMakerConfig(layout.maker);
  const markets = await marketsOf(session, config);
  const stopped = new AbortController();
  const maker = new Maker(session, account, config, markets, (event) => {
    if (event.event === "refused") say(`${MAKER}: ${event.code}: ${event.message}`);
  });
  const run = maker.run(stopped.signal);
  say(`${MAKER} quotes ${PAIRS.map(nameOf).join(", ")}`);
  return {
    async stop() {
      clearInterval(timer);
      stopped.abort();
      await run;
    },
  };
}

type Pair = (typeof PAIRS)[number];

function nameOf({ base, quote }: Pair): string {
  return `${base[0]}/${quote[0]}`;
}

/** False if the book is there already. */
async function openBook(layout: Layout, rpc: string, { base, quote }: Pair): Promise<boolean> {
  const issuer = await Actor.ofCast(layout, base[1], rpc);
  const assets = {
    base: assetId(base[0], issuer.account),
    quote: assetId(quote[0], await issuer.session.account(quote[1])),
  };
  const named = { base: formatAsset(assets.base), quote: formatAsset(assets.quote) };
  if ((await issuer.session.call("fx_book", named)) !== null) return false;
  await issuer.does(openPair, { ...assets, tick: tickOf("0.0001", DECIMALS) });
  return true;
}

function configText(): string {
  const pairs = PAIRS.map(({ base, quote }) => [
    "[[pairs]]",
    `base = "${base.join("@")}"`,
    `quote = "${quote.join("@")}"`,
    "spreadBps = 10",
    "levels = 5",
    "stepBps = 5",
    'size = "10000.00"',
    'keepBase = "200000.00"',
    'keepQuote = "200000.00"',
    "",
  ]);
  const feed = ["[feed]", 'file = "prices.json"', "staleAfterMs = 20000", ""];
  const head = [
    "# Written by `portolan devnet` at every start.",
    ...["everyMs = 2000", "toleranceBps = 2", ""],
  ];
  return [...head, ...feed, ...pairs.flat()].join("\n");
}

function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
