import type { AccountId } from "../../primitives/account-id.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import type { Ledger, LedgerReader } from "../../state/ledger.ts";
import { type BalanceRecord, balances } from "./records.ts";

export const U64_MAX = 2n ** 64n - 1n;
/** What an account has of an asset that it never held. */
export const NOTHING: BalanceRecord = {
  available: 0n,
  held: 0n,
  authorised: undefined,
  frozen: undefined,
};

/** What an account holds of an amount's asset; an account that never held it holds nothing. */
export function balanceOf(
  ledger: LedgerReader,
  account: AccountId,
  asset: Uint8Array,
): BalanceRecord {
  return balances.read(ledger, account, asset) ?? NOTHING;
}

/** The failures of moving money, with their sentences: every operation that moves money can have them. */
export const balanceFailures = {
  ZERO_AMOUNT: "The amount is zero. Send at least one minor unit.",
  INSUFFICIENT_BALANCE:
    "The source has less than the amount available. Amounts on hold do not count.",
} as const;

/** Takes from what is available; false if there is less, and then nothing is written. */
export function debit(ledger: Ledger, account: AccountId, amount: Amount): boolean {
  const before = balanceOf(ledger, account, amount.asset);
  if (before.available < amount.minor) return false;
  write(ledger, account, amount.asset, before, before.available - amount.minor, before.held);
  return true;
}

/** Adds to what is available. Cannot overflow: no balance exceeds the supply, which is checked when it is issued. */
export function credit(ledger: Ledger, account: AccountId, amount: Amount): void {
  const before = balanceOf(ledger, account, amount.asset);
  write(ledger, account, amount.asset, before, before.available + amount.minor, before.held);
}

/** Debits before it reads the credit side: a transfer to oneself must conserve. */
export function move(ledger: Ledger, from: AccountId, to: AccountId, amount: Amount): boolean {
  if (!debit(ledger, from, amount)) return false;
  credit(ledger, to, amount);
  return true;
}

/** From available to held; false if less is available. */
export function hold(ledger: Ledger, account: AccountId, amount: Amount): boolean {
  const before = balanceOf(ledger, account, amount.asset);
  const { available, held } = before;
  if (available < amount.minor) return false;
  write(ledger, account, amount.asset, before, available - amount.minor, held + amount.minor);
  return true;
}

/** From held back to available. */
export function release(ledger: Ledger, account: AccountId, amount: Amount): void {
  const before = balanceOf(ledger, account, amount.asset);
  const { available, held } = before;
  write(ledger, account, amount.asset, before, available + amount.minor, held - amount.minor);
}

/** Takes from what is held. */
export function takeHeld(ledger: Ledger, account: AccountId, amount: Amount): void {
  const before = balanceOf(ledger, account, amount.asset);
  write(ledger, account, amount.asset, before, before.available, before.held - amount.minor);
}

/** Written out: spreading the record costs more than the rest of a movement. */
function write(
  ledger: Ledger,
  account: AccountId,
  asset: Uint8Array,
  { authorised, frozen }: BalanceRecord,
  available: bigint,
  held: bigint,
): void {
  balances.write(ledger, { available, held, authorised, frozen }, account, asset);
}
