import { field } from "../../primitives/fields/index.ts";
import { entries, summaries, summaryRecord } from "../../transactions/customs/exports/records.ts";
import { customsNumber } from "../../transactions/customs/lists/records.ts";
import { recordOrNull } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { of, optional } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** customs_entry: a summary application with the lists that are in it, by the number of its declaration or by its id. */
export const entry = defineMethod({
  name: "customs_entry",
  summary:
    "A summary application of exports, by its 18-character entryId or its id; null if there is none.",
  params: {
    entryId: optional(of(customsNumber, "The number that customs gave it.")),
    summary: optional(of(field.hash(), "The application's id.")),
  },
  result: nullable(summaryRecord.schema),
  errors: {},
  example: { params: { entryId: "514120260000000001" } },
  right: "read",
  refine: ({ entryId, summary }) =>
    (entryId === undefined) === (summary === undefined)
      ? "must name an application by entryId or by summary, one of them"
      : undefined,
  handle({ entryId, summary }, { ledger }) {
    const id = summary ?? entries.read(ledger, entryId!)?.summary;
    return recordOrNull(summaryRecord, id && summaries.read(ledger, id));
  },
});
