import type { AccountId } from "../../primitives/account-id.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { dayOf, yearOf } from "../../primitives/civil-day.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import type { Ledger, LedgerReader } from "../../state/ledger.ts";
import { U64_MAX } from "../assets/balance.ts";
import { isIssuer } from "../assets/issuer.ts";
import { assets } from "../assets/records.ts";
import { accounts } from "../participants/records.ts";
import { type Spending, spendings } from "./records.ts";

/** Limits that count what an account sends. Days and years are those of UTC, by block time. */
export const spendingFailures = {
  DAY_LIMIT:
    "With this the payer would send more in a day than the issuer allows. asset_get shows the limit; a day is one of UTC.",
  SPONSOR_TRANSFER_LIMIT:
    "The amount is above what the payer's sponsor allows in one transfer. account_get shows the limit.",
  SPONSOR_DAY_LIMIT:
    "With this the payer would send more in a day than its sponsor allows. account_get shows the limit; a day is one of UTC.",
  SPONSOR_YEAR_LIMIT:
    "With this the payer would send more in a year than its sponsor allows. account_get shows the limit; a year is one of UTC.",
} as const;

type Failure = keyof typeof spendingFailures;

/** What is left of limits that no one set. */
const NO_LIMITS = { perTransfer: undefined, perDay: undefined, perYear: undefined };

/** Counts an amount that an account sends; says which limit it would exceed instead, and then nothing is written. */
export function spend(
  ledger: Ledger,
  account: AccountId,
  amount: Amount,
  timeMs: number,
): Failure | undefined {
  const { asset, minor } = amount;
  const bySponsor = sponsorsLimits(ledger, account, asset);
  const byIssuer = isIssuer(account, asset) ? undefined : assets.read(ledger, asset)?.limits;
  if (bySponsor === undefined && byIssuer?.perDay === undefined) return undefined;
  const { perTransfer, perDay, perYear } = bySponsor ?? NO_LIMITS;
  if (isAbove(minor, perTransfer)) return "SPONSOR_TRANSFER_LIMIT";
  const before = spendingAt(ledger, account, asset, timeMs);
  const [daySpent, yearSpent] = [before.daySpent + minor, before.yearSpent + minor];
  if (isAbove(daySpent, byIssuer?.perDay)) return "DAY_LIMIT";
  if (isAbove(daySpent, perDay)) return "SPONSOR_DAY_LIMIT";
  if (isAbove(yearSpent, perYear)) return "SPONSOR_YEAR_LIMIT";
  const counted = { daySpent: bounded(daySpent), yearSpent: bounded(yearSpent) };
  spendings.write(ledger, { ...before, ...counted }, account, asset);
  return undefined;
}

/** Takes back what was counted at a time and did not happen, as far as that day and year are still the counted ones. */
export function unspend(
  ledger: Ledger,
  account: AccountId,
  { asset, minor }: Amount,
  spentAtMs: number,
): void {
  const now = spendings.read(ledger, account, asset);
  if (now === undefined) return;
  const day = dayOf(spentAtMs);
  const daySpent = now.day === day ? less(now.daySpent, minor) : now.daySpent;
  const yearSpent = now.year === yearOf(day) ? less(now.yearSpent, minor) : now.yearSpent;
  spendings.write(ledger, { ...now, daySpent, yearSpent }, account, asset);
}

/** What an account has sent in the day and the year of a block. */
export function spendingAt(
  ledger: LedgerReader,
  account: AccountId,
  asset: Uint8Array,
  timeMs: number,
): Spending {
  const before = spendings.read(ledger, account, asset);
  const day = dayOf(timeMs);
  const year = yearOf(day);
  const daySpent = before?.day === day ? before.daySpent : 0n;
  return { day, daySpent, year, yearSpent: before?.year === year ? before.yearSpent : 0n };
}

function sponsorsLimits(ledger: LedgerReader, account: AccountId, asset: Uint8Array) {
  const limits = accounts.read(ledger, account)?.limits;
  return limits?.find((one) => equalBytes(one.asset, asset));
}

function isAbove(minor: bigint, limit: bigint | undefined): boolean {
  return limit !== undefined && minor > limit;
}

/** Money that goes round can be more in a year than there is of it. */
function bounded(spent: bigint): bigint {
  return spent > U64_MAX ? U64_MAX : spent;
}

/** A limit may have been set after a payment that is taken back now: that one was never counted. */
function less(spent: bigint, minor: bigint): bigint {
  return spent > minor ? spent - minor : 0n;
}
