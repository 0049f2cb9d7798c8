import { formatAccount } from "../primitives/account-id.ts";
import { assetIssuer } from "../primitives/asset-id.ts";
import { equalBytes } from "../primitives/bytes.ts";
import { formatUuid } from "../primitives/fields/byte-strings.ts";
import { decode } from "../primitives/fields/codec.ts";
import type { Json } from "../primitives/fields/field.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { redemptions } from "../transactions/assets/records.ts";
import { accounts } from "../transactions/participants/records.ts";
import { approve } from "../transactions/payments/approve.ts";
import { TIME_OUT } from "../transactions/payments/codes.ts";
import { feesOf } from "../transactions/payments/fees.ts";
import { type PaymentRecord, payments } from "../transactions/payments/records.ts";
import { operationTypeByTag } from "../transactions/table.ts";
import { exchangeOf } from "./conversion-json.ts";
import type { RecordedChange } from "./context.ts";

/** Whose statement it is, and the ledger as it is now: what it says of a payment's parties never changes. */
export interface Whose {
  readonly account: Uint8Array;
  readonly asset: Uint8Array;
  readonly ledger: LedgerReader;
}

/** An operation, and the account that it acted for. */
export interface Acted {
  readonly tag: number;
  readonly source: Uint8Array;
  readonly body: Uint8Array;
}

type Details = { [name: string]: Json };

/** What an entry says besides the money, if an operation caused it: orders use the same names for the same things. */
export function detailsOfOperation({ tag, source, body }: Acted, of: Whose): Details {
  const type = operationTypeByTag(tag);
  const decoded = type === undefined ? undefined : decode(type.body, body);
  if (decoded?.ok !== true) return {}; // of a version that this program does not know
  const order: Readonly<Record<string, unknown>> = decoded.value;
  const { uetr, reference, redemption, reason } = order;
  const why = typeof reason === "string" ? { reason } : {};
  const payment = uetr instanceof Uint8Array ? payments.read(of.ledger, uetr) : undefined;
  if (payment !== undefined) {
    return {
      ...partyOf(otherPartyOf(payment, of.account), of),
      ...wordsOf(payment),
      ...exchangeOf(of.ledger, payment.uetr),
      ...(type === approve ? chargesOf(payment, of.account) : {}),
      ...why,
    };
  }
  const asked =
    redemption instanceof Uint8Array ? redemptions.read(of.ledger, redemption) : undefined;
  const words = reference ?? asked?.reference;
  return {
    ...partyOf(counterpartyOf(source, order, of), of),
    ...(typeof words === "string" ? { reference: words } : {}),
    ...why,
  };
}

/** The same of what a deadline caused, without a transaction. */
export function detailsOfSweep(
  { kind, id }: Extract<RecordedChange["cause"], { readonly kind: string }>,
  of: Whose,
): Details {
  const payment = kind === "payment.due" ? payments.read(of.ledger, id) : undefined;
  if (payment === undefined) return {};
  const party = partyOf(otherPartyOf(payment, of.account), of);
  return { ...party, ...wordsOf(payment), reason: TIME_OUT };
}

/** Whoever acts last on a payment, its money is between payer and receiver; an agent's fee is from who bears it. */
function otherPartyOf(
  { debtor, creditor, holding }: PaymentRecord,
  account: Uint8Array,
): Uint8Array {
  if (equalBytes(account, debtor)) return creditor;
  if (equalBytes(account, creditor)) return debtor;
  const agent = holding?.agents.find((one) => equalBytes(one.account, account));
  return agent?.borneBy === "creditor" ? creditor : debtor;
}

function wordsOf({ uetr, endToEndId }: PaymentRecord): Details {
  return {
    uetr: formatUuid(uetr),
    ...(endToEndId === undefined ? {} : { reference: endToEndId }),
  };
}

function chargesOf({ debtor, creditor, holding }: PaymentRecord, account: Uint8Array): Details {
  const isDebtor = equalBytes(account, debtor);
  if (holding === undefined || !(isDebtor || equalBytes(account, creditor))) return {};
  const charges = feesOf(holding.agents, isDebtor ? "debtor" : "creditor");
  return charges === 0n ? {} : { charges: charges.toString() };
}

/** Of what is no payment: who acted, or towards whom the account itself did; undefined of what it does with itself. */
function counterpartyOf(
  source: Uint8Array,
  { to, amount }: Readonly<Record<string, unknown>>,
  { account, asset }: Whose,
): Uint8Array | undefined {
  if (!equalBytes(source, account)) return source;
  const other =
    to instanceof Uint8Array ? to : amount === undefined ? undefined : assetIssuer(asset);
  return other === undefined || equalBytes(other, account) ? undefined : other;
}

function partyOf(other: Uint8Array | undefined, { ledger }: Whose): Details {
  if (other === undefined) return {};
  const name = accounts.read(ledger, other)?.participant;
  return {
    counterparty: formatAccount(other),
    ...(name === undefined ? {} : { counterpartyName: name }),
  };
}
