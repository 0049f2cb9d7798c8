import { country as countryCode } from "../../transactions/rules/records.ts";
import { field } from "../../primitives/fields/index.ts";
import {
  totalRecord,
  totals as records,
  totalsPrefix,
} from "../../transactions/fx/market/totals.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { monthInput } from "../month-input.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";

const place = field.text(80, /^[A-Za-z]{4}\/[0-9a-f]{64}$/, "must be `next` of the page before");

/** fx_totals: what a country's participants converted in a month, by currency and purpose. */
export const totals = defineMethod({
  name: "fx_totals",
  summary: "What a country's participants converted in a month of UTC, by assets and purpose.",
  params: {
    country: of(countryCode, "ISO 3166-1 alpha-2, like HK."),
    month: monthInput,
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({ totals: listOf(totalRecord.schema), next: nullable(text) }),
  errors: {},
  example: { params: { country: "HK", month: "2026-11" } },
  right: "read",
  async handle({ country, month, after, limit }, node) {
    const prefix = totalsPrefix(country, month);
    const start = after === undefined ? undefined : `${prefix}${after}`;
    const { entries, isLast } = await pageOf(node, prefix, start, limit);
    const next = isLast ? null : (entries.at(-1)?.key.slice(prefix.length) ?? null);
    return { totals: entries.map(({ value }) => totalRecord.toJson(records.decode(value))), next };
  },
});
