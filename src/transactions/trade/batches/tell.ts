import { COUNTRY_CODES } from "../../../chain/country-codes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { unknownBatch } from "./batch-for.ts";
import { addBatchEvent, eventTerms } from "./history.ts";
import { batches, type BatchRecord, CUSTODIANS } from "./records.ts";
import { speakerFailures, TOLD, type Told, whyNotSay } from "./speakers.ts";

/** trade.batch.event: whoever has, moves or examines a batch says what happened to it. */
export const tellOfBatch = defineOperation({
  tag: 0x0541,
  name: "trade.batch.event",
  since: 9,
  summary: "Custodian, carrier, warehouse, inspection or customs says what happened to a batch.",
  signatories: [...CUSTODIANS, "inspection", "customs"],
  threshold: "low",
  body: field.record({ batch: field.hash(), event: field.choice(TOLD), ...eventTerms }),
  result: field.record({ place: field.count() }),
  failures: {
    ...unknownBatch,
    ...speakerFailures,
    UNKNOWN_COUNTRY: "The country is not an ISO 3166-1 alpha-2 code. Name where it happened.",
  },
  keys: ({ body }) => [batches.key(body.batch)],
  check: ({ body: { country } }) =>
    country === undefined || COUNTRY_CODES.has(country) ? undefined : "UNKNOWN_COUNTRY",
  apply({ source, body: { batch: id, event, ...said }, ...moment }, ledger) {
    const batch = batches.read(ledger, id);
    if (batch === undefined) return fail("UNKNOWN_BATCH");
    const why = whyNotSay(ledger, source, batch, event);
    if (why !== undefined) return fail(why);
    const steps = addBatchEvent(ledger, batch, event, { source, ...moment }, said);
    batches.write(ledger, { ...batch, failedInspection: hasFailed(batch, event), steps }, id);
    return done({ place: batch.steps });
  },
});

/** The last inspection counts, whichever office has made it. */
function hasFailed({ failedInspection }: BatchRecord, event: Told): boolean {
  if (event === "inspected-failed") return true;
  return event === "inspected-passed" ? false : failedInspection;
}
