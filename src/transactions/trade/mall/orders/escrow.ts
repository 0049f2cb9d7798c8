import { toHex } from "../../../../primitives/bytes.ts";
import type { AccountId } from "../../../../primitives/account-id.ts";
import { field } from "../../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader, Writes } from "../../../../state/ledger.ts";
import type { Moment } from "../../../customs/history.ts";
import { credit, hold, takeHeld } from "../../../assets/balance.ts";
import { whyNotReceive } from "../../../assets/control.ts";
import { balances } from "../../../assets/records.ts";
import { isSuspended } from "../../../participants/records.ts";
import { pairKey } from "../../../entry-key.ts";
import { stored } from "../../../stored.ts";
import { countRefund } from "../statistics/count.ts";
import { type PayoutPurpose, recordPayout } from "./payout.ts";
import type { Payout } from "./steps.ts";
import { type MallOrder, NO_PORTION, type Portion } from "./records.ts";

/** By who keeps it and asset: what is in escrow of all orders together. Minor units. */
const PREFIX = "trade/escrow/";
export const escrows = stored(field.record({ minor: field.uint64() }), pairKey("trade/escrow"));

export const sumOf = ({ goods, tax }: Portion): bigint => goods + tax;
const plus = (one: Portion, other: Portion): Portion => ({
  goods: one.goods + other.goods,
  tax: one.tax + other.tax,
});
export const minus = (one: Portion, other: Portion): Portion => ({
  goods: one.goods - other.goods,
  tax: one.tax - other.tax,
});
/** Whether there is so much of both. */
export const isWithin = (some: Portion, all: Portion): boolean =>
  some.goods <= all.goods && some.tax <= all.tax;

/** What was paid to its holder is on hold there from now on; false if it has less. */
export function putInEscrow(ledger: Ledger, order: MallOrder): boolean {
  const { holder, asset, whole } = order;
  if (!hold(ledger, holder, { asset, minor: sumOf(whole) })) return false;
  count(ledger, order, sumOf(whole));
  return true;
}

export const escrowFailures = {
  BUYER_BARRED:
    "The buyer cannot be paid now: it is suspended, frozen or not authorised. account_balances shows it; the money stays in escrow.",
  SELLER_BARRED:
    "One of those who are to be paid cannot be now: it is suspended, frozen or not authorised. The money stays in escrow.",
} as const;

/** What a payment out of escrow did: the order after it, not written, and what left. */
export interface PaidOut {
  readonly order: MallOrder;
  readonly payouts: readonly Payout[];
}

/** A part goes back to the buyer; or why not, and nothing is written. */
export function refund(
  ledger: Ledger,
  order: MallOrder,
  back: Portion,
  moment: Moment,
): PaidOut | "BUYER_BARRED" {
  const minor = sumOf(back);
  if (minor > 0n && isBarred(ledger, order, order.payer, minor)) return "BUYER_BARRED";
  const payouts = payOut(ledger, order, [[order.payer, minor]], "REFU", moment);
  countRefund(ledger, order, minor, moment.timeMs);
  const refunded = plus(order.refunded, back);
  return { order: { ...order, escrow: minus(order.escrow, back), refunded }, payouts };
}

/**
 * All that is left goes to those who sold: their parts of the price as far as it was not refunded, the tax to the platform, which
 * owes it, and the rest to the merchant; or why not, and nothing is written.
 */
export function releaseAll(
  ledger: Ledger,
  order: MallOrder,
  moment: Moment,
): PaidOut | "SELLER_BARRED" {
  const { escrow, whole, dues, platform, payee } = order;
  const shares = dues.map(({ account, minor }): [AccountId, bigint] => [
    account,
    whole.goods === 0n ? 0n : (minor * escrow.goods) / whole.goods,
  ]);
  const rest = shares.reduce((left, [, minor]) => left - minor, escrow.goods);
  const all: [AccountId, bigint][] = [...shares, [payee, rest], [platform, escrow.tax]];
  // An account that gets several parts is looked at with all of them.
  const sums = new Map<string, [AccountId, bigint]>();
  for (const [account, minor] of all) {
    const before = sums.get(toHex(account))?.[1] ?? 0n;
    sums.set(toHex(account), [account, before + minor]);
  }
  const paid = [...sums.values()].filter(([, minor]) => minor > 0n);
  if (paid.some(([account, minor]) => isBarred(ledger, order, account, minor))) {
    return "SELLER_BARRED";
  }
  const payouts = payOut(ledger, order, paid, "GDDS", moment);
  return { order: { ...order, escrow: NO_PORTION }, payouts };
}

function isBarred(
  ledger: LedgerReader,
  { asset }: MallOrder,
  account: AccountId,
  minor: bigint,
): boolean {
  return (
    isSuspended(ledger, account) || whyNotReceive(ledger, account, { asset, minor }) !== undefined
  );
}

function payOut(
  ledger: Ledger,
  order: MallOrder,
  to: readonly (readonly [AccountId, bigint])[],
  purpose: PayoutPurpose,
  moment: Moment,
): Payout[] {
  const { holder, asset } = order;
  const sum = to.reduce((all, [, minor]) => all + minor, 0n);
  takeHeld(ledger, holder, { asset, minor: sum });
  count(ledger, order, -sum);
  const paid = to.filter(([, minor]) => minor > 0n);
  return paid.map(([account, minor], place) => {
    credit(ledger, account, { asset, minor });
    const uetr = recordPayout(ledger, order, place, { to: account, minor, purpose }, moment);
    return { to: account, minor, uetr };
  });
}

function count(ledger: Ledger, { holder, asset }: MallOrder, more: bigint): void {
  const { minor } = escrows.read(ledger, holder, asset) ?? { minor: 0n };
  escrows.write(ledger, { minor: minor + more }, holder, asset);
}

/** Money in escrow is on hold at its holder, whatever else that has on hold. */
export function escrowIsHeld(before: LedgerReader, writes: Writes): boolean {
  for (const [key, entry] of writes) {
    if (!key.startsWith(PREFIX) || entry === undefined) continue;
    const balanceKey = `balance/${key.slice(PREFIX.length)}`;
    const balance = writes.get(balanceKey) ?? before.entry(balanceKey);
    const held = balance === undefined ? 0n : balances.meaningOf(balance).held;
    if (escrows.meaningOf(entry).minor > held) return false;
  }
  return true;
}
