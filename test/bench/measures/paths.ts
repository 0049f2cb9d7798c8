import { performance } from "node:perf_hooks";

import type { CommittedBlock } from "../../../src/rpc/context.ts";
import { proposePath } from "../../../src/rpc/paths/propose.ts";
import { quantile } from "../figures/quantile.ts";
import { numbers } from "../network/accounts.ts";
import { MarketChain } from "../network/market-chain.ts";
import type { Bench } from "./context.ts";

const ASSETS = 50;
const PAIRS = 213;
const OFFERS = 10_000;
const WARM_UP = 300;
const SEARCHES = 1_000;
/** Between two searches of a chain that runs, so many orders come in. */
const ORDERS_PER_BLOCK = 20;

/** How long fx_path searches, over books of the size that a consortium may have: while the head stays, and after each block. */
export async function measurePaths({ say, add, note }: Bench): Promise<void> {
  const random = numbers(23);
  const market = await MarketChain.open(ASSETS, randomBooks(random));
  try {
    const perSide = Math.ceil(OFFERS / PAIRS / 2);
    for (const [i, pair] of market.pairs.entries()) {
      say.now(`filling the books: ${i} of ${PAIRS}`);
      await market.grow(pair, "sell", perSide);
      await market.grow(pair, "buy", perSide);
    }
    say(`${2 * perSide * PAIRS} offers in ${PAIRS} books between ${ASSETS} assets`);
    const { chain } = market.chain.ledger;
    const node = {
      chain,
      ledger: chain.store,
      entries: (prefix: string, range: { readonly limit: number }) =>
        chain.store.rangeState(prefix, range),
      onCommitted: (listener: (block: CommittedBlock) => void) =>
        market.chain.onCommitted(listener),
    };
    const search = async (): Promise<number> => {
      const from = random() % ASSETS;
      const to = (from + 1 + (random() % (ASSETS - 1))) % ASSETS;
      const wish = {
        ...{ from: market.assets[from]!, to: market.assets[to]! },
        exactly: random() % 2 === 0 ? "send" : "deliver",
        minor: BigInt(100 + (random() % 50_000)),
      } as const;
      const began = performance.now();
      await proposePath(node, wish);
      return performance.now() - began;
    };
    const [still, moving]: [number[], number[]] = [[], []];
    for (let i = 0; i < WARM_UP + SEARCHES; i++) {
      const ms = await search();
      if (i >= WARM_UP) still.push(ms);
    }
    for (let i = 0; i < SEARCHES; i++) {
      say.now(`searches after a block each: ${i} of ${SEARCHES}`);
      const pair = market.pairs[random() % PAIRS]!;
      await market.place(pair, ORDERS_PER_BLOCK);
      await market.cancel(ORDERS_PER_BLOCK);
      moving.push(await search());
    }
    add(
      { id: "path-still", value: quantile(still, 0.99) },
      { id: "path", value: quantile(moving, 0.99) },
    );
    const text = (found: readonly number[]): string =>
      `p50 ${quantile(found, 0.5).toFixed(1)} ms, p99 ${quantile(found, 0.99).toFixed(1)}, most ${quantile(found, 1).toFixed(1)}`;
    note(
      `paths: ${text(still)} while the head stays; ${text(moving)} each after a block of orders`,
    );
  } finally {
    await market.close();
  }
}

/** Between different assets, no two of them twice. */
function randomBooks(random: () => number): [number, number][] {
  const found = new Map<string, [number, number]>();
  while (found.size < PAIRS) {
    const [base, quote] = [random() % ASSETS, random() % ASSETS];
    if (base < quote) found.set(`${base} ${quote}`, [base, quote]);
  }
  return [...found.values()];
}
