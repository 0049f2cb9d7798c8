import { field } from "../../primitives/fields/index.ts";
import { claimants } from "../../transactions/customs/lists/claims.ts";
import { slipId, slipKey, slipRecord, slips } from "../../transactions/customs/orders/records.ts";
import { documentJson, documentSchema } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { isNamedOnce, of, optional, whole } from "../inputs.ts";

/** customs_payment: a payment slip, the lists that name it, and what happened to it. */
export const payment = defineMethod({
  name: "customs_payment",
  summary:
    "A declared payment slip by id, or by payment firm and number, with its history; null if there is none.",
  params: {
    id: optional(of(field.hash(), "The slip's id.")),
    payCode: optional(of(slipKey.payCode, "With payTransactionId: the payment firm's code.")),
    payTransactionId: optional(of(slipKey.payTransactionId, "With payCode: its number of it.")),
    fromStep: optional(whole(0, 1_000_000, "The first event of the history that is wanted.")),
  },
  result: documentSchema(slipRecord),
  errors: {},
  example: { params: { payCode: "440196000F", payTransactionId: "P-20261129-1" } },
  right: "read",
  refine: ({ id, payCode, payTransactionId }) =>
    isNamedOnce(id, payCode, payTransactionId)
      ? undefined
      : "must name a slip by id, or by payCode and payTransactionId",
  handle({ id, payCode, payTransactionId, fromStep }, { ledger }) {
    const of = id ?? slipId(payCode!, payTransactionId!);
    const found = slips.read(ledger, of);
    return documentJson(ledger, slipRecord, found, claimants(ledger, of), fromStep);
  },
});
