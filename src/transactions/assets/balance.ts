import type { AccountId } from "../../primitives/account-id.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import type { Ledger, LedgerReader } from "../../state/ledger.ts";
import { type BalanceRecord, balances } from "./records.ts";

export const U64_MAX = 2n ** 64n - 1n;
const EMPTY: BalanceRecord = { available: 0n, held: 0n };

/** What an account holds of an amount's asset; an account that never held it holds nothing. */
export function balanceOf(
  ledger: LedgerReader,
  account: AccountId,
  asset: Uint8Array,
): BalanceRecord {
  return balances.read(ledger, account, asset) ?? EMPTY;
}

/** The failures of moving money, with their sentences: every operation that moves money can have them. */
export const balanceFailures = {
  ZERO_AMOUNT: "The amount is zero. Send at least one minor unit.",
  INSUFFICIENT_BALANCE:
    "The source has less than the amount available. Amounts on hold do not count.",
} as const;

/** Takes from what is available; false if there is less, and then nothing is written. */
export function debit(ledger: Ledger, account: AccountId, { asset, minor }: Amount): boolean {
  const { available, held } = balanceOf(ledger, account, asset);
  if (available < minor) return false;
  balances.write(ledger, { available: available - minor, held }, account, asset);
  return true;
}

/** Adds to what is available. Cannot overflow: no balance exceeds the supply, which is checked when it is issued. */
export function credit(ledger: Ledger, account: AccountId, { asset, minor }: Amount): void {
  const { available, held } = balanceOf(ledger, account, asset);
  balances.write(ledger, { available: available + minor, held }, account, asset);
}

/** Debits before it reads the credit side: a transfer to oneself must conserve. */
export function move(ledger: Ledger, from: AccountId, to: AccountId, amount: Amount): boolean {
  if (!debit(ledger, from, amount)) return false;
  credit(ledger, to, amount);
  return true;
}

/** From available to held; false if less is available. */
export function hold(ledger: Ledger, account: AccountId, { asset, minor }: Amount): boolean {
  const { available, held } = balanceOf(ledger, account, asset);
  if (available < minor) return false;
  balances.write(ledger, { available: available - minor, held: held + minor }, account, asset);
  return true;
}

/** From held back to available. */
export function release(ledger: Ledger, account: AccountId, { asset, minor }: Amount): void {
  const { available, held } = balanceOf(ledger, account, asset);
  balances.write(ledger, { available: available + minor, held: held - minor }, account, asset);
}

/** Takes from what is held. */
export function burnHeld(ledger: Ledger, account: AccountId, { asset, minor }: Amount): void {
  const { available, held } = balanceOf(ledger, account, asset);
  balances.write(ledger, { available, held: held - minor }, account, asset);
}
