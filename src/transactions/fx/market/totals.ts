import type { AccountId } from "../../../primitives/account-id.ts";
import { toHex } from "../../../primitives/bytes.ts";
import { monthOf } from "../../../primitives/civil-day.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Amount } from "../../../primitives/fields/ledger-kinds.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { U64_MAX } from "../../assets/balance.ts";
import { ownerOf } from "../../participants/records.ts";
import { stored } from "../../stored.ts";
import { pairOf } from "../book/records.ts";

/** What a country's participants converted from one asset into another in a month of UTC, by purpose: for its regulator. */
export const totalRecord = field.record({
  /** ISO 20022 purpose code of the payments; absent of exchanges in a book and by a quote, which name none. */
  purpose: field.optional(field.text(4)),
  conversions: field.count(),
  /** More than an amount can be counts as that. */
  gave: field.amount(),
  got: field.amount(),
});

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
    purpose,
    conversions: (before?.conversions ?? 0) + 1,
    gave: sum(before?.gave, gave),
    got: sum(before?.got, got),
  };
  totals.write(ledger, total, country, month, purpose, pair);
}

function sum(before: Amount | undefined, { asset, minor }: Amount): Amount {
  const all = (before?.minor ?? 0n) + minor;
  return { asset, minor: all > U64_MAX ? U64_MAX : all };
}
