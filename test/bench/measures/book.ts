import { median } from "../figures/quantile.ts";
import { MarketChain } from "../network/market-chain.ts";
import type { Bench } from "./context.ts";

const SIZES = [10, 1_000, 100_000, 1_000_000] as const;
const ROUNDS = 20;
/** A round places so many offers, and cancels and takes as many again, so that the book stays as it is; payments that it converts take one. */
const PLACED = 1_000;
const CANCELLED = 250;
const TAKEN_ALONE = 253;
const CONVERTED = 1_000;
const SWEEPS = 31;
const FILLS_PER_SWEEP = 16;
const SLEEPLESS_MS = 1_000;

/** Microseconds each, committed on disk, beyond an empty block. */
interface Cost {
  readonly offers: number;
  readonly placeUs: number;
  readonly cancelUs: number;
  /** An order that one offer fills, and a fill of orders that many do. */
  readonly takeUs: number;
  readonly fillUs: number;
  readonly convertUs: number;
}

/** What placing, cancelling and filling cost while a book grows: finding the best price must not depend on what rests. */
export async function measureBook({ options, say, add, note }: Bench): Promise<void> {
  const market = await MarketChain.open(2, [[0, 1]]);
  const costs: Cost[] = [];
  try {
    let resting = 0;
    for (const offers of SIZES.filter((size) => size <= Math.max(options.objects, SIZES[0]))) {
      let lastMs = 0;
      const from = performance.now();
      await market.grow(market.pairs[0]!, "sell", offers - resting, (made) => {
        if (performance.now() - lastMs < SLEEPLESS_MS) return;
        lastMs = performance.now();
        say.now(`${resting + made} of ${offers} offers rest`);
      });
      resting = offers;
      const seconds = ((performance.now() - from) / 1_000).toFixed(0);
      say(`${offers.toLocaleString("en")} offers rest (made in ${seconds} s)`);
      costs.push(await costAt(market, offers));
    }
  } finally {
    await market.close();
  }
  const [first, last] = [costs[0]!, costs.at(-1)!];
  const size = { note: `${last.offers.toLocaleString("en")} offers` };
  add(
    { id: "orders", value: 1e6 / last.placeUs, ...size },
    { id: "takes", value: 1e6 / last.takeUs, ...size },
    { id: "place-growth", value: last.placeUs / first.placeUs },
    { id: "cancel", value: last.cancelUs, ...size },
    { id: "fill", value: last.fillUs, ...size },
    { id: "fill-growth", value: last.fillUs / first.fillUs },
    { id: "conversions", value: 1e6 / last.convertUs, ...size },
  );
  const lines = costs.map(
    ({ offers, placeUs, cancelUs, takeUs, fillUs, convertUs }) =>
      `  ${offers.toLocaleString("en").padStart(9)}: placing ${placeUs.toFixed(1)} µs, cancelling ${cancelUs.toFixed(1)}, ` +
      `taking one offer ${takeUs.toFixed(1)}, a fill of ${FILLS_PER_SWEEP} ${fillUs.toFixed(1)}, a payment that is converted ${convertUs.toFixed(1)}`,
  );
  note(["orders, by offers that rest in the book:", ...lines].join("\n"));
}

async function costAt(market: MarketChain, offers: number): Promise<Cost> {
  const pair = market.pairs[0]!;
  const found: Record<"place" | "cancel" | "take" | "sweep" | "convert" | "nothing", number[]> = {
    ...{ place: [], cancel: [], take: [], sweep: [], convert: [], nothing: [] },
  };
  // In turn, so that what else the machine does falls on all of them alike.
  for (let round = 0; round < ROUNDS; round++) {
    found.place.push(await market.place(pair, PLACED));
    found.cancel.push(await market.cancel(CANCELLED));
    found.take.push(await market.take(pair, TAKEN_ALONE, 1));
    found.sweep.push(await market.take(pair, SWEEPS, FILLS_PER_SWEEP));
    found.convert.push(await market.convert(pair, CONVERTED));
    found.nothing.push(await market.nothing());
  }
  const nothingMs = median(found.nothing);
  const us = (blocks: readonly number[], count: number): number =>
    (1_000 * (median(blocks) - nothingMs)) / count;
  return {
    offers,
    placeUs: us(found.place, PLACED),
    cancelUs: us(found.cancel, CANCELLED),
    takeUs: us(found.take, TAKEN_ALONE),
    fillUs: us(found.sweep, SWEEPS * FILLS_PER_SWEEP),
    convertUs: us(found.convert, CONVERTED),
  };
}
