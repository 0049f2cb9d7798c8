import type { AccountId } from "../../../primitives/account-id.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { field } from "../../../primitives/fields/index.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownAccount, participants } from "../../participants/records.ts";
import { ownCountryFailures } from "../../rules/own-country.ts";
import { isInCountryOf, unknownBatch } from "./batch-for.ts";
import { addBatchEvent } from "./history.ts";
import { batches, type BatchRecord, recallTerms } from "./records.ts";

/** trade.batch.recall: a producer or an office recalls a batch, and with it everything that was made from it. */
export const recallBatch = defineOperation({
  tag: 0x0547,
  name: "trade.batch.recall",
  since: 9,
  summary: "A producer or an office recalls a batch and everything that was made from it.",
  signatories: ["merchant", "enterprise", "inspection", "regulator"],
  threshold: "medium",
  body: field.record({ batch: field.hash(), ...recallTerms }),
  result: field.record({
    /** Of the batch itself. */
    parcels: field.count(),
    /** Batches that were made from it directly. */
    children: field.count(),
  }),
  failures: {
    ...unknownBatch,
    ...ownCountryFailures,
    NOT_YOUR_BATCH:
      "Another has produced the batch. Tell its producer, or inspection in the country where it is.",
    RECALLED_ALREADY:
      "The batch itself is recalled. An office's recall takes the place of its producer's, and no other does.",
  },
  keys: ({ body }) => [batches.key(body.batch)],
  check: () => undefined,
  apply({ source, body: { batch: id, ...terms }, ...moment }, ledger) {
    const batch = batches.read(ledger, id);
    if (batch === undefined) return fail("UNKNOWN_BATCH");
    const as = recallerOf(ledger, source, batch);
    if (typeof as === "string") return fail(as);
    const { office } = as;
    const { recall: before, parcels, children } = batch;
    const isFree = before === undefined || (office && !before.office);
    if (!isFree) return fail("RECALLED_ALREADY");
    const { height, timeMs } = moment;
    const recall = { ...terms, by: ownAccount(ledger, source).participant, office, height, timeMs };
    const said = { code: terms.reason, document: terms.notice };
    const steps = addBatchEvent(ledger, batch, "recalled", { source, ...moment }, said);
    batches.write(ledger, { ...batch, recall, steps }, id);
    return done({ parcels, children });
  },
});

/** As what the source recalls. A producer that customs has suspended can, too: nothing is safer for keeping it from that. */
function recallerOf(
  ledger: LedgerReader,
  source: AccountId,
  batch: BatchRecord,
): { readonly office: boolean } | "NOT_YOUR_BATCH" | "NOT_YOUR_COUNTRY" {
  const { participant } = ownAccount(ledger, source);
  const { roles } = participants.read(ledger, participant)!;
  const isOffice = roles.includes("inspection") || roles.includes("regulator");
  if (isOffice && isInCountryOf(ledger, source, batch)) return { office: true };
  const producer = enterprises.read(ledger, batch.producer)!;
  if (producer.participant === participant) return { office: false };
  return isOffice ? "NOT_YOUR_COUNTRY" : "NOT_YOUR_BATCH";
}
