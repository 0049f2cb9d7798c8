import { percentileOf } from "../../primitives/histogram.ts";
import { participantName } from "../../chain/participant.ts";
import { field } from "../../primitives/fields/index.ts";
import type { Json } from "../../primitives/fields/field.ts";
import {
  statistics as records,
  statisticsPrefix,
  statisticsRecord,
} from "../../transactions/letters/statistics.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { monthInput } from "../month-input.ts";
import { pageOf } from "../page.ts";
import { integer, listOf, nullable, shape, text } from "../schemas.ts";

const place = field.text(81, /^[a-z0-9-]+\/[a-z0-9-]+$/, "must be `next` of the page before");

/** letter_statistics: what became of a month's letters, by bank and firm: counts and times, and nothing of their content. */
export const statistics = defineMethod({
  name: "letter_statistics",
  summary:
    "Confirmation letters that were issued in a month of UTC, by bank and firm: counts, and working days until the answer.",
  params: {
    month: monthInput,
    bank: optional(of(participantName, "Only letters to this bank.")),
    firm: optional(of(participantName, "Only letters of this firm; a page may then be short.")),
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({
    statistics: listOf(
      shape({
        bank: text,
        firm: text,
        counts: statisticsRecord.schema,
        /** Working days within which half, and nine in ten, of the answers came. */
        p50: nullable(integer),
        p90: nullable(integer),
      }),
    ),
    next: nullable(text),
  }),
  errors: {},
  example: { params: { month: "2026-11" } },
  right: "read",
  async handle({ month, bank, firm, after, limit }, node) {
    const all = statisticsPrefix(month);
    const prefix = bank === undefined ? all : `${all}${bank}/`;
    const start = after === undefined ? undefined : `${all}${after}`;
    const { entries, isLast } = await pageOf(node, prefix, start, limit);
    const lines = entries.flatMap(({ key, value }): Json[] => {
      const [ofBank, ofFirm] = key.slice(all.length).split("/") as [string, string];
      if (firm !== undefined && firm !== ofFirm) return [];
      const record = records.decode(value);
      const [p50, p90] = [50, 90].map((one) => percentileOf(record.turnaround, one) ?? null);
      const counts = statisticsRecord.toJson(record);
      return [{ bank: ofBank, firm: ofFirm, counts, p50: p50!, p90: p90! }];
    });
    const next = isLast ? null : (entries.at(-1)?.key.slice(all.length) ?? null);
    return { statistics: lines, next };
  },
});
