import { equalBytes, toHex } from "../../primitives/bytes.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import type { RecordOf } from "../../primitives/fields/composites.ts";
import { field } from "../../primitives/fields/index.ts";
import type { Ledger } from "../../state/ledger.ts";
import { balanceFailures, credit, debit } from "../assets/balance.ts";
import { payFailures, receiveFailures, whyNotPay, whyNotReceive } from "../assets/control.ts";
import { done, fail, type OperationContext } from "../definition.ts";
import { countConversion } from "../fx/market/totals.ts";
import { type Converted, pathFailures, type Payer } from "../fx/paths/convert.ts";
import { type Hop, legs, path } from "../fx/paths/records.ts";
import { accounts, isSuspended } from "../participants/records.ts";
import { type ConversionRecord, conversions } from "./conversions.ts";
import { paymentDetails, payments } from "./records.ts";
import { spend, spendingFailures } from "./spending.ts";

/** What both kinds of path payment say beside their amounts. */
export const pathBody = {
  to: field.account(),
  /** The exchanges, in order; the last one's asset is delivered. */
  path,
  /** ISO 20022 UETR, unique on this chain for ever. */
  uetr: field.uuid(),
  ...paymentDetails,
} as const;

export const pathResult = field.record({
  sent: field.amount(),
  delivered: field.amount(),
  legs,
});

export const pathPaymentFailures = {
  ...balanceFailures,
  ...payFailures,
  ...receiveFailures,
  ...spendingFailures,
  ...pathFailures,
  ASSET_TWICE: "An asset stands on the path twice. Name each once, and not the one that is sent.",
  WRONG_END: "The path does not end with the asset that is delivered. Name that one last.",
  UNKNOWN_ACCOUNT: "The receiving account is not registered. Check the address.",
  CREDITOR_SUSPENDED:
    "The receiver is suspended. participant_get gives the reason; nothing was paid.",
  UETR_USED:
    "A payment with this UETR exists. Look it up with payment_get; if it is yours, it was paid.",
} as const;

/** What is wrong with a path whatever the ledger says. */
export function whyNoPath(
  from: Uint8Array,
  hops: readonly Hop[],
  to: Uint8Array,
): "ASSET_TWICE" | "WRONG_END" | undefined {
  const assets = [from, ...hops.map(({ asset }) => asset)];
  if (new Set(assets.map(toHex)).size < assets.length) return "ASSET_TWICE";
  return equalBytes(assets.at(-1)!, to) ? undefined : "WRONG_END";
}

type PathOrder = RecordOf<typeof pathBody>;

/** Why nobody can be paid by this order, before anything is exchanged. */
function whyNotBegin(
  ledger: Ledger,
  { to, uetr }: PathOrder,
): "UETR_USED" | "UNKNOWN_ACCOUNT" | "CREDITOR_SUSPENDED" | undefined {
  if (ledger.has(payments.key(uetr))) return "UETR_USED";
  if (!ledger.has(accounts.key(to))) return "UNKNOWN_ACCOUNT";
  return isSuspended(ledger, to) ? "CREDITOR_SUSPENDED" : undefined;
}

/** A path payment of either kind: the path is gone, judged by its ends, and paid. */
export function payAlong<Limit extends string>(
  context: OperationContext<PathOrder>,
  ledger: Ledger,
  convert: (payer: Payer) => Converted,
  limit: (sent: Amount, delivered: Amount) => Limit | undefined,
) {
  const { source: account, body, timeMs, height, looks } = context;
  const barred = whyNotBegin(ledger, body);
  if (barred !== undefined) return fail(barred);
  const converted = convert({ account, timeMs, height, looks });
  if (!converted.ok) return fail(converted.code);
  const made = [...converted.legs];
  const [sent, delivered] = [made[0]!.gave, made.at(-1)!.got];
  const beyond = limit(sent, delivered);
  if (beyond !== undefined) return fail(beyond);
  const unpaid = pay(context, ledger, { gave: sent, got: delivered, legs: made });
  return unpaid === undefined ? done({ sent, delivered, legs: made }) : fail(unpaid);
}

type PaidFailure = keyof (typeof payFailures & typeof receiveFailures & typeof spendingFailures);

/** Payer and receiver: the exchanges of the path are made, and the payment is written. */
function pay(
  { source, body, operationId, height, timeMs }: OperationContext<PathOrder>,
  ledger: Ledger,
  conversion: ConversionRecord,
): PaidFailure | "INSUFFICIENT_BALANCE" | undefined {
  const { gave, got } = conversion;
  const { to, uetr, endToEndId, purpose, chargeBearer, remittanceHash, recipientTag } = body;
  // What somebody exchanges for itself is not spent.
  const isOwn =
    accounts.read(ledger, to)?.participant === accounts.read(ledger, source)?.participant;
  const barred =
    whyNotPay(ledger, source, gave) ??
    whyNotReceive(ledger, to, got) ??
    (isOwn ? undefined : spend(ledger, source, gave, timeMs));
  if (barred !== undefined) return barred;
  if (!debit(ledger, source, gave)) return "INSUFFICIENT_BALANCE";
  credit(ledger, to, got);
  const record = {
    ...{ uetr, debtor: source, creditor: to, amount: gave },
    ...{ endToEndId, purpose, chargeBearer, remittanceHash, recipientTag },
    ...{ status: "ACCC" as const, operation: operationId, height, timeMs },
    ...{ holding: undefined, steps: undefined, recall: undefined, returns: undefined },
  };
  payments.write(ledger, record, uetr);
  countConversion(ledger, { account: source, timeMs }, gave, got, purpose);
  conversions.write(ledger, conversion, uetr);
  return undefined;
}
