import type { AccountId } from "../../../primitives/account-id.ts";
import type { Amount } from "../../../primitives/fields/ledger-kinds.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { balanceFailures, move } from "../../assets/balance.ts";
import { payFailures, receiveFailures, whyNotPay, whyNotReceive } from "../../assets/control.ts";
import type { OperationContext } from "../../definition.ts";
import { isSuspended } from "../../participants/records.ts";
import { payments } from "../../payments/records.ts";
import { recordSettled } from "../../payments/settled.ts";

/** As of every payment, but that an issuer limits what customers pay each other and not what they owe the state. */
export const settleFailures = {
  INSUFFICIENT_BALANCE: balanceFailures.INSUFFICIENT_BALANCE,
  ASSET_FROZEN: payFailures.ASSET_FROZEN,
  DEBTOR_FROZEN: payFailures.DEBTOR_FROZEN,
  DEBTOR_NOT_AUTHORISED: payFailures.DEBTOR_NOT_AUTHORISED,
  ...receiveFailures,
  CREDITOR_SUSPENDED:
    "The receiver is suspended. participant_get gives the reason; nothing was paid.",
  UETR_USED:
    "A payment with this UETR exists. Look it up with payment_get; if it is yours, it was paid.",
} as const;

interface Settlement {
  readonly from: AccountId;
  readonly to: AccountId;
  readonly amount: Amount;
  readonly uetr: Uint8Array;
  /** ISO 20022: tax payment or tax refund. */
  readonly purpose: "TAXS" | "TAXR";
}

/** Pays tax, or pays it back, as a payment like every other one; why it cannot otherwise. */
export function settle(
  ledger: Ledger,
  { from, to, amount, uetr, purpose }: Settlement,
  {
    operationId,
    height,
    timeMs,
  }: Pick<OperationContext<unknown>, "operationId" | "height" | "timeMs">,
): keyof typeof settleFailures | undefined {
  if (ledger.has(payments.key(uetr))) return "UETR_USED";
  if (isSuspended(ledger, to)) return "CREDITOR_SUSPENDED";
  const code =
    whyNotPay(ledger, from, { ...amount, minor: 0n }) ?? whyNotReceive(ledger, to, amount);
  if (code !== undefined && code !== "TRANSFER_LIMIT") return code;
  if (!move(ledger, from, to, amount)) return "INSUFFICIENT_BALANCE";
  const paid = { uetr, debtor: from, creditor: to, amount, purpose };
  recordSettled(ledger, paid, { operationId, height, timeMs });
  return undefined;
}
