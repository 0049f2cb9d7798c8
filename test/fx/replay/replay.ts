import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Actor } from "../../../src/cli/demo/actor.ts";
import { Layout } from "../../../src/cli/devnet/layout.ts";
import { operationOf } from "../../../src/cli/operations.ts";
import { tickOf } from "../../../src/cli/price.ts";
import { transact } from "../../../src/cli/transact.ts";
import { formatAccount } from "../../../src/primitives/account-id.ts";
import { assetId, formatAsset } from "../../../src/primitives/asset-id.ts";
import { issue } from "../../../src/transactions/assets/issue.ts";
import { openPair } from "../../../src/transactions/fx/book/open-pair.ts";
import { sponsor } from "../../../src/transactions/participants/sponsor.ts";
import type { Devnet } from "../../e2e/devnet.ts";
import { createRandom, type Random } from "../../state/random.ts";
import { type Ended, MakerProcess } from "./maker-process.ts";
import { decimalOf, priceSeries } from "./price-series.ts";
import { Taker, type Wish } from "./taker.ts";

/** How long a series runs, and who trades on it. */
export interface Plan {
  readonly seed: number;
  readonly steps: number;
  /** How long a price is the price. */
  readonly stepMs: number;
  readonly takers: number;
  /** How many of them take at each price, through different nodes at the same time. */
  readonly perStep: number;
}

/** Balances in minor units, as one node has them. */
export interface Seen {
  readonly maker: Readonly<Record<string, Held>>;
  readonly takers: readonly Readonly<Record<string, Held>>[];
  readonly offers: number;
  readonly supply: Readonly<Record<string, string>>;
}
export interface Held {
  readonly available: bigint;
  readonly held: bigint;
}

export interface Replayed {
  readonly ended: Ended;
  readonly takers: readonly Taker[];
  /** In ten-thousandths: the price at which the maker values what it has. */
  readonly lastPrice: number;
  readonly assets: { readonly base: string; readonly quote: string };
  /** One for each node. */
  readonly seen: readonly Seen[];
  readonly quoted: number;
  /** Of each asset, before anybody traded. */
  readonly supply: Readonly<Record<string, string>>;
}

const MAKER = "maker-1";
/** Prices are in ten-thousandths. */
const PRICE_UNIT = 10_000n;
const START = 78_000;
const STEP_BPS = 8;
const TICK = tickOf("0.0001", { baseDecimals: 2, quoteDecimals: 2 });
/** Each taker begins with so much of either. */
export const FUNDS = 1_000_000n;

/** A series of prices replayed by `portolan maker run` against many takers, over the nodes of a devnet; and what was there at its end. */
export async function replay(
  devnet: Devnet,
  plan: Plan,
  say: (text: string) => void = () => undefined,
): Promise<Replayed> {
  const random = createRandom(plan.seed);
  const stage = await setStage(devnet, plan);
  const { base, quote, takers } = stage;
  const config = writeConfig(devnet, base, quote);
  const prices = priceSeries(random, START, STEP_BPS);
  let price = START;
  const next = (): void => {
    price = prices.next().value as number;
    writePrices(devnet, price);
  };
  next();
  const maker = new MakerProcess(devnet, config, MAKER, 0);
  await maker.quoting();
  for (let step = 1; step <= plan.steps; step++) {
    next();
    await Promise.all([
      new Promise((done) => setTimeout(done, plan.stepMs)),
      ...chosen(random, takers, plan.perStep).map((taker) =>
        taker.take({ base, quote, ...affordable(taker, wish(random, price)) }),
      ),
    ]);
    say(`price ${step} of ${plan.steps}: ${decimalOf(price)}, ${fillsOf(takers)} fills`);
  }
  writePrices(devnet, price); // it is fresh when the maker values what it has
  const ended = await maker.stop();
  const assets = { base: formatAsset(base), quote: formatAsset(quote) };
  const seen: Seen[] = [];
  for (let node = 0; node < 4; node++) seen.push(await seenAt(devnet, node, stage));
  const quoted = maker.count("quoted");
  return { ended, takers, lastPrice: price, assets, seen, quoted, supply: stage.supply };
}

interface Stage {
  readonly base: Uint8Array;
  readonly quote: Uint8Array;
  readonly maker: Uint8Array;
  readonly takers: readonly Taker[];
  readonly supply: Readonly<Record<string, string>>;
}

