import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { balanceFailures, move } from "../assets/balance.ts";
import { balances } from "../assets/records.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import { accounts, type AccountRecord, participants } from "../participants/records.ts";
import { paymentDetails, payments } from "./records.ts";

function isSuspended(ledger: LedgerReader, { participant }: AccountRecord): boolean {
  return participants.read(ledger, participant)?.suspended !== undefined;
}

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
    UNKNOWN_ACCOUNT: "The receiving account is not registered. Check the address.",
    CREDITOR_SUSPENDED:
      "The council has suspended the receiver. participant_get gives the reason; nothing was paid.",
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
    const creditor = accounts.read(ledger, to);
    if (creditor === undefined) return fail("UNKNOWN_ACCOUNT");
    // Version 1 suspended the payer's side only; blocks of its epochs are judged by that for ever.
    if (protocolVersion >= 2 && isSuspended(ledger, creditor)) return fail("CREDITOR_SUSPENDED");
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
    };
    payments.write(ledger, record, uetr);
    return done({ delivered: amount });
  },
});
