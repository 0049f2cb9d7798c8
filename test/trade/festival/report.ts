import { OUTSTANDING_MAX } from "./burst.ts";
import type { Festival } from "./generator.ts";
import type { FestivalReport } from "./run.ts";

const perSecond = (count: number, ms: number): number => Math.round((1_000 * count) / ms);

/** What is said of a festival of the executor. */
export function executorText(of: Festival, report: FestivalReport, seconds: string): string {
  const { operations, ms, placing } = report;
  return [
    ...answersOf(report),
    `${nameOf(of)}: ${perSecond(of.orders, placing.ms)} orders placed a second of the executor`,
    `${operations} operations in all, ${perSecond(operations, ms)} a second; blocks of 200, committed in memory, signatures are not checked`,
    comparedOf(report, seconds),
  ].join("\n");
}

/** What is said of a festival on four nodes: of the burst also how long an order took until it was final. */
export function networkText(of: Festival, report: FestivalReport, seconds: string): string {
  const { operations, ms, placing } = report;
  const times = [...placing.finalityMs].sort((a, b) => a - b);
  const at = (part: number): string => `${Math.round(times[Math.floor(times.length * part)]!)} ms`;
  return [
    ...answersOf(report),
    `${nameOf(of)}: ${perSecond(of.orders, placing.ms)} orders placed a second on four nodes, from the first submission to the last commit`,
    `${placing.blocks.length} blocks with orders; final after ${at(0.5)} (p50), ${at(0.99)} (p99), with up to ${OUTSTANDING_MAX} waiting`,
    `${operations} operations in all, ${perSecond(operations, ms)} a second; one in a transaction, phase by phase, each final before the next`,
    comparedOf(report, seconds),
  ].join("\n");
}

function answersOf({ codes, differences }: FestivalReport): string[] {
  const all = [...codes].sort(([, a], [, b]) => b - a);
  return [all.map(([code, count]) => `${code} ${count}`).join(", "), ...differences];
}

function nameOf({ seed, orders, articles, skew }: Festival): string {
  return `${orders} orders of ${articles} articles (skew ${skew}, seed ${seed})`;
}

function comparedOf({ compared, differing }: FestivalReport, seconds: string): string {
  return `${compared} answers, shelves, orders and balances compared, ${differing} differ (${seconds})`;
}
