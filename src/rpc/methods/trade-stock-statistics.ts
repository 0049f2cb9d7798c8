import type { Json } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import {
  stockDayRecord,
  stockDays,
  stockDaysPrefix,
} from "../../transactions/trade/stock/statistics/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { monthInput } from "../month-input.ts";
import { countersPage } from "../page.ts";
import { flag, listOf, nullable, shape, text } from "../schemas.ts";
import { GROUP_MIN } from "../small-groups.ts";

const place = field.text(20, /^[0-9-]+\/[0-9]{2}\/[0-9]{3}$/, "must be `next` of the page before");

/** Movements, how often a shelf ran empty, and a quantity for each way in or out. */
const counters = Object.entries(stockDayRecord.shape).map(
  ([name, { schema }]) => [name, nullable(schema)] as const,
);

type Parts = readonly [string, string, string];

/** trade_stockStatistics: what moved in warehouses, day by day. Small groups are there without numbers. */
export const tradeStockStatistics = defineMethod({
  name: "trade_stockStatistics",
  summary:
    "A month's movements of goods in warehouses by day of UTC, tariff chapter and unit, quantities in 0.00001 of it; groups of fewer than 5 movements without numbers.",
  params: {
    country: of(countryCode, "Of the warehouse, ISO 3166-1 alpha-2, like CN."),
    month: monthInput,
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({
    statistics: listOf(
      shape({
        ...{ day: text, chapter: text, unit: text, withheld: flag },
        ...Object.fromEntries(counters),
      }),
    ),
    next: nullable(text),
  }),
  errors: {},
  example: { params: { country: "CN", month: "2026-11" } },
  right: "read",
  async handle({ country, month, after, limit }, node) {
    const keys = {
      family: stockDaysPrefix(country, ""),
      within: stockDaysPrefix(country, month),
    };
    const { lines, next } = await countersPage(node, keys, { after, limit }, (parts, bytes) => {
      const [day, chapter, unit] = parts as Parts;
      const record = stockDays.decode(bytes);
      const withheld = record.movements < GROUP_MIN;
      const counts = stockDayRecord.toJson(record) as Readonly<Record<string, Json>>;
      const nothing = Object.fromEntries(counters.map(([name]) => [name, null]));
      return { day, chapter, unit, withheld, ...(withheld ? nothing : counts) };
    });
    return { statistics: lines, next };
  },
});
