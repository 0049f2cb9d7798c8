/**
 * Durations counted in buckets: any number of them in a few kilobytes, and the histograms of several processes add up.
 *
 * Below 64 µs a bucket is 1 µs wide; above, each doubling has 64 buckets, so a quantile is at most 1.6% too high.
 */
const PER_DOUBLING = 64;
/** 2^36 µs are 19 hours. */
const DOUBLINGS = 30;

/** A histogram as it travels between processes: buckets that are not empty, with their counts. */
export interface HistogramData {
  readonly buckets: readonly (readonly [bucket: number, count: number])[];
  readonly maxMs: number;
}

export class Histogram {
  readonly #counts = new Float64Array(PER_DOUBLING * (DOUBLINGS + 1));
  #count = 0;
  #maxMs = 0;

  static from(...parts: readonly HistogramData[]): Histogram {
    const sum = new Histogram();
    for (const { buckets, maxMs } of parts) {
      for (const [bucket, count] of buckets) sum.#add(bucket, count);
      sum.#maxMs = Math.max(sum.#maxMs, maxMs);
    }
    return sum;
  }

  record(ms: number): void {
    this.#add(bucketOf(Math.max(0, Math.round(ms * 1_000))), 1);
    this.#maxMs = Math.max(this.#maxMs, ms);
  }

  get count(): number {
    return this.#count;
  }

  /** Exact; 0 if nothing was recorded. */
  get maxMs(): number {
    return this.#maxMs;
  }

  /** The smallest bucket's end that so large a part of the durations does not exceed; 0 if nothing was recorded. */
  quantileMs(part: number): number {
    const wanted = Math.max(1, Math.ceil(part * this.#count));
    let seen = 0;
    for (let bucket = 0; bucket < this.#counts.length; bucket++) {
      seen += this.#counts[bucket]!;
      if (seen >= wanted) return Math.min(this.#maxMs, endOf(bucket) / 1_000);
    }
    return this.#maxMs;
  }

  toData(): HistogramData {
    const buckets = [...this.#counts.entries()].filter(([, count]) => count > 0);
    return { buckets, maxMs: this.#maxMs };
  }

  #add(bucket: number, count: number): void {
    const place = Math.min(bucket, this.#counts.length - 1);
    this.#counts[place]! += count;
    this.#count += count;
  }
}

function bucketOf(us: number): number {
  if (us < PER_DOUBLING) return us;
  const doubling = Math.floor(Math.log2(us)) - 5; // 64 µs, the first that is not its own bucket, is in doubling 1
  return PER_DOUBLING * doubling + Math.floor(us / 2 ** (doubling - 1)) - PER_DOUBLING;
}

/** The largest duration, in microseconds, that falls into a bucket. */
function endOf(bucket: number): number {
  const doubling = Math.floor(bucket / PER_DOUBLING);
  if (doubling === 0) return bucket;
  const within = (bucket % PER_DOUBLING) + PER_DOUBLING;
  return (within + 1) * 2 ** (doubling - 1) - 1;
}
