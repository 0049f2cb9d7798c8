/** An exact number: amounts are worked out whole and rounded once, at the end. */
export class Fraction {
  readonly #top: bigint;
  readonly #bottom: bigint;

  constructor(top: bigint, bottom = 1n) {
    if (bottom <= 0n) throw new Error("a fraction has a positive denominator");
    [this.#top, this.#bottom] = [top, bottom];
  }

  plus(other: Fraction): Fraction {
    const top = this.#top * other.#bottom + other.#top * this.#bottom;
    return new Fraction(top, this.#bottom * other.#bottom);
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.#top * other.#top, this.#bottom * other.#bottom);
  }

  over(other: Fraction): Fraction {
    return this.times(new Fraction(other.#bottom, other.#top));
  }

  /** Down to a whole number. Nothing at a port is negative. */
  down(): bigint {
    return this.#top / this.#bottom;
  }

  /** To the nearest whole number, from a half on upwards. */
  rounded(): bigint {
    return this.plus(new Fraction(1n, 2n)).down();
  }
}

/** Hundredths of a per cent as a part of one. */
export const rate = (hundredths: number): Fraction => new Fraction(BigInt(hundredths), 10_000n);
