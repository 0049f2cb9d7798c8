/** What one block's sweep takes at most; the rest waits for the next. */
const OBJECTS = 256;

interface Due {
  readonly kind: "order" | "bill";
  readonly name: string;
}

const secondOf = (timeMs: number): number => Math.floor(timeMs / 1_000);

/** What ends by itself, second by second and in each as it came; it stays there if it is done before. */
export class Deadlines {
  readonly #seconds = new Map<number, Due[]>();
  /** Ascending. There are as many as days. */
  readonly #order: number[] = [];

  add(atMs: number, due: Due): void {
    const second = secondOf(atMs);
    const found = this.#seconds.get(second);
    if (found !== undefined) {
      found.push(due);
      return;
    }
    this.#seconds.set(second, [due]);
    this.#order.push(second);
    this.#order.sort((a, b) => a - b);
  }

  /** How many are past at a block's time. */
  waiting(timeMs: number): number {
    const past = this.#order.filter((second) => second < secondOf(timeMs));
    return past.reduce((sum, second) => sum + this.#seconds.get(second)!.length, 0);
  }

  /** What a block takes, oldest first. */
  take(timeMs: number): Due[] {
    const taken: Due[] = [];
    while (taken.length < OBJECTS) {
      const [second] = this.#order;
      if (second === undefined || second >= secondOf(timeMs)) break;
      const all = this.#seconds.get(second)!;
      taken.push(...all.splice(0, OBJECTS - taken.length));
      if (all.length > 0) break;
      this.#order.shift();
      this.#seconds.delete(second);
    }
    return taken;
  }
}
