import type { AccountId } from "../../primitives/account-id.ts";
import { assert } from "../../primitives/assert.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import type { Ledger } from "../../state/ledger.ts";
import {
  bindQuote,
  dropQuote,
  openQuote,
  openQuoteFailures,
  settleQuote,
  termsOf,
} from "../fx/quotes/use.ts";
import { type QuoteRecord, quotes } from "../fx/quotes/records.ts";
import { type ConversionRecord, conversions } from "./conversions.ts";

/** Why a held payment cannot be converted by the quote that it names. */
export const reserveFailures = {
  ...openQuoteFailures,
  QUOTE_ASSETS: "The quote is not for what the payment sends. fx_quotes shows its assets.",
  QUOTE_ENDS_BEFORE:
    "The quote may not stay reserved until the payment expires. Let it expire earlier, or ask for a longer quote.",
} as const;
type ReserveFailure = keyof typeof reserveFailures;

interface Order {
  readonly uetr: Uint8Array;
  readonly quote: Uint8Array | undefined;
  readonly expiresAt: number;
}

/**
 * What a held payment delivers of what is left after its fees. With a quote that is converted: the quote stays reserved for the
 * payment until it is settled or given back (docs/domain section 1, hold and settle with an FX leg).
 */
export function reserve(
  ledger: Ledger,
  { uetr, quote: id, expiresAt }: Order,
  left: Amount,
  payer: { readonly account: AccountId; readonly timeMs: number },
):
  | { readonly ok: true; readonly deliver: Amount }
  | { readonly ok: false; readonly code: ReserveFailure } {
  const no = (code: ReserveFailure) => ({ ok: false, code }) as const;
  if (id === undefined) return { ok: true, deliver: left };
  const quote = openQuote(ledger, id, payer);
  if (typeof quote === "string") return no(quote);
  if (!equalBytes(quote.pays, left.asset)) return no("QUOTE_ASSETS");
  if (expiresAt > (quote.settleBy ?? quote.expiresAt)) return no("QUOTE_ENDS_BEFORE");
  const terms = termsOf(quote, "pays", left.minor);
  if (typeof terms === "string") return no(terms);
  const { pays: gave, gets: got } = terms;
  bindQuote(ledger, quote, terms, uetr);
  const leg = { gave, got, fills: 0, residue: 0n, residueTo: undefined };
  conversions.write(ledger, { gave, got, legs: [leg] }, uetr);
  return { ok: true, deliver: got };
}

/** The payment is settled: the maker gives what the creditor gets, and is paid. */
export function convertReserved(
  ledger: Ledger,
  id: Uint8Array,
  { gave, got }: ConversionRecord,
): "QUOTE_MAKER_BARRED" | undefined {
  return settleQuote(ledger, bound(ledger, id), { pays: gave, gets: got });
}

/** The payment is rejected: the maker has what it reserved again. */
export function releaseReserved(ledger: Ledger, id: Uint8Array, uetr: Uint8Array): void {
  dropQuote(ledger, bound(ledger, id));
  ledger.delete(conversions.key(uetr));
}

function bound(ledger: Ledger, id: Uint8Array): QuoteRecord {
  const quote = quotes.read(ledger, id);
  assert(quote !== undefined, "a quote that a held payment has stays as long as that");
  return quote;
}
