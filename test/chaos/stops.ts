/** How long commits stop after nodes are killed, as seen from outside. */
export class Stops {
  /** From each strike to the next commit on a node that it spared. */
  readonly untilNextMs: number[] = [];
  /** The longest time without a new height anywhere. */
  longestMs = 0;
  #open: { readonly victims: readonly number[]; readonly height: number; readonly atMs: number }[] =
    [];
  #top: { readonly height: number; readonly atMs: number } | undefined;

  /** The victims of one strike; where all were killed, whoever comes back first counts. */
  killed(victims: readonly number[], atMs: number): void {
    const spared = victims.length < 4 ? victims : [];
    this.#open.push({ victims: spared, height: this.#top?.height ?? 0, atMs });
  }

  committed(node: number, height: number, atMs: number): void {
    this.#open = this.#open.filter((one) => {
      if (one.victims.includes(node) || height <= one.height) return true;
      this.untilNextMs.push(atMs - one.atMs);
      return false;
    });
    if (this.#top !== undefined && height <= this.#top.height) return;
    this.longestMs = Math.max(this.longestMs, atMs - (this.#top?.atMs ?? atMs));
    this.#top = { height, atMs };
  }

  quantile(at: number): number {
    const sorted = this.untilNextMs.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
  }
}
