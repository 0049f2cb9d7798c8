import { formatAccount } from "../../primitives/account-id.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor } from "../amount.ts";
import type { Answer } from "../command.ts";
import { EXIT } from "../errors.ts";
import { renderTable } from "../render.ts";
import { Histogram } from "./histogram.ts";
import type { LoadPlan } from "./plan.ts";
import type { TallyData } from "./tally.ts";

/** What a load left of each account's money, in minor units. */
export interface Moved {
  readonly account: Uint8Array;
  readonly before: bigint;
  readonly after: bigint;
}

/** The result of a load: a document, and a table for people. */
export function reportLoad(plan: LoadPlan, tally: TallyData, moved: readonly Moved[]): Answer {
  const { operations } = plan.options;
  const { seconds, offered, taken, refused, committed, failed, finalInAll, unfinished } = tally;
  const latency = Histogram.from(tally.latency);
  const finality = {
    p50Ms: round(latency.quantileMs(0.5)),
    p90Ms: round(latency.quantileMs(0.9)),
    p99Ms: round(latency.quantileMs(0.99)),
    maxMs: round(latency.maxMs),
  };
  const perSecond = seconds === 0 ? 0 : committed / seconds;
  const json = {
    seconds: round(seconds),
    ...{ offered, taken, refused: { ...refused }, committed: finalInAll, failed: { ...failed } },
    unfinished,
    committedPerSecond: round(perSecond),
    paymentsPerSecond: round(perSecond * operations),
    finality,
    balances: moved.map(({ account, before, after }) => ({
      account: formatAccount(account),
      asset: formatAsset(plan.asset),
      before: before.toString(),
      after: after.toString(),
    })),
  };
  const isGood = finalInAll > 0 && unfinished === 0 && Object.keys(failed).length === 0;
  return { json, text: textOf(plan, json, moved), exit: isGood ? EXIT.done : EXIT.refused };
}

type Counted = "seconds" | "offered" | "taken" | "refused" | "committed" | "failed" | "unfinished";

interface Result extends Pick<TallyData, Counted> {
  readonly committedPerSecond: number;
  readonly paymentsPerSecond: number;
  readonly finality: Readonly<Record<string, number>>;
}

function textOf({ decimals, options, asset }: LoadPlan, result: Result, moved: readonly Moved[]) {
  const { finality, refused, failed } = result;
  const byCode = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([code, count]) => `${count} ${code}`)
      .join(", ") || "none";
  const rows: [string, Json][] = [
    ["offered in", `${result.seconds} s`],
    ["transactions offered", result.offered],
    ["taken", result.taken],
    ["refused, and offered again if busy", byCode(refused)],
    ["committed", result.committed],
    ["of them failed", byCode(failed)],
    ["not final in time", result.unfinished],
    ["committed a second", result.committedPerSecond],
    ...(options.operations === 1
      ? []
      : [["payments a second", result.paymentsPerSecond] as [string, Json]]),
    ["finality p50", `${finality["p50Ms"]} ms`],
    ["finality p90", `${finality["p90Ms"]} ms`],
    ["finality p99", `${finality["p99Ms"]} ms`],
    ["finality, slowest", `${finality["maxMs"]} ms`],
  ];
  const money = moved.map(({ account, before, after }) => [
    formatAccount(account),
    formatMinor(before, decimals),
    formatMinor(after, decimals),
  ]);
  return `${renderTable(["", ""], rows)}\n\n${renderTable(["account", `${formatAsset(asset)} before`, "after"], money)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
