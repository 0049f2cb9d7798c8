import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import type { Ledger } from "../../state/ledger.ts";
import { balanceFailures, move } from "../assets/balance.ts";
import { payFailures, receiveFailures, whyNotPay, whyNotReceive } from "../assets/control.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import { isSuspended } from "../participants/records.ts";
import { reasonCode } from "./codes.ts";
import { deliveredOf } from "./conversions.ts";
import { type PaymentRecord, payments, RETURNS_MAX, waitingPayments } from "./records.ts";

/** A return is paid by the payment's receiver to its payer: the sentences say which of the two is meant. */
const returnFailures = {
  DEBTOR_FROZEN:
    "The issuer has frozen what the source, which sends the payment back, has of this asset.",
  DEBTOR_NOT_AUTHORISED:
    "The issuer has not authorised the source, which sends the payment back, to hold this asset.",
  CREDITOR_FROZEN:
    "The issuer has frozen what the payment's payer has of this asset. Send it back when that ends.",
  CREDITOR_NOT_AUTHORISED:
    "The issuer has not authorised the payment's payer to hold this asset. The payer asks the issuer.",
  HOLDER_LIMIT:
    "The payment's payer would have more than the issuer lets one account hold. asset_get shows the limit.",
} as const;

/** payment.return: the receiver sends a payment back, whole or in part, linked to it (pacs.004). It answers a recall too. */
export const returnPayment = defineOperation({
  tag: 0x0108,
  name: "payment.return",
  since: 3,
  summary: "Sends a payment back to its payer, whole or in part.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({
    uetr: field.uuid(),
    /** In minor units of what the source received: of a converted payment, the asset that it was converted to. */
    minor: field.uint64(),
    reason: reasonCode,
  }),
  result: field.record({ returned: field.amount(), inAll: field.uint64() }),
  failures: {
    ...balanceFailures,
    ...payFailures,
    ...receiveFailures,
    ...returnFailures,
    UNKNOWN_PAYMENT: "No payment has this UETR. Compare it with what you received.",
    NOT_THE_CREDITOR: "Only who received it sends a payment back. Sign with the receiver's key.",
    NOT_SETTLED: "The payment is not settled: nothing was received.",
    RETURN_ABOVE_PAID: "With this more would go back than was received. payment_get shows both.",
    TOO_MANY_RETURNS: `A payment is sent back in ${RETURNS_MAX} parts at most. Pay the rest as a new payment.`,
    DEBTOR_SUSPENDED:
      "The payment's payer is suspended and cannot be paid. participant_get says why.",
  },
  keys: ({ source, body }) => [payments.key(body.uetr), waitingPayments.key(source, body.uetr)],
  check: ({ body }) => (body.minor === 0n ? "ZERO_AMOUNT" : undefined),
  apply({ source, body: { uetr, minor, reason }, operationId, height, timeMs }, ledger) {
    const payment = payments.read(ledger, uetr);
    if (payment === undefined) return fail("UNKNOWN_PAYMENT");
    const { debtor, creditor, status, returns = [] } = payment;
    if (!equalBytes(creditor, source)) return fail("NOT_THE_CREDITOR");
    if (status !== "ACCC") return fail("NOT_SETTLED");
    if (returns.length === RETURNS_MAX) return fail("TOO_MANY_RETURNS");
    const inAll = returns.reduce((sum, one) => sum + one.minor, minor);
    const received = deliveredOf(ledger, payment);
    if (inAll > received.minor) return fail("RETURN_ABOVE_PAID");
    if (isSuspended(ledger, debtor)) return fail("DEBTOR_SUSPENDED");
    const amount = { asset: received.asset, minor };
    const code = whyNotPay(ledger, source, amount) ?? whyNotReceive(ledger, debtor, amount);
    if (code !== undefined) return fail(code);
    if (!move(ledger, source, debtor, amount)) return fail("INSUFFICIENT_BALANCE");
    const one = { minor, reason, operation: operationId, height, timeMs };
    const recall = closeRecall(ledger, payment);
    payments.write(ledger, { ...payment, recall, returns: [...returns, one] }, uetr);
    return done({ returned: amount, inAll });
  },
});

/** A return answers what was asked, in time or late. */
function closeRecall(ledger: Ledger, { uetr, creditor, recall }: PaymentRecord) {
  if (recall === undefined) return undefined;
  ledger.delete(waitingPayments.key(creditor, uetr));
  return { ...recall, status: "accepted" as const };
}
