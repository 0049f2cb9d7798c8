import type { Json } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { percentileOf } from "../../primitives/histogram.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import {
  tradeDayRecord,
  tradeDays,
  tradeDaysPrefix,
} from "../../transactions/trade/mall/statistics/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { monthInput } from "../month-input.ts";
import { countersPage } from "../page.ts";
import { flag, integer, listOf, minor, nullable, shape, text, words } from "../schemas.ts";
import { GROUP_MIN } from "../small-groups.ts";

const place = field.text(24, /^[0-9-]+\/[a-z]+\/[0-9A-Z]+$/, "must be `next` of the page before");
type Members = Readonly<Record<string, Json>>;

/** trade_statistics: what happened to orders of malls, day by day. Money and times of a day with few orders are withheld. */
export const tradeStatistics = defineMethod({
  name: "trade_statistics",
  summary:
    "A month's orders of malls by day of UTC, direction and kind of sale: counts, value, refunds, half days until done; money and times of fewer than 5 orders withheld.",
  params: {
    country: of(countryCode, "Of the platform, ISO 3166-1 alpha-2, like CN."),
    month: monthInput,
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({
    statistics: listOf(
      shape({
        ...{ day: text, direction: words("import", "export"), sale: text, withheld: flag },
        /** Of each step, how often it was taken. */
        counts: shape(
          Object.fromEntries(
            Object.keys(countsOf(tradeDayRecord.shape)).map((of) => [of, integer]),
          ),
        ),
        ...{ value: nullable(minor), refunded: nullable(minor) },
        /** Half days within which half, and nine in ten, of what was done were done. */
        ...{ p50: nullable(integer), p90: nullable(integer) },
      }),
    ),
    next: nullable(text),
  }),
  errors: {},
  example: { params: { country: "CN", month: "2026-11" } },
  right: "read",
  async handle({ country, month, after, limit }, node) {
    const keys = { family: tradeDaysPrefix(country, ""), within: tradeDaysPrefix(country, month) };
    const { lines, next } = await countersPage(node, keys, { after, limit }, (parts, bytes) => {
      const [day, direction, sale] = parts as [string, string, string];
      const record = tradeDays.decode(bytes);
      const counts = countsOf(tradeDayRecord.toJson(record) as Members);
      const group = { day, direction, sale, counts };
      if (record.placed < GROUP_MIN) {
        return { ...group, withheld: true, value: null, refunded: null, p50: null, p90: null };
      }
      const { value, refunded, halfDays } = record;
      const [p50, p90] = [50, 90].map((one) => percentileOf(halfDays, one) ?? null) as [Json, Json];
      const money = { value: value.toString(), refunded: refunded.toString() };
      return { ...group, withheld: false, ...money, p50, p90 };
    });
    return { statistics: lines, next };
  },
});

/** Everything of a day but money and times. */
function countsOf<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  const others = ["value", "refunded", "halfDays"];
  return Object.fromEntries(Object.entries(record).filter(([name]) => !others.includes(name)));
}