/** A wallet's users with money, and a book that nobody else trades in. */
async function setStage(devnet: Devnet, plan: Plan): Promise<Stage> {
  const layout = new Layout(devnet.directory);
  const cast = (name: string) => Actor.ofCast(layout, name, devnet.rpc());
  const [wallet, us, hk, maker] = await Promise.all([
    ...[cast("wallet-hk"), cast("gateway-us"), cast("gateway-hk"), cast(MAKER)],
  ]);
  const [base, quote] = [assetId("USD", us!.account), assetId("HKD", hk!.account)];
  const takers = Array.from(
    { length: plan.takers },
    (_, i) => new Taker(`taker-${i}`, devnet.rpc(i % 4)),
  );
  const admissions = takers.map(({ actor }) => operationOf(sponsor, actor.admission("HK")));
  await transact(wallet!.session, { operations: admissions, summary: "Admit" });
  for (const [issuer, asset] of [
    [us!, base],
    [hk!, quote],
  ] as const) {
    const operations = takers.map(({ actor: { account: to } }) =>
      operationOf(issue, { to, amount: { asset, minor: FUNDS }, reference: undefined }),
    );
    await transact(issuer.session, { operations, summary: "Issue" });
  }
  await us!.does(openPair, { base, quote, tick: TICK });
  const supply = await supplyAt(devnet, 0, [base, quote]);
  return { base, quote, maker: maker!.account, takers, supply };
}

function writeConfig(devnet: Devnet, base: Uint8Array, quote: Uint8Array): string {
  const path = join(devnet.directory, "replay.toml");
  const lines = [
    ...["everyMs = 100", "toleranceBps = 1", "[feed]", 'file = "replay.json"'],
    ...["[[pairs]]", `base = "${formatAsset(base)}"`, `quote = "${formatAsset(quote)}"`],
    ...['feed = "USD/HKD"', "spreadBps = 6", "levels = 3", "stepBps = 3", 'size = "333.33"'],
  ];
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

function writePrices(devnet: Devnet, price: number): void {
  const path = join(devnet.directory, "replay.json");
  const document = { time: Date.now(), prices: { "USD/HKD": decimalOf(price) } };
  writeFileSync(`${path}.new`, JSON.stringify(document));
  renameSync(`${path}.new`, path);
}

type Want = Omit<Wish, "base" | "quote">;

/** Who cannot pay for it sells instead, and the other way round: a long series would empty somebody's account. */
function affordable(taker: Taker, want: Want): Want {
  const { side, price, quantity } = want;
  const cost = (quantity * BigInt(price)) / PRICE_UNIT + 1n;
  const isPoor = side === "buy" ? FUNDS + taker.quote < cost : FUNDS + taker.base < quantity;
  if (!isPoor) return want;
  return { side: side === "buy" ? "sell" : "buy", price, quantity };
}

/** Odd amounts, at prices of which most are filled. */
function wish(random: Random, price: number): Want {
  const side = random.below(2) === 0 ? ("buy" as const) : ("sell" as const);
  const reach = random.below(30) - 5;
  const away = Math.round((price * reach) / 10_000) * (side === "buy" ? 1 : -1);
  return { side, price: price + away, quantity: BigInt(1 + random.below(40_000)) };
}

function chosen(random: Random, takers: readonly Taker[], count: number): Taker[] {
  const left = [...takers];
  const take = (): Taker => left.splice(random.below(left.length), 1)[0]!;
  return Array.from({ length: Math.min(count, left.length) }, take);
}

export function fillsOf(takers: readonly Taker[]): number {
  return takers.reduce((sum, { fills }) => sum + fills, 0);
}

async function seenAt(devnet: Devnet, node: number, stage: Stage): Promise<Seen> {
  const { height } = await devnet.call<{ height: number }>("chain_head");
  while ((await devnet.call<{ height: number }>("chain_head", {}, node)).height < height) {
    await new Promise((done) => setTimeout(done, 50));
  }
  const heldBy = async (account: Uint8Array): Promise<Record<string, Held>> => {
    const params = { account: formatAccount(account) };
    const { balances } = await devnet.call<{
      balances: { asset: string; available: string; held: string }[];
    }>("account_balances", params, node);
    return Object.fromEntries(
      balances.map(({ asset, available, held }) => [
        asset,
        { available: BigInt(available), held: BigInt(held) },
      ]),
    );
  };
  const offers = await devnet.call<{ offers: unknown[] }>(
    "fx_offers",
    { account: formatAccount(stage.maker) },
    node,
  );
  const supply = await supplyAt(devnet, node, [stage.base, stage.quote]);
  const takers = await Promise.all(stage.takers.map(({ actor }) => heldBy(actor.account)));
  return { maker: await heldBy(stage.maker), takers, offers: offers.offers.length, supply };
}

async function supplyAt(
  devnet: Devnet,
  node: number,
  assets: readonly Uint8Array[],
): Promise<Record<string, string>> {
  const supply: Record<string, string> = {};
  for (const asset of assets.map(formatAsset)) {
    const found = await devnet.call<{ supply: string }>("asset_get", { asset }, node);
    supply[asset] = found.supply;
  }
  return supply;
}
