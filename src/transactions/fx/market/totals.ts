import type { AccountId } from "../../../primitives/account-id.ts";
import { toHex } from "../../../primitives/bytes.ts";
import { dayOf, yearMonthDay } from "../../../primitives/civil-day.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Amount } from "../../../primitives/fields/ledger-kinds.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { U64_MAX } from "../../assets/balance.ts";
import { ownerOf } from "../../participants/records.ts";
import { stored } from "../../stored.ts";
import { pairOf } from "../book/records.ts";

/** What a country's participants converted from one asset into another in a month of UTC, by purpose: for its regulator. */
export const totalRecord = field.record({
  gave: field.asset(),
  got: field.asset(),
  /** ISO 20022 purpose code of the payments; absent of exchanges in a book and by a quote, which name none. */
  purpose: field.optional(field.text(4)),
  conversions: field.count(),
  /** In minor units; more than an amount can be counts as that. */
  gaveMinor: field.uint64(),
  gotMinor: field.uint64(),
});
export type TotalRecord = ValueOf<typeof totalRecord>;

/** A country's totals of a month, like "2026-11", begin with this. */
export function totalsPrefix(country: string, month: string): string {
  return `fx/total/${country}/${month}/`;
}

/** By country, month, purpose and what was converted into what. */
export const totals = stored(
  totalRecord,
  (country: string, month: string, purpose: string | undefined, pair: Uint8Array) =>
    `${totalsPrefix(country, month)}${purpose ?? "none"}/${toHex(pair)}`,
);

/** Counts a conversion of whoever paid: one entry, however many there were. */
export function countConversion(
  ledger: Ledger,
  { account, timeMs }: { readonly account: AccountId; readonly timeMs: number },
  gave: Amount,
  got: Amount,
  purpose?: string,
): void {
  const country = ownerOf(ledger, account)?.country;
  if (country === undefined) return;
  const month = monthOf(timeMs);
  const pair = pairOf(gave.asset, got.asset);
  const before = totals.read(ledger, country, month, purpose, pair);
  const total = {
    ...{ gave: gave.asset, got: got.asset, purpose },
    conversions: (before?.conversions ?? 0) + 1,
    gaveMinor: bounded((before?.gaveMinor ?? 0n) + gave.minor),
    gotMinor: bounded((before?.gotMinor ?? 0n) + got.minor),
  };
  totals.write(ledger, total, country, month, purpose, pair);
}

export function monthOf(timeMs: number): string {
  const { year, month } = yearMonthDay(dayOf(timeMs));
  return `${year}-${String(month).padStart(2, "0")}`;
}

function bounded(minor: bigint): bigint {
  return minor > U64_MAX ? U64_MAX : minor;
}
