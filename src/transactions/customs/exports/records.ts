import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";
import { documentNumber, guid } from "../codes.ts";
import { customsNumber, listKey } from "../lists/records.ts";
import { country } from "../../rules/records.ts";
import { participantName } from "../../../chain/participant.ts";

/** So many ids fit the body of an operation. */
export const SUMMED_LISTS_MAX = 100;

/** A summary application (CEB701): many released export lists become one declaration. */
export const summaryRecord = field.record({
  /** That of the operation. */
  id: field.hash(),
  guid,
  ...listKey,
  participant: participantName,
  customs: country,
  /** Master bill, if all went with one. */
  billNo: field.optional(documentNumber(37)),
  lists: field.list(field.hash(), SUMMED_LISTS_MAX, 1),
  /** The number of the declaration (CEB792); refund and financing hang on it. */
  entryId: field.optional(customsNumber),
  height: field.count(),
  timeMs: field.count(),
});
export type SummaryRecord = ValueOf<typeof summaryRecord>;

/** By id. */
export const summaries = stored(summaryRecord, entryKey("customs/summary"));
/** By list: the application that it is in. */
export const summaryOfList = stored(
  field.record({ summary: field.hash() }),
  entryKey("customs/summary-of"),
);
/** By the number of a declaration. */
export const entries = stored(
  field.record({ summary: field.hash() }),
  (entryId: string) => `customs/entry/${entryId}`,
);
