import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { isOwnCountry, ownCountryFailures } from "../../rules/own-country.ts";
import { customsNumber } from "../lists/records.ts";
import { entries, summaries } from "./records.ts";

/** customs.summary.enter: customs gives a summary application the number of its declaration (CEB792). */
export const enterSummary = defineOperation({
  tag: 0x0429,
  name: "customs.summary.enter",
  since: 8,
  summary: "Customs gives a summary application its 18-character entryId (CEB792).",
  signatories: ["customs"],
  threshold: "medium",
  body: field.record({ summary: field.hash(), entryId: customsNumber }),
  result: field.record({ entryId: customsNumber }),
  failures: {
    ...ownCountryFailures,
    UNKNOWN_SUMMARY: "There is no summary application of this id. customs_entry shows them.",
    ENTERED_ALREADY: "The application has its number. A declaration is entered once.",
    NUMBER_USED: "Another declaration has this number. Compare it with the register.",
  },
  keys: ({ body }) => [summaries.key(body.summary), entries.key(body.entryId)],
  check: () => undefined,
  apply({ source, body: { summary: id, entryId } }, ledger) {
    const summary = summaries.read(ledger, id);
    if (summary === undefined) return fail("UNKNOWN_SUMMARY");
    if (!isOwnCountry(ledger, source, summary.customs)) return fail("NOT_YOUR_COUNTRY");
    if (summary.entryId !== undefined) return fail("ENTERED_ALREADY");
    if (ledger.has(entries.key(entryId))) return fail("NUMBER_USED");
    summaries.write(ledger, { ...summary, entryId }, id);
    entries.write(ledger, { summary: id }, entryId);
    return done({ entryId });
  },
});
