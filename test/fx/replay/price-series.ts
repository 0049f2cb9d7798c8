import type { Random } from "../../state/random.ts";

/** Prices in ten-thousandths, as a seeded random walk: no installed package ships a series of exchange rates. */
export function* priceSeries(random: Random, start: number, mostBps: number): Generator<number> {
  for (let price = start; ;) {
    yield price;
    const away = random.below(2 * mostBps + 1) - mostBps;
    price += Math.round((price * away) / 10_000);
  }
}

export function decimalOf(tenThousandths: number): string {
  return (tenThousandths / 10_000).toFixed(4);
}
