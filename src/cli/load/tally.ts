import { Histogram, type HistogramData } from "./histogram.ts";

/** What became of a load, as it travels between processes. Counts of transactions, except `refused`: of refusals. */
export interface TallyData {
  /** From the end of the warm-up to the end of the offering. */
  readonly seconds: number;
  /** Handed in within that time; what was refused and handed in again counts each time. */
  readonly offered: number;
  /** Those of the offered that the node took into its pool. */
  readonly taken: number;
  /** By code: those of the offered that it did not take. */
  readonly refused: Readonly<Record<string, number>>;
  /** Final within that time. */
  readonly committed: number;
  /** Of all, warm-up and end included, by the receipt's code. */
  readonly failed: Readonly<Record<string, number>>;
  readonly finalInAll: number;
  /** From the end of the warm-up until the last of all was final. */
  readonly secondsToLast: number;
  /** Taken and not seen final in the time that is waited at the end. */
  readonly unfinished: number;
  /** Final in each second of that time. */
  readonly perSecond: readonly number[];
  /** From when it was due to when its block was notified. */
  readonly latency: HistogramData;
}

/** Counts while a load runs. Times are milliseconds of one clock. */
export class Tally {
  readonly #fromMs: number;
  readonly #untilMs: number;
  readonly #refused = new Map<string, number>();
  readonly #failed = new Map<string, number>();
  readonly #latency = new Histogram();
  readonly #perSecond: number[];
  #offered = 0;
  #taken = 0;
  #committed = 0;
  #finalInAll = 0;
  #lastMs = 0;

  constructor(fromMs: number, untilMs: number) {
    this.#fromMs = fromMs;
    this.#untilMs = untilMs;
    this.#perSecond = new Array<number>(Math.max(0, Math.floor((untilMs - fromMs) / 1_000))).fill(
      0,
    );
  }

  get finalInAll(): number {
    return this.#finalInAll;
  }

  get committed(): number {
    return this.#committed;
  }

  get refusals(): number {
    return [...this.#refused.values()].reduce((sum, one) => sum + one, 0);
  }

  offered(count: number, atMs: number): void {
    if (this.#isMeasured(atMs)) this.#offered += count;
  }

  taken(atMs: number): void {
    if (this.#isMeasured(atMs)) this.#taken += 1;
  }

  refused(code: string, atMs: number): void {
    if (this.#isMeasured(atMs)) add(this.#refused, code);
  }

  final(code: string, dueMs: number, atMs: number): void {
    this.#finalInAll += 1;
    this.#lastMs = atMs;
    if (code !== "OK") add(this.#failed, code);
    if (this.#isMeasured(dueMs)) this.#latency.record(atMs - dueMs);
    if (!this.#isMeasured(atMs)) return;
    this.#committed += 1;
    const second = Math.floor((atMs - this.#fromMs) / 1_000);
    if (second < this.#perSecond.length) this.#perSecond[second]! += 1;
  }

  /** `endedMs`: when the offering ended, which may be earlier than planned. */
  toData(endedMs: number, unfinished: number): TallyData {
    return {
      seconds: Math.max(0, Math.min(endedMs, this.#untilMs) - this.#fromMs) / 1_000,
      offered: this.#offered,
      taken: this.#taken,
      refused: Object.fromEntries(this.#refused),
      committed: this.#committed,
      failed: Object.fromEntries(this.#failed),
      finalInAll: this.#finalInAll,
      secondsToLast: Math.max(0, this.#lastMs - this.#fromMs) / 1_000,
      unfinished,
      perSecond: this.#perSecond,
      latency: this.#latency.toData(),
    };
  }

  #isMeasured(atMs: number): boolean {
    return atMs >= this.#fromMs && atMs < this.#untilMs;
  }
}

/** Several processes at the same time. */
export function together(parts: readonly TallyData[]): TallyData {
  const sum = (read: (one: TallyData) => number): number =>
    parts.reduce((total, one) => total + read(one), 0);
  const seconds = Math.max(0, ...parts.map((one) => one.perSecond.length));
  return {
    ...sums(parts, sum),
    seconds: Math.max(0, ...parts.map((one) => one.seconds)),
    secondsToLast: Math.max(0, ...parts.map((one) => one.secondsToLast)),
    perSecond: Array.from({ length: seconds }, (_, at) => sum((one) => one.perSecond[at] ?? 0)),
  };
}

/** One process, slice after slice. */
export function inTurn(parts: readonly TallyData[]): TallyData {
  const sum = (read: (one: TallyData) => number): number =>
    parts.reduce((total, one) => total + read(one), 0);
  return {
    ...sums(parts, sum),
    seconds: sum((one) => one.seconds),
    secondsToLast: sum((one) => one.secondsToLast),
    perSecond: parts.flatMap((one) => one.perSecond),
  };
}

function sums(
  parts: readonly TallyData[],
  sum: (read: (one: TallyData) => number) => number,
): Omit<TallyData, "seconds" | "secondsToLast" | "perSecond"> {
  return {
    offered: sum((one) => one.offered),
    taken: sum((one) => one.taken),
    refused: byCode(parts.map((one) => one.refused)),
    committed: sum((one) => one.committed),
    failed: byCode(parts.map((one) => one.failed)),
    finalInAll: sum((one) => one.finalInAll),
    unfinished: sum((one) => one.unfinished),
    latency: Histogram.from(...parts.map((one) => one.latency)).toData(),
  };
}

function byCode(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const part of parts) {
    for (const [code, count] of Object.entries(part)) {
      counts.set(code, (counts.get(code) ?? 0) + count);
    }
  }
  return Object.fromEntries(counts);
}

function add(counts: Map<string, number>, code: string): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}
