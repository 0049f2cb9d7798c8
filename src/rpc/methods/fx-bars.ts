import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { pairNamed } from "../../transactions/fx/book/pair.ts";
import { pairOf } from "../../transactions/fx/book/records.ts";
import {
  type BarLength,
  barLengths,
  barRecord,
  type BarRecord,
  bars as records,
} from "../../transactions/fx/market/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { momentInput } from "../moment-input.ts";
import { listOf, nullable, shape, time } from "../schemas.ts";

/** fx_bars: a pair's open, high, low and close with what was exchanged, by minutes of a day or hours of a year. */
export const bars = defineMethod({
  name: "fx_bars",
  summary:
    "A pair's prices and volumes by minute or hour of UTC, the newest first; null if it has no book.",
  params: {
    base: of(field.asset(), "CODE@issuer of what is bought and sold."),
    quote: of(field.asset(), "CODE@issuer of what it is paid in."),
    length: of(
      field.choice(["minute", "hour"]),
      `Of the last ${barLengths.minute.kept} minutes or the last ${barLengths.hour.kept} hours.`,
    ),
    before: optional(momentInput("Bars that begin before this; the newest, if left out.")),
    limit: limitInput,
  },
  /**
   * Prices in ticks of the pair, which fx_book gives. `limit` counts intervals: one in which nothing was exchanged has no bar.
   * `next` is `before` of the next page, null where no more are kept.
   */
  result: nullable(shape({ bars: listOf(barRecord.schema), next: nullable(time) })),
  errors: {},
  example: { params: { base: "HKD@gateway-hk", quote: "PHP@gateway-ph", length: "hour" } },
  right: "read",
  handle({ base, quote, length, before, limit = rpcLimits.pageDefault }, { ledger, chain }) {
    if (pairNamed(ledger, base, quote) === undefined) return null;
    const { ms, kept } = barLengths[length];
    const newest = Math.floor(chain.head().header.timeMs / ms);
    const last = before === undefined ? newest : Math.min(newest, Math.ceil(before / ms) - 1);
    const first = Math.max(last - limit + 1, newest - kept + 1, 0);
    const found = barsOf(ledger, pairOf(base, quote), length, first, last);
    const isAll = first <= Math.max(newest - kept + 1, 0);
    return { bars: found.map((one) => barRecord.toJson(one)), next: isAll ? null : first * ms };
  },
});

/** Bars by number of their interval since 1970, the newest first. */
function barsOf(
  ledger: LedgerReader,
  pair: Uint8Array,
  length: BarLength,
  first: number,
  last: number,
): BarRecord[] {
  const found: BarRecord[] = [];
  for (let number = last; number >= first; number--) {
    const start = number * barLengths[length].ms;
    const bar = records.read(ledger, pair, length, start);
    // A ring: what is there may be of a day or a year before.
    if (bar?.start === start) found.push(bar);
  }
  return found;
}
