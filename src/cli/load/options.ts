import type { Given } from "../command.ts";
import { textOption } from "../command.ts";
import { usageError } from "../errors.ts";

/** A load as it was asked for. */
export interface LoadOptions {
  /** As it was typed; absent: the smallest unit of what the first account has. */
  readonly amount: string | undefined;
  readonly operations: number;
  readonly array: number;
  /** Transactions a second; absent: as many as the node takes. */
  readonly rate: number | undefined;
  readonly seconds: number;
}

/** Signed for each second if no rate is given: more than four validators on a few cores take. */
export const MOST_PER_SECOND = 5_000;
const SECONDS_MAX = 24 * 3_600;

/** Reads the options of `portolan bench`. Throws a usage error: USAGE. */
export function loadOptions(given: Given): LoadOptions {
  const number = (name: string, max: number): number | undefined => {
    const typed = textOption(given, name);
    if (typed === undefined) return undefined;
    const value = /^[0-9]{1,9}$/.test(typed) ? Number(typed) : 0;
    if (value >= 1 && value <= max) return value;
    const message = `--${name}: "${typed}" is not a whole number from 1 to ${max}.`;
    throw usageError("USAGE", message);
  };
  return {
    amount: textOption(given, "amount"),
    operations: number("operations", 100) ?? 1,
    array: number("array", 100) ?? 10,
    rate: number("rate", 100_000),
    seconds: secondsOf(textOption(given, "duration") ?? "10"),
  };
}

/** 90, 90s, 5m or 1h. */
function secondsOf(typed: string): number {
  const [, digits, unit = "s"] = /^([0-9]{1,6})([smh])?$/.exec(typed) ?? [];
  const seconds = Number(digits) * { s: 1, m: 60, h: 3_600 }[unit as "s" | "m" | "h"];
  if (seconds >= 1 && seconds <= SECONDS_MAX) return seconds;
  const message = `--duration: "${typed}" is not a time from 1s to 24h.`;
  throw usageError("USAGE", message, "Write seconds, or a number with s, m or h: 90, 5m.");
}

/** The most transactions that a load hands in. */
export function transactionsMax({ rate, seconds }: LoadOptions): number {
  return Math.ceil((rate ?? MOST_PER_SECOND) * seconds);
}
