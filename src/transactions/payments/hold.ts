import { equalBytes, toHex } from "../../primitives/bytes.ts";
import type { AccountId } from "../../primitives/account-id.ts";
import type { Role } from "../../chain/participant.ts";
import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { balanceFailures, hold as holdBalance } from "../assets/balance.ts";
import { payFailures, whyNotPay } from "../assets/control.ts";
import { balances } from "../assets/records.ts";
import { addDeadline } from "../deadlines/deadlines.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import { accounts, isSuspended, ownerOf } from "../participants/records.ts";
import { reserve, reserveFailures } from "./reserve.ts";
import { parameterAt } from "../rules/parameter-at.ts";
import { bearerOf, feeOf, feesOf } from "./fees.ts";
import { withStep } from "./held.ts";
import {
  type Agent,
  AGENTS_MAX,
  paymentDetails,
  payments,
  side,
  waitingPayments,
} from "./records.ts";
import { spend, spendingFailures } from "./spending.ts";

/** Who can be asked to approve payments. */
export const AGENT_ROLES: readonly Role[] = [
  "bank",
  "gateway",
  "wallet",
  "settlement-bank",
  "liquidity-provider",
  "payment-firm",
  "platform",
  "regulator",
];

const HOUR_MS = 3_600_000;

/**
 * payment.hold: the gateway network's normal payment (docs/domain section 1). Its funds are on hold until the parties
 * that it names have approved, in any order; the last approval settles it. A refusal or the expiry returns them.
 */
