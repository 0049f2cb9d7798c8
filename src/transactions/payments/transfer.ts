import { field } from "../../primitives/fields/index.ts";
import { balanceFailures, move } from "../assets/balance.ts";
import { payFailures, receiveFailures, whyNotPay, whyNotReceive } from "../assets/control.ts";
import { balances } from "../assets/records.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import { accounts, isSuspended } from "../participants/records.ts";
import { paymentDetails, payments } from "./records.ts";
import { spend, spendingFailures } from "./spending.ts";

/** payment.transfer: moves an amount of one asset from the source to another account, at once and for good. */
export const transfer = defineOperation({
  tag: 0x0101,
  name: "payment.transfer",
  since: 1,
  summary: "Moves an amount from the source to another account.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({
    to: field.account(),
    amount: field.amount(),
    /** ISO 20022 UETR, unique on this chain for ever. */
    uetr: field.uuid(),
    ...paymentDetails,
  }),
  result: field.record({ delivered: field.amount() }),
  failures: {
    ...balanceFailures,
    ...payFailures,
    ...receiveFailures,
    ...spendingFailures,
    UNKNOWN_ACCOUNT: "The receiving account is not registered. Check the address.",
    CREDITOR_SUSPENDED:
      "The receiver is suspended. participant_get gives the reason; nothing was paid.",
    UETR_USED:
      "A payment with this UETR exists. Look it up with payment_get; if it is yours, it was paid.",
  },
  keys: ({ source, body }) => [
    balances.key(source, body.amount.asset),
    balances.key(body.to, body.amount.asset),
    accounts.key(body.to),
    payments.key(body.uetr),
  ],
  check: ({ body }) => (body.amount.minor === 0n ? "ZERO_AMOUNT" : undefined),
  apply({ source, body, operationId, height, timeMs, protocolVersion }, ledger) {
    const { to, amount, uetr } = body;
    if (ledger.has(payments.key(uetr))) return fail("UETR_USED");
    if (!ledger.has(accounts.key(to))) return fail("UNKNOWN_ACCOUNT");
    // Version 1 suspended the payer's side only; blocks of its epochs are judged by that for ever.
    if (protocolVersion >= 2 && isSuspended(ledger, to)) return fail("CREDITOR_SUSPENDED");
    const code =
      whyNotPay(ledger, source, amount) ??
      whyNotReceive(ledger, to, amount) ??
      spend(ledger, source, amount, timeMs);
    if (code !== undefined) return fail(code);
    if (!move(ledger, source, to, amount)) return fail("INSUFFICIENT_BALANCE");
    const record = {
      uetr,
      debtor: source,
      creditor: to,
      amount,
      endToEndId: body.endToEndId,
      purpose: body.purpose,
      chargeBearer: body.chargeBearer,
      remittanceHash: body.remittanceHash,
      recipientTag: body.recipientTag,
      status: "ACCC" as const,
      operation: operationId,
      height,
      timeMs,
      holding: undefined,
      steps: undefined,
      recall: undefined,
      returns: undefined,
    };
    payments.write(ledger, record, uetr);
    return done({ delivered: amount });
  },
});
