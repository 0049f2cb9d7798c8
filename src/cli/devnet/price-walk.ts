/** A feed's document, as makers read it. */
export interface PriceDocument {
  readonly time: number;
  readonly prices: { readonly [pair: string]: string };
}

/** A step is at most so much of the price, and a part of the way back to where it began is taken each time. */
const STEP = 0.0004;
const BACK = 0.02;

/** Prices that wander at random near where they began, for a network on which nothing depends. */
export class PriceWalk {
  readonly #began: ReadonlyMap<string, number>;
  readonly #now: Map<string, number>;

  constructor(start: readonly (readonly [pair: string, price: number])[]) {
    this.#began = new Map(start);
    this.#now = new Map(start);
  }

  step(time: number): PriceDocument {
    for (const [pair, price] of this.#now) {
      const away = (2 * Math.random() - 1) * STEP * price;
      const back = (this.#began.get(pair)! - price) * BACK;
      this.#now.set(pair, price + away + back);
    }
    const prices = [...this.#now].map(([pair, price]) => [pair, price.toFixed(4)] as const);
    return { time, prices: Object.fromEntries(prices) };
  }
}
