import type { AccountId } from "../../../primitives/account-id.ts";
import { equalBytes } from "../../../primitives/bytes.ts";
import type { Amount } from "../../../primitives/fields/ledger-kinds.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { credit } from "../../assets/balance.ts";
import { whyNotReceive } from "../../assets/control.ts";
import { assets } from "../../assets/records.ts";
import type { Looks } from "../../definition.ts";
import { LOOKS_MAX, looksFailures, match, type Order } from "../book/matching.ts";
import { pairNamed } from "../book/pair.ts";
import type { PairRecord } from "../book/records.ts";
import { openQuote, quoteFailures, settleQuote, termsOf } from "../quotes/use.ts";
import type { Hop, Leg } from "./records.ts";

/** Why a path cannot be gone. */
export const pathFailures = {
  ...quoteFailures,
  ...looksFailures,
  UNKNOWN_PAIR:
    "Two assets that follow each other on the path have no book. fx_path proposes a path.",
  PAIR_HALTED: "A regulator has halted a pair on the path. fx_book gives the reason.",
  ASSET_FROZEN:
    "The issuer has frozen an asset on the path for everybody. asset_get gives the reason.",
  QUOTE_ASSETS:
    "A quote on the path is not for the assets before and after it. fx_quotes shows them.",
  TOO_THIN:
    "A book on the path has too little at the prices asked for. Exchange less, or allow a worse price. fx_book shows what rests.",
} as const;
export type PathFailure = keyof typeof pathFailures;

/** Whose path it is. */
export interface Payer {
  readonly account: AccountId;
  readonly timeMs: number;
  readonly height: number;
  /** Of the transaction. All exchanges of a path look at LOOKS_MAX offers at most. */
  readonly looks: Looks;
}

export type Converted =
  | { readonly ok: true; readonly legs: readonly Leg[] }
  | { readonly ok: false; readonly code: PathFailure };

/**
 * Goes a path with exactly so much at its beginning. The makers have their sides; what the payer gives for the first leg and gets
 * from the last is still to be booked. Between the legs nothing passes through the payer's balances, so it need not be
 * able to hold what it only converts through.
 */
export function convertSending(
  ledger: Ledger,
  send: Amount,
  path: readonly Hop[],
  payer: Payer,
): Converted {
  const legs: Leg[] = [];
  const goer = { ...payer, ofPath: { left: LOOKS_MAX } };
  let gave = send;
  for (const hop of path) {
    const wanted = { from: gave.asset, hop, exactly: "pays", minor: gave.minor } as const;
    const exchanged = exchange(ledger, wanted, goer);
    if (typeof exchanged === "string") return { ok: false, code: exchanged };
    legs.push(exchanged);
    gave = exchanged.got;
  }
  return { ok: true, legs };
}

/** The same with exactly so much at its end, gone from there. */
export function convertReceiving(
  ledger: Ledger,
  from: Uint8Array,
  path: readonly Hop[],
  deliver: bigint,
  payer: Payer,
): Converted {
  const legs: Leg[] = [];
  const goer = { ...payer, ofPath: { left: LOOKS_MAX } };
  let minor = deliver;
  for (let place = path.length - 1; place >= 0; place--) {
    const [hop, before] = [path[place]!, path[place - 1]?.asset ?? from];
    const exchanged = exchange(ledger, { from: before, hop, exactly: "gets", minor }, goer);
    if (typeof exchanged === "string") return { ok: false, code: exchanged };
    legs.unshift(exchanged);
    minor = exchanged.gave.minor;
  }
  return { ok: true, legs };
}

interface Wanted {
  readonly from: Uint8Array;
  readonly hop: Hop;
  /** Which side of the exchange is exactly `minor`. */
  readonly exactly: "pays" | "gets";
  readonly minor: bigint;
}

/** A payer on its way, and how many offers all exchanges of the path may still look at. */
type Goer = Payer & { readonly ofPath: Looks };

function exchange(ledger: Ledger, wanted: Wanted, payer: Goer): Leg | PathFailure {
  const { from, hop } = wanted;
  const isFrozen = (asset: Uint8Array) => assets.read(ledger, asset)?.frozen !== undefined;
  // Or else the offers of all others would be taken out of the book, one by one.
  if (isFrozen(from) || isFrozen(hop.asset)) return "ASSET_FROZEN";
  return hop.quote === undefined
    ? inBook(ledger, wanted, payer)
    : byQuote(ledger, wanted, hop.quote, payer);
}

function byQuote(
  ledger: Ledger,
  { from, hop, exactly, minor }: Wanted,
  id: Uint8Array,
  payer: Payer,
): Leg | PathFailure {
  const quote = openQuote(ledger, id, payer);
  if (typeof quote === "string") return quote;
  if (!equalBytes(quote.pays, from) || !equalBytes(quote.gets, hop.asset)) return "QUOTE_ASSETS";
  const terms = termsOf(quote, exactly, minor);
  if (typeof terms === "string") return terms;
  const stopped = settleQuote(ledger, quote, terms);
  if (stopped !== undefined) return stopped;
  return { gave: terms.pays, got: terms.gets, fills: 0, residue: 0n, residueTo: undefined };
}

function inBook(
  ledger: Ledger,
  { from, hop, exactly, minor }: Wanted,
  { looks, ofPath, ...payer }: Goer,
): Leg | PathFailure {
  const found = bookBetween(ledger, from, hop.asset);
  if (found === undefined) return "UNKNOWN_PAIR";
  const { pair, side } = found;
  if (pair.halted !== undefined) return "PAIR_HALTED";
  const any = side === "buy" ? 2 ** 32 - 1 : 1;
  const fixed = (side === "sell") === (exactly === "pays") ? "base" : "quote";
  const matched = match(
    ledger,
    pair,
    { side, price: hop.worst ?? any, fixed, amount: minor },
    { ...payer, looks: Math.min(ofPath.left, looks.left) },
  );
  looks.left -= matched.looks;
  ofPath.left -= matched.looks;
  if (matched.end === "looks" && ofPath.left > 0) return "TOO_MANY_OFFERS";
  const last = matched.fills.at(-1);
  if (last === undefined || (matched.left > 0n && matched.end !== "dust")) return "TOO_THIN";
  const { left: residue } = matched;
  if (residue > 0n) {
    const rest = { asset: from, minor: residue };
    if (whyNotReceive(ledger, last.maker, rest) !== undefined) return "TOO_THIN";
    credit(ledger, last.maker, rest);
  }
  const [given, got] =
    side === "sell" ? [matched.base, matched.quote] : [matched.quote, matched.base];
  return {
    gave: { asset: from, minor: given + residue },
    got: { asset: hop.asset, minor: got },
    ...{ fills: matched.fills.length, residue, residueTo: residue > 0n ? last.maker : undefined },
  };
}

/** The book in which one asset is exchanged for another, and on which side whoever gives the first stands. */
export function bookBetween(
  ledger: LedgerReader,
  from: Uint8Array,
  to: Uint8Array,
): { readonly pair: PairRecord; readonly side: Order["side"] } | undefined {
  const selling = pairNamed(ledger, from, to);
  if (selling !== undefined) return { pair: selling, side: "sell" };
  const buying = pairNamed(ledger, to, from);
  return buying === undefined ? undefined : { pair: buying, side: "buy" };
}
