import type { AccountId } from "../../primitives/account-id.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import type { Ledger } from "../../state/ledger.ts";
import { credit, debit, takeHeld } from "../assets/balance.ts";
import { whyNotReceive } from "../assets/control.ts";
import { accounts } from "../participants/records.ts";
import { isSuspended } from "../payments/held.ts";
import { leave, offerOf, shrink } from "./book.ts";
import { highestPrice, lowestPrice } from "./prices.ts";
import { bookOf, levels, type OfferRecord, type PairRecord, pairOf, type Side } from "./records.ts";
import { quoteFor } from "./rate.ts";

/** Offers that one operation looks at, so that no order holds a block up. */
export const LOOKS_MAX = 32;

export interface Taker {
  readonly account: AccountId;
  readonly side: Side;
  /** The worst price that it takes, in ticks. */
  readonly price: number;
  /** In minor units of the base asset. */
  readonly quantity: bigint;
  readonly timeMs: number;
}

export interface Matched {
  /** Of the base asset, and what was given or got for it in the quote asset. */
  readonly filled: bigint;
  readonly quote: bigint;
  readonly fills: number;
  /** Whether the best offer that is left would still be taken: then nothing of the taker may rest. */
  readonly isCrossing: boolean;
}

/**
 * Fills a taker from the best offers, at their prices, oldest first (docs/domain section 2). What an amount is worth is
 * rounded in favour of the offer that rests, so it is never filled worse than its price. Undefined if the taker has less
 * than it would have to give: then nothing may stay written.
 *
 * An offer that cannot be filled is taken out on the way: its time has passed, its owner is suspended or may not receive, or
 * it is the taker's own participant's.
 */
export function match(ledger: Ledger, pair: PairRecord, taker: Taker): Matched | undefined {
  let [left, quote, fills] = [taker.quantity, 0n, 0];
  const done = (isCrossing: boolean): Matched => {
    return { filled: taker.quantity - left, quote, fills, isCrossing };
  };
  for (let look = 0; left > 0n; look++) {
    const offer = bestFor(ledger, pair, taker);
    if (offer === undefined) return done(false);
    if (look === LOOKS_MAX) return done(true);
    const base = offer.left < left ? offer.left : left;
    const worth = quoteFor(base, offer.price, pair.tick, offer.side === "sell" ? "up" : "down");
    const gets =
      offer.side === "sell"
        ? { asset: pair.quote, minor: worth ?? 0n }
        : { asset: pair.base, minor: base };
    if (worth === undefined || isUnfit(ledger, offer, taker, gets)) {
      leave(ledger, offer);
      continue;
    }
    if (worth === 0n) return done(true); // so little that nothing is paid for it
    if (!exchange(ledger, pair, taker, offer, { base, quote: worth })) return undefined;
    [left, quote, fills] = [left - base, quote + worth, fills + 1];
  }
  return done(false);
}

/** The offer that a taker's order would meet next. */
export function bestFor(
  ledger: Ledger,
  { base, quote }: PairRecord,
  { side, price }: Pick<Taker, "side" | "price">,
): OfferRecord | undefined {
  const book = bookOf(pairOf(base, quote), side === "buy" ? "sell" : "buy");
  const best = side === "buy" ? lowestPrice(ledger, book) : highestPrice(ledger, book);
  if (best === undefined || (side === "buy" ? best > price : best < price)) return undefined;
  const level = levels.read(ledger, book, best);
  return level && offerOf(ledger, level.first);
}

function isUnfit(
  ledger: Ledger,
  offer: OfferRecord,
  { account, timeMs }: Taker,
  gets: Amount,
): boolean {
  if (offer.expiresAt !== undefined && timeMs > offer.expiresAt) return true;
  const owner = (of: AccountId) => accounts.read(ledger, of)?.participant;
  if (owner(offer.account) === owner(account) || isSuspended(ledger, offer.account)) return true;
  return whyNotReceive(ledger, offer.account, gets) !== undefined;
}

/** Both legs, or false and neither. */
function exchange(
  ledger: Ledger,
  { base, quote, tick }: PairRecord,
  { account }: Taker,
  offer: OfferRecord,
  legs: { readonly base: bigint; readonly quote: bigint },
): boolean {
  const [baseLeg, quoteLeg] = [
    { asset: base, minor: legs.base },
    { asset: quote, minor: legs.quote },
  ];
  const [fromOffer, fromTaker] = offer.side === "sell" ? [baseLeg, quoteLeg] : [quoteLeg, baseLeg];
  if (!debit(ledger, account, fromTaker)) return false;
  takeHeld(ledger, offer.account, fromOffer);
  credit(ledger, account, fromOffer);
  credit(ledger, offer.account, fromTaker);
  const left = offer.left - legs.base;
  shrink(ledger, offer, left, offer.held - fromOffer.minor);
  // What is left of an offer to buy may be so little that nothing would be paid for it.
  const isDust = offer.side === "buy" && quoteFor(left, offer.price, tick, "down") === 0n;
  if (left === 0n || isDust) leave(ledger, offer);
  return true;
}
