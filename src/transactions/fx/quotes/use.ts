import type { AccountId } from "../../../primitives/account-id.ts";
import { equalBytes } from "../../../primitives/bytes.ts";
import type { Amount } from "../../../primitives/fields/ledger-kinds.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { credit, release, takeHeld } from "../../assets/balance.ts";
import { whyNotPay, whyNotReceive } from "../../assets/control.ts";
import { isSuspended } from "../../participants/records.ts";
import { type QuoteRecord, quotes, quotesOf } from "./records.ts";
import { getsFor, isAmount, paysFor } from "./worth.ts";

/** Why an account may not use a quote. */
export const openQuoteFailures = {
  UNKNOWN_QUOTE: "There is no quote with this id: it was used, has expired, or was never given.",
  NOT_YOUR_QUOTE: "The quote was given to another account. Sign with the key of the one it names.",
  QUOTE_EXPIRED: "The quote's time has passed. Ask its maker for another.",
  QUOTE_IN_USE: "A held payment has the quote. Ask its maker for another.",
  QUOTE_BAND: "The amount is outside what the quote is good for. fx_quotes shows its band.",
} as const;

/** Why a quote cannot be used. */
export const quoteFailures = {
  ...openQuoteFailures,
  QUOTE_MAKER_BARRED:
    "The maker may not exchange now: it is suspended, or an issuer's options keep it from that. Ask another.",
} as const;

/** Both legs of a quote that is used: the band is kept, and what is rounded is rounded for its maker. */
export interface Terms {
  readonly pays: Amount;
  readonly gets: Amount;
}

/** A quote that an account may accept now. */
export function openQuote(
  ledger: LedgerReader,
  id: Uint8Array,
  { account, timeMs }: { readonly account: AccountId; readonly timeMs: number },
): QuoteRecord | keyof typeof openQuoteFailures {
  const quote = quotes.read(ledger, id);
  if (quote === undefined) return "UNKNOWN_QUOTE";
  if (!equalBytes(quote.taker, account)) return "NOT_YOUR_QUOTE";
  if (quote.payment !== undefined) return "QUOTE_IN_USE";
  return timeMs > quote.expiresAt ? "QUOTE_EXPIRED" : quote;
}

/** What a taker pays and gets if one of the two is exactly so much; QUOTE_BAND if the quote is not good for that. */
export function termsOf(
  { pays, gets, fixed, least, most, rate }: QuoteRecord,
  exactly: "pays" | "gets",
  minor: bigint,
): Terms | "QUOTE_BAND" {
  const paid = exactly === "pays" ? minor : paysFor(minor, rate);
  const got = exactly === "gets" ? minor : getsFor(minor, rate);
  const banded = fixed === "pays" ? paid : got;
  if (banded < least || banded > most || !isAmount(paid) || !isAmount(got)) return "QUOTE_BAND";
  return { pays: { asset: pays, minor: paid }, gets: { asset: gets, minor: got } };
}

/** The maker's side of a used quote: it gives and is paid, and has the rest of what it reserved again. */
export function settleQuote(
  ledger: Ledger,
  quote: QuoteRecord,
  { pays, gets }: Terms,
): "QUOTE_MAKER_BARRED" | undefined {
  const { maker } = quote;
  const barred = whyNotPay(ledger, maker, gets) ?? whyNotReceive(ledger, maker, pays);
  if (barred !== undefined || isSuspended(ledger, maker)) return "QUOTE_MAKER_BARRED";
  takeHeld(ledger, maker, gets);
  credit(ledger, maker, pays);
  dropQuote(ledger, { ...quote, reserved: quote.reserved - gets.minor });
  return undefined;
}

/** A held payment takes a quote: what it will not need is free again, and the rest waits for the payment. */
export function bindQuote(
  ledger: Ledger,
  quote: QuoteRecord,
  { gets }: Terms,
  payment: Uint8Array,
): void {
  const unneeded = { ...gets, minor: quote.reserved - gets.minor };
  if (unneeded.minor > 0n) release(ledger, quote.maker, unneeded);
  quotes.write(ledger, { ...quote, reserved: gets.minor, payment }, quote.id);
}

/** A quote is there no more; what it still had on hold is available again. */
export function dropQuote(ledger: Ledger, { id, maker, taker, gets, reserved }: QuoteRecord): void {
  if (reserved > 0n) release(ledger, maker, { asset: gets, minor: reserved });
  ledger.delete(quotes.key(id));
  ledger.delete(quotesOf.key(maker, id));
  ledger.delete(quotesOf.key(taker, id));
}
