import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { addDeadline } from "../deadlines/deadlines.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import { recallReason } from "./codes.ts";
import { answerBy } from "./recall-answer.ts";
import { payments, waitingPayments } from "./records.ts";

/** payment.recall: the payer asks for a payment back (camt.056). After finality nothing is reversed: the receiver decides. */
export const recall = defineOperation({
  tag: 0x0106,
  name: "payment.recall",
  since: 3,
  summary: "Asks the receiver to send a payment back.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({ uetr: field.uuid(), reason: recallReason }),
  /** The last moment, milliseconds UTC, at which an answer is in time. */
  result: field.record({ answerBy: field.count() }),
  failures: {
    UNKNOWN_PAYMENT: "No payment has this UETR. Compare it with your own record.",
    NOT_THE_DEBTOR: "Only who paid it calls a payment back. Sign with the payer's key.",
    NOT_SETTLED:
      "The payment is not settled: there is nothing to send back. Ask one of its parties to refuse it.",
    RECALL_OPEN: "The payment is called back already, and the receiver has time to answer.",
    RETURNED_ALREADY: "The receiver has sent it back. payment_get shows when.",
  },
  keys: ({ body }) => [payments.key(body.uetr)],
  check: () => undefined,
  apply({ source, body: { uetr, reason }, height, timeMs }, ledger) {
    const payment = payments.read(ledger, uetr);
    if (payment === undefined) return fail("UNKNOWN_PAYMENT");
    if (!equalBytes(payment.debtor, source)) return fail("NOT_THE_DEBTOR");
    if (payment.status !== "ACCC") return fail("NOT_SETTLED");
    const { recall: before } = payment;
    if (before?.status === "accepted") return fail("RETURNED_ALREADY");
    const isOpen = before?.status === "requested" && timeMs <= before.answerBy;
    if (isOpen) return fail("RECALL_OPEN");
    const by = answerBy(ledger, payment.creditor, timeMs);
    const request = { reason, status: "requested" as const, refusal: undefined, answerBy: by };
    payments.write(ledger, { ...payment, recall: { ...request, height, timeMs } }, uetr);
    waitingPayments.write(ledger, { kind: "recall", height }, payment.creditor, uetr);
    addDeadline(ledger, by, "recall", uetr);
    return done({ answerBy: by });
  },
});
