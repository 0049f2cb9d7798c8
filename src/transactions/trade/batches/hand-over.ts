import { participantName } from "../../../chain/participant.ts";
import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { participants } from "../../participants/records.ts";
import { batchForCustodian, custodianFailures } from "./batch-for.ts";
import { addBatchEvent } from "./history.ts";
import { recallOf } from "./lineage.ts";
import { batches, CUSTODIANS, quantity } from "./records.ts";

/** trade.batch.hand-over: a custodian offers a batch to another participant, or to nobody any more. */
export const handOverBatch = defineOperation({
  tag: 0x0544,
  name: "trade.batch.hand-over",
  since: 9,
  summary: "A custodian offers a batch to another, who takes it over, or withdraws the offer.",
  signatories: CUSTODIANS,
  threshold: "medium",
  body: field.record({ batch: field.hash(), to: field.optional(participantName) }),
  result: field.record({ left: quantity }),
  failures: {
    ...custodianFailures,
    UNKNOWN_PARTICIPANT:
      "No participant has this name. Compare it with participant_list, and mind the hyphens.",
    NO_CUSTODIAN:
      "The participant keeps no goods, or has the batch already. Offer it to another: a merchant, enterprise, platform, carrier or warehouse.",
    OFFER_OPEN:
      "The batch is offered to somebody already. Withdraw that first, by offering it to nobody.",
    NOTHING_OFFERED: "The batch is offered to nobody. There is no offer to withdraw.",
    NOTHING_LEFT: "Nothing of the batch is left to hand over. Hand over what was made from it.",
  },
  keys: ({ body }) => [batches.key(body.batch)],
  check: () => undefined,
  apply({ source, body: { batch: id, to }, ...moment }, ledger) {
    const batch = batchForCustodian(ledger, source, id);
    if (typeof batch === "string") return fail(batch);
    const { left } = batch;
    const isOffered = batch.offeredTo !== undefined;
    if (to === undefined) {
      if (!isOffered) return fail("NOTHING_OFFERED");
    } else {
      const receiver = participants.read(ledger, to);
      if (receiver === undefined) return fail("UNKNOWN_PARTICIPANT");
      const keepsGoods = receiver.roles.some((role) => CUSTODIANS.some((one) => one === role));
      if (!keepsGoods || to === batch.custodian) return fail("NO_CUSTODIAN");
      if (recallOf(ledger, batch) !== undefined) return fail("RECALLED");
      if (isOffered) return fail("OFFER_OPEN");
      if (left === 0n) return fail("NOTHING_LEFT");
    }
    const event = to === undefined ? "offer-withdrawn" : "offered";
    const steps = addBatchEvent(ledger, batch, event, { source, ...moment }, { to });
    batches.write(ledger, { ...batch, offeredTo: to, steps }, id);
    return done({ left });
  },
});
