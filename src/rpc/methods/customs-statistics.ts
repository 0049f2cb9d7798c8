import type { Json } from "../../primitives/fields/field.ts";
import { percentileOf } from "../../primitives/histogram.ts";
import { field } from "../../primitives/fields/index.ts";
import { dayRecord, days, daysPrefix } from "../../transactions/customs/statistics/records.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { monthInput } from "../month-input.ts";
import { countersPage } from "../page.ts";
import { integer, listOf, nullable, shape, text, words } from "../schemas.ts";

const place = field.text(24, /^[0-9-]+\/[a-z]+\/[0-9]{4}$/, "must be `next` of the page before");
type Members = Readonly<Record<string, Json>>;

/** customs_statistics: what happened to a country's lists, day by day: counts, value, tax and times, by direction and mode. */
export const statistics = defineMethod({
  name: "customs_statistics",
  summary:
    "A month's inventory lists by day of UTC, direction and mode: counts, value, tax, hours until release.",
  params: {
    country: of(countryCode, "ISO 3166-1 alpha-2, like CN."),
    month: monthInput,
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({
    statistics: listOf(
      shape({
        ...{ day: text, direction: words("import", "export"), mode: text },
        counts: dayRecord.schema,
        /** Mismatched of ten thousand that were declared. */
        mismatchRate: nullable(integer),
        /** Whole hours within which half, and nine in ten, were released. */
        ...{ p50: nullable(integer), p90: nullable(integer) },
      }),
    ),
    next: nullable(text),
  }),
  errors: {},
  example: { params: { country: "CN", month: "2026-11" } },
  right: "read",
  async handle({ country, month, after, limit }, node) {
    const keys = { family: daysPrefix(country, ""), within: daysPrefix(country, month) };
    const { lines, next } = await countersPage(node, keys, { after, limit }, (parts, value) => {
      const [day, direction, mode] = parts as [string, string, string];
      const record = days.decode(value);
      const { declared, mismatched, hours } = record;
      const mismatchRate = declared === 0 ? null : Math.floor((10_000 * mismatched) / declared);
      const [p50, p90] = [50, 90].map((one) => percentileOf(hours, one) ?? null) as [Json, Json];
      const counts = dayRecord.toJson(record) as Members;
      return { day, direction, mode, counts, mismatchRate, p50, p90 };
    });
    return { statistics: lines, next };
  },
});