export const hold = defineOperation({
  tag: 0x0102,
  name: "payment.hold",
  since: 3,
  summary: "Puts a payment on hold until the parties that it names have approved it.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({
    to: field.account(),
    amount: field.amount(),
    /** ISO 20022 UETR, unique on this chain for ever. */
    uetr: field.uuid(),
    ...paymentDetails,
    /** Who must approve, and on whose side it is: that says who bears its fee under SHAR and SLEV. */
    agents: field.list(field.record({ account: field.account(), side }), AGENTS_MAX, 1),
    /** The last block time, milliseconds UTC, at which it may be approved. */
    expiresAt: field.count(),
    /** The most that the payer agrees to pay in fees, in minor units of the asset. */
    feesMax: field.optional(field.uint64()),
    /** The firm quote that converts it when it is settled. */
    quote: field.optional(field.hash()),
  }),
  /** What is on hold, fees included, and what the creditor will get. */
  result: field.record({ held: field.amount(), deliver: field.amount(), fees: field.uint64() }),
  failures: {
    ...balanceFailures,
    ...payFailures,
    ...spendingFailures,
    UNKNOWN_ACCOUNT: "The receiving account is not registered. Check the address.",
    CREDITOR_SUSPENDED:
      "The receiver is suspended. participant_get gives the reason; nothing was held.",
    UETR_USED: "A payment with this UETR exists. Look it up with payment_get.",
    DUPLICATE_AGENT: "A party is named twice. Name each party once.",
    AGENT_IS_PARTY: "Payer and receiver cannot approve their own payment. Name others.",
    UNKNOWN_AGENT: "A party's account is not registered. Check the address.",
    AGENT_ROLE:
      "A party has no role that approves payments. Banks, gateways, wallets, payment firms, platforms and regulators do.",
    EXPIRY_OUT_OF_RANGE:
      "The expiry must lie ahead, as far as the regulator of the payer's country allows at most: parameter_list shows it.",
    FEES_ABOVE_MAX:
      "The parties charge the payer more than feesMax. payment_fees shows what; agree to more or name others.",
    FEES_ABOVE_AMOUNT: "The fees that the receiver bears leave nothing of the amount. Pay more.",
    ...reserveFailures,
  },
  keys: ({ source, body }) => [
    balances.key(source, body.amount.asset),
    accounts.key(body.to),
    payments.key(body.uetr),
  ],
  check({ source, body }) {
    if (body.amount.minor === 0n) return "ZERO_AMOUNT";
    const agents = body.agents.map(({ account }) => account);
    if (new Set(agents.map(toHex)).size !== agents.length) return "DUPLICATE_AGENT";
    const isParty = (one: AccountId) => equalBytes(one, source) || equalBytes(one, body.to);
    return agents.some(isParty) ? "AGENT_IS_PARTY" : undefined;
  },
  apply({ source, body, operationId, height, timeMs }, ledger) {
    const { to, amount, uetr, expiresAt } = body;
    if (ledger.has(payments.key(uetr))) return fail("UETR_USED");
    if (!ledger.has(accounts.key(to))) return fail("UNKNOWN_ACCOUNT");
    if (isSuspended(ledger, to)) return fail("CREDITOR_SUSPENDED");
    const isTooLong = expiresAt > timeMs + longestWaitMs(ledger, source, timeMs);
    if (expiresAt <= timeMs || isTooLong) return fail("EXPIRY_OUT_OF_RANGE");
    const wrong = body.agents.map(({ account }) => whyNoAgent(ledger, account));
    const first = wrong.find((code) => code !== undefined);
    if (first !== undefined) return fail(first);

    const agents = body.agents.map(({ account, side }): Agent => {
      const fee = feeOf(ledger, account, amount.asset, amount.minor);
      const borneBy = bearerOf(body.chargeBearer, side);
      return { account, side, decision: "waiting", fee, borneBy };
    });
    const [byDebtor, byCreditor] = [feesOf(agents, "debtor"), feesOf(agents, "creditor")];
    const fees = byDebtor + byCreditor;
    if (body.feesMax !== undefined && byDebtor > body.feesMax) return fail("FEES_ABOVE_MAX");
    if (byCreditor >= amount.minor) return fail("FEES_ABOVE_AMOUNT");

    const held = { asset: amount.asset, minor: amount.minor + byDebtor };
    const left = { asset: amount.asset, minor: amount.minor - byCreditor };
    const reserved = reserve(ledger, body, left, { account: source, timeMs });
    if (!reserved.ok) return fail(reserved.code);
    const { deliver } = reserved;
    const code = whyNotPay(ledger, source, amount) ?? spend(ledger, source, amount, timeMs);
    if (code !== undefined) return fail(code);
    if (!holdBalance(ledger, source, held)) return fail("INSUFFICIENT_BALANCE");

    for (const { account } of agents) {
      waitingPayments.write(ledger, { kind: "payment", height }, account, uetr);
    }
    addDeadline(ledger, expiresAt, "payment", uetr);
    const { endToEndId, purpose, chargeBearer, remittanceHash, recipientTag, quote } = body;
    const record = {
      ...{ uetr, debtor: source, creditor: to, amount },
      ...{ endToEndId, purpose, chargeBearer, remittanceHash, recipientTag },
      ...{ status: "ACSP" as const, operation: operationId, height, timeMs },
      holding: { agents, expiresAt, held: held.minor, deliver: deliver.minor, quote },
      ...{ steps: undefined, recall: undefined, returns: undefined },
    };
    payments.write(ledger, withStep(record, "G000", { source, height, timeMs }), uetr);
    return done({ held, deliver, fees });
  },
});

/** How long a held payment may wait, as the regulator of the payer's country says. */
function longestWaitMs(ledger: LedgerReader, source: AccountId, timeMs: number): number {
  const country = ownerOf(ledger, source)?.country ?? "";
  return Number(parameterAt(ledger, country, "held-payment-hours-max", timeMs).value) * HOUR_MS;
}

function whyNoAgent(
  ledger: LedgerReader,
  account: AccountId,
): "UNKNOWN_AGENT" | "AGENT_ROLE" | undefined {
  const owner = ownerOf(ledger, account);
  if (owner === undefined) return "UNKNOWN_AGENT";
  return owner.roles.some((role) => AGENT_ROLES.includes(role)) ? undefined : "AGENT_ROLE";
}
