import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownAccount } from "../../participants/records.ts";
import { unknownBatch } from "./batch-for.ts";
import { addBatchEvent } from "./history.ts";
import { recallOf } from "./lineage.ts";
import { batches } from "./records.ts";

/** trade.batch.recall.lift: whoever has recalled a batch takes that back. */
export const liftRecall = defineOperation({
  tag: 0x0548,
  name: "trade.batch.recall.lift",
  since: 9,
  summary: "Whoever has recalled a batch lifts the recall.",
  signatories: ["merchant", "enterprise", "inspection", "regulator"],
  threshold: "medium",
  body: field.record({ batch: field.hash() }),
  result: field.record({
    /** Another recall that still reaches the batch: that of a batch that it was made from. */
    recalledWith: field.optional(field.hash()),
  }),
  failures: {
    ...unknownBatch,
    NOT_RECALLED:
      "The batch itself is not recalled. If one that it was made from is, lift that one: customs_trace names it.",
    NOT_YOUR_RECALL: "Another has ordered the recall and lifts it. customs_trace shows who.",
  },
  keys: ({ body }) => [batches.key(body.batch)],
  check: () => undefined,
  apply({ source, body: { batch: id }, ...moment }, ledger) {
    const batch = batches.read(ledger, id);
    if (batch === undefined) return fail("UNKNOWN_BATCH");
    const { recall } = batch;
    if (recall === undefined) return fail("NOT_RECALLED");
    if (recall.by !== ownAccount(ledger, source).participant) return fail("NOT_YOUR_RECALL");
    const steps = addBatchEvent(ledger, batch, "recall-lifted", { source, ...moment });
    const after = { ...batch, recall: undefined, steps };
    batches.write(ledger, after, id);
    return done({ recalledWith: recallOf(ledger, after)?.id });
  },
});
