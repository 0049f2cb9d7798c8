/** A minor unit of the base is worth so many ticks of a minor unit of the quote, or a little more or less. */
export const TICK = { num: 1n, den: 10_000n };
export const MIDDLE = 10_000;
/** An offer to sell stands at one of so many prices above the middle, one to buy as far below it. */
export const PRICES = 9_000;
