import type { AccountId } from "../../primitives/account-id.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { Ledger, LedgerReader } from "../../state/ledger.ts";
import { credit, release, takeHeld } from "../assets/balance.ts";
import { receiveFailures, whyNotReceive } from "../assets/control.ts";
import type { OperationContext } from "../definition.ts";
import { countConversion } from "../fx/market/totals.ts";
import { quoteFailures } from "../fx/quotes/use.ts";
import { isSuspended } from "../participants/records.ts";
import {
  type Agent,
  type Holding,
  type PaymentRecord,
  payments,
  type Step,
  STEPS_MAX,
  waitingPayments,
} from "./records.ts";
import { conversions, deliveredOf } from "./conversions.ts";
import { convertReserved, releaseReserved } from "./reserve.ts";
import { unspend } from "./spending.ts";

/** A block, and whose operation it is; absent where the ledger itself acts. */
export type Moment = Pick<OperationContext<unknown>, "height" | "timeMs"> & {
  readonly source?: AccountId;
};

/** A payment that waits for approvals. */
export type HeldPayment = PaymentRecord & { readonly holding: Holding };

export const heldFailures = {
  UNKNOWN_PAYMENT: "No payment has this UETR. Compare it with the sender's.",
  NOT_HELD: "The payment was made at once: there is nothing to approve. payment_get shows it.",
  PAYMENT_SETTLED: "The payment is settled and final. The creditor can send it back.",
  PAYMENT_REJECTED: "The payment was refused or has expired; the payer has the funds again.",
  PAYMENT_EXPIRED:
    "The payment's time has passed; the payer gets the funds back. It must be made anew.",
  NOT_AN_AGENT: "The source is none of the parties that the payment names. payment_get lists them.",
} as const;

/** A party's decision comes once. */
export const decisionFailures = {
  ...heldFailures,
  DECIDED_ALREADY: "The source has decided before, and a decision stays.",
} as const;

/** What can stand in a creditor's way when a payment is settled. */
export const settlementFailures = {
  ...receiveFailures,
  ASSET_FROZEN: "The issuer has frozen the asset for everybody. asset_get gives the reason.",
  CREDITOR_SUSPENDED:
    "The receiver is suspended. participant_get gives the reason; nothing was paid.",
  QUOTE_MAKER_BARRED: quoteFailures.QUOTE_MAKER_BARRED,
  AGENT_CANNOT_RECEIVE:
    "A party that charges a fee may not receive it: it is suspended, frozen, not authorised or above the holder limit. It asks the issuer.",
} as const;

/** The payment that an agent may act on now. */
export function openAs(
  ledger: LedgerReader,
  uetr: Uint8Array,
  { source, timeMs }: Pick<OperationContext<unknown>, "source" | "timeMs">,
):
  | { readonly ok: true; readonly payment: HeldPayment; readonly agent: Agent }
  | { readonly ok: false; readonly code: keyof typeof heldFailures } {
  const record = payments.read(ledger, uetr);
  if (record === undefined) return { ok: false, code: "UNKNOWN_PAYMENT" };
  const { holding } = record;
  if (holding === undefined) return { ok: false, code: "NOT_HELD" };
  const agent = holding.agents.find(({ account }) => equalBytes(account, source));
  if (agent === undefined) return { ok: false, code: "NOT_AN_AGENT" };
  if (record.status === "ACCC") return { ok: false, code: "PAYMENT_SETTLED" };
  if (record.status === "RJCT") return { ok: false, code: "PAYMENT_REJECTED" };
  if (timeMs > holding.expiresAt) return { ok: false, code: "PAYMENT_EXPIRED" };
  return { ok: true, payment: { ...record, holding }, agent };
}

/** The same payment after an agent's decision, which then waits for it no more. */
export function decide(
  ledger: Ledger,
  payment: HeldPayment,
  { account }: Agent,
  decision: "passed" | "refused",
): HeldPayment {
  ledger.delete(waitingPayments.key(account, payment.uetr));
  const agents = payment.holding.agents.map((one) =>
    equalBytes(one.account, account) ? { ...one, decision } : one,
  );
  return { ...payment, holding: { ...payment.holding, agents } };
}

/**
 * Everyone has approved: the creditor gets its amount and every agent its fee, all in this block. If the payment has a quote,
 * its maker is paid in the debtor's asset and gives what the creditor gets.
 */
export function settle(
  ledger: Ledger,
  payment: HeldPayment,
  moment: Moment,
): keyof typeof settlementFailures | undefined {
  const { debtor, creditor, uetr, holding } = payment;
  const { asset } = payment.amount;
  const delivered = deliveredOf(ledger, payment);
  if (isSuspended(ledger, creditor)) return "CREDITOR_SUSPENDED";
  const code = whyNotReceive(ledger, creditor, delivered);
  if (code !== undefined) return code;
  const charging = holding.agents.filter(({ fee }) => fee > 0n);
  const isBarred = ({ account, fee }: Agent) =>
    isSuspended(ledger, account) ||
    whyNotReceive(ledger, account, { asset, minor: fee }) !== undefined;
  if (charging.some(isBarred)) return "AGENT_CANNOT_RECEIVE";
  takeHeld(ledger, debtor, { asset, minor: holding.held });
  if (holding.quote !== undefined) {
    const conversion = conversions.read(ledger, uetr)!;
    const barred = convertReserved(ledger, holding.quote, conversion);
    if (barred !== undefined) return barred;
    const payer = { account: debtor, timeMs: moment.timeMs };
    countConversion(ledger, payer, conversion.gave, conversion.got, payment.purpose);
  }
  credit(ledger, creditor, delivered);
  for (const { account, fee } of charging) credit(ledger, account, { asset, minor: fee });
  const settled = { ...payment, status: "ACCC" as const };
  payments.write(ledger, withStep(settled, undefined, moment), uetr);
  return undefined;
}

/** The debtor has its funds again, and what was counted against its limits is not any more. */
export function reject(ledger: Ledger, payment: HeldPayment, reason: string, moment: Moment): void {
  const { debtor, uetr, timeMs, holding } = payment;
  const { asset } = payment.amount;
  release(ledger, debtor, { asset, minor: holding.held });
  unspend(ledger, debtor, payment.amount, timeMs);
  if (holding.quote !== undefined) releaseReserved(ledger, holding.quote, uetr);
  for (const { account } of holding.agents) ledger.delete(waitingPayments.key(account, uetr));
  const rejected = { ...payment, status: "RJCT" as const };
  payments.write(ledger, withStep(rejected, reason, moment), uetr);
}

/** The payment with one step more. Steps are bounded so that there is always room for the last one. */
export function withStep<Payment extends PaymentRecord>(
  payment: Payment,
  reason: string | undefined,
  { source, height, timeMs }: Moment,
): Payment {
  const step: Step = { status: payment.status, reason, by: source, height, timeMs };
  return { ...payment, steps: [...(payment.steps ?? []), step] };
}

/** Whether an agent may add a step: the last place is kept for the end. */
export function hasRoomForStep({ steps = [] }: PaymentRecord): boolean {
  return steps.length < STEPS_MAX - 1;
}
