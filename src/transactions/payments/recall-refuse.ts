import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import { recallRefusal } from "./codes.ts";
import { payments, waitingPayments } from "./records.ts";

/** payment.recall.refuse: the receiver says why it does not send a payment back (camt.029). */
export const recallRefuse = defineOperation({
  tag: 0x0107,
  name: "payment.recall.refuse",
  since: 3,
  summary: "Refuses to send a payment back, with a reason.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({ uetr: field.uuid(), reason: recallRefusal }),
  result: field.record({ uetr: field.uuid() }),
  failures: {
    UNKNOWN_PAYMENT: "No payment has this UETR. Compare it with the request.",
    NOT_THE_CREDITOR: "Only who received it answers a recall. Sign with the receiver's key.",
    NOT_RECALLED: "Nobody has called the payment back. Nothing is left to answer.",
    RECALL_CLOSED: "The recall was answered, or its time has passed. payment_get shows it.",
  },
  keys: ({ body }) => [payments.key(body.uetr)],
  check: () => undefined,
  apply({ source, body: { uetr, reason }, timeMs }, ledger) {
    const payment = payments.read(ledger, uetr);
    if (payment === undefined) return fail("UNKNOWN_PAYMENT");
    if (!equalBytes(payment.creditor, source)) return fail("NOT_THE_CREDITOR");
    const { recall } = payment;
    if (recall === undefined) return fail("NOT_RECALLED");
    if (recall.status !== "requested" || timeMs > recall.answerBy) return fail("RECALL_CLOSED");
    const refused = { ...recall, status: "refused" as const, refusal: reason };
    payments.write(ledger, { ...payment, recall: refused }, uetr);
    ledger.delete(waitingPayments.key(source, uetr));
    return done({ uetr });
  },
});
