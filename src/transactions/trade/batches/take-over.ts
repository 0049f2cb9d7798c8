import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownAccount } from "../../participants/records.ts";
import { takingFailures } from "./batch-for.ts";
import { addBatchEvent } from "./history.ts";
import { recallOf } from "./lineage.ts";
import { batches, CUSTODIANS, quantity } from "./records.ts";

/** trade.batch.take-over: the one to whom a batch was offered has it now. Custody changes here, and not with the offer. */
export const takeOverBatch = defineOperation({
  tag: 0x0545,
  name: "trade.batch.take-over",
  since: 9,
  summary: "A participant takes over a batch that was offered to it.",
  signatories: CUSTODIANS,
  threshold: "medium",
  body: field.record({ batch: field.hash() }),
  result: field.record({ left: quantity }),
  failures: {
    ...takingFailures,
    NOT_OFFERED:
      "The batch is not offered to you, or not any more. Its custodian offers it with trade.batch.hand-over.",
  },
  keys: ({ body }) => [batches.key(body.batch)],
  check: () => undefined,
  apply({ source, body: { batch: id }, ...moment }, ledger) {
    const batch = batches.read(ledger, id);
    if (batch === undefined) return fail("UNKNOWN_BATCH");
    const { participant } = ownAccount(ledger, source);
    if (batch.offeredTo !== participant) return fail("NOT_OFFERED");
    if (recallOf(ledger, batch) !== undefined) return fail("RECALLED");
    const steps = addBatchEvent(ledger, batch, "taken-over", { source, ...moment });
    const after = { ...batch, custodian: participant, offeredTo: undefined, steps };
    batches.write(ledger, after, id);
    return done({ left: batch.left });
  },
});
