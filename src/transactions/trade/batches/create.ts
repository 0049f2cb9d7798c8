import { dayOf } from "../../../primitives/civil-day.ts";
import { field } from "../../../primitives/fields/index.ts";
import { commodities } from "../../customs/commodities/records.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { inForce } from "../../customs/filing.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { addBatchEvent } from "./history.ts";
import { batches, batchId, batchRecord, firstBatchNo, UNTOUCHED } from "./records.ts";

/** trade.batch.create: a producer puts a batch of an article on the ledger, as it was made (docs/domain section 4, traceability). */
export const createBatch = defineOperation({
  tag: 0x0540,
  name: "trade.batch.create",
  since: 9,
  summary: "A producer puts a batch of an article on the ledger.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({
    producer: batchRecord.shape.producer,
    batchNo: firstBatchNo,
    itemNo: batchRecord.shape.itemNo,
    made: batchRecord.shape.made,
    origin: batchRecord.shape.origin,
    quantity: batchRecord.shape.quantity,
  }),
  result: field.record({ id: field.hash() }),
  failures: {
    ...ownEnterpriseFailures,
    ZERO_QUANTITY: "The quantity is zero. Say how much it is, in 0.00001 of the article's unit.",
    BATCH_EXISTS: "The producer has a batch of this number already. Give this one another number.",
    COMMODITY_NOT_ACTIVE:
      "The article is not on record or suspended. customs_commodities shows what is in force.",
    ORIGIN_DIFFERS:
      "The article is on record with another country of origin. File a change of it, or another article.",
    MADE_LATER: "The day on which it was made has not come anywhere. Compare it with the label.",
  },
  keys: ({ body: { producer, batchNo, itemNo } }) => [
    enterprises.key(producer),
    commodities.key(producer, itemNo),
    batches.key(batchId(producer, batchNo)),
  ],
  check: ({ body }) => (body.quantity > 0n ? undefined : "ZERO_QUANTITY"),
  apply({ source, body, ...moment }, ledger) {
    const { producer, batchNo, itemNo, quantity } = body;
    const { height, timeMs } = moment;
    const owner = ownEnterprise(ledger, source, producer, "merchant");
    if (typeof owner === "string") return fail(owner);
    const id = batchId(producer, batchNo);
    if (ledger.has(batches.key(id))) return fail("BATCH_EXISTS");
    const terms = inForce(commodities.read(ledger, producer, itemNo));
    if (terms === undefined) return fail("COMMODITY_NOT_ACTIVE");
    if (terms.origin !== body.origin) return fail("ORIGIN_DIFFERS");
    // Days are those of UTC, and east of it the next one has begun.
    if (body.made > dayOf(timeMs) + 1) return fail("MADE_LATER");
    const steps = addBatchEvent(ledger, { id, steps: 0 }, "created", { source, ...moment });
    const record = {
      ...UNTOUCHED,
      ...{ id, ...body, left: quantity, custodian: owner.participant },
      ...{ parents: [], ancestors: [], failedInspection: false, steps, height, timeMs },
    };
    batches.write(ledger, record, id);
    return done({ id });
  },
});
