import type { AccountId } from "../../../primitives/account-id.ts";
import type { Amount } from "../../../primitives/fields/ledger-kinds.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { credit, takeHeld } from "../../assets/balance.ts";
import { whyNotPay, whyNotReceive } from "../../assets/control.ts";
import { accounts, isSuspended } from "../../participants/records.ts";
import { recordFills } from "../market/record.ts";
import { highestPrice, lowestPrice } from "./prices.ts";
import { leave, offerOf, shrink } from "./queue.ts";
import { bookOf, levels, type OfferRecord, type PairRecord, pairOf, type Side } from "./records.ts";
import { type Legs, legsWith, quoteFor } from "./rate.ts";

/** Offers that one operation looks at, so that no order holds a block up. */
export const LOOKS_MAX = 32;

export const looksFailures = {
  TOO_MANY_OFFERS:
    "The operations of this transaction would look at more than 256 resting offers. Nothing was done; send them in several transactions.",
} as const;

/** What is wanted of a book. */
export interface Order {
  readonly side: Side;
  /** The worst price that it takes, in ticks. */
  readonly price: number;
  /** The asset of which exactly so much is to be given or got, in minor units. */
  readonly fixed: "base" | "quote";
  readonly amount: bigint;
}

/** Who wants it, and when. */
export interface Taker {
  readonly account: AccountId;
  readonly timeMs: number;
  readonly height: number;
  /** Offers that may be looked at; fewer than LOOKS_MAX are what the transaction has left. */
  readonly looks: number;
}

export interface Fill extends Legs {
  readonly maker: AccountId;
  readonly price: number;
}

/** What has been exchanged; the makers have it, and the taker's own side is still to be booked. */
export interface Matched extends Legs {
  readonly fills: readonly Fill[];
  /** Of the order's amount. */
  readonly left: bigint;
  /** Why no more: all is done, or no offer fits, or what is left is worth nothing, or too many were looked at. */
  readonly end: "done" | "empty" | "dust" | "looks";
  readonly looks: number;
}

/**
 * Fills an order from the best offers, at their prices, oldest first (docs/domain section 2).
 *
 * An offer that cannot be filled is taken out on the way: its time has passed, its owner is suspended or barred from giving or
 * receiving by an issuer's options, or it is the taker's own participant's.
 */
export function match(ledger: Ledger, pair: PairRecord, order: Order, taker: Taker): Matched {
  const fills: Fill[] = [];
  let [left, looks] = [order.amount, 0];
  const ended = (end: Matched["end"]): Matched => {
    recordFills(ledger, pair, order.side, fills, taker);
    const sum = (leg: "base" | "quote") => fills.reduce((all, fill) => all + fill[leg], 0n);
    return { base: sum("base"), quote: sum("quote"), fills, left, end, looks };
  };
  for (; left > 0n; looks++) {
    const offer = bestFor(ledger, pair, order);
    if (offer === undefined) return ended("empty");
    if (looks === taker.looks) return ended("looks");
    const legs = legsWith(offer, order.fixed, left, pair.tick);
    if (isUnfit(ledger, offer, taker, legs ?? { base: 0n, quote: 0n })) {
      leave(ledger, offer);
      continue;
    }
    if (legs === undefined) return ended("dust");
    fillOffer(ledger, offer, legs, pair);
    fills.push({ ...legs, maker: offer.account, price: offer.price });
    left -= legs[order.fixed];
  }
  return ended("done");
}

/** The offer that an order would meet next. */
export function bestFor(
  ledger: Ledger,
  { base, quote }: PairRecord,
  { side, price }: Pick<Order, "side" | "price">,
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
  legs: Legs,
): boolean {
  if (offer.expiresAt !== undefined && timeMs > offer.expiresAt) return true;
  const owner = (of: AccountId) => accounts.read(ledger, of)?.participant;
  if (owner(offer.account) === owner(account) || isSuspended(ledger, offer.account)) return true;
  const { gives, gets } = sidesOf(offer, legs);
  const barred = whyNotPay(ledger, offer.account, gives);
  return (barred ?? whyNotReceive(ledger, offer.account, gets)) !== undefined;
}

/** The maker's two legs, and what is then left of its offer. */
function fillOffer(ledger: Ledger, offer: OfferRecord, legs: Legs, { tick }: PairRecord): void {
  const { gives, gets } = sidesOf(offer, legs);
  takeHeld(ledger, offer.account, gives);
  credit(ledger, offer.account, gets);
  const left = offer.left - legs.base;
  shrink(ledger, offer, left, offer.held - gives.minor);
  // What is left of an offer to buy may be so little that nothing would be paid for it.
  const isDust = offer.side === "buy" && quoteFor(left, offer.price, tick, "down") === 0n;
  if (left === 0n || isDust) leave(ledger, offer);
}

function sidesOf(
  { side, base, quote }: OfferRecord,
  legs: Legs,
): { readonly gives: Amount; readonly gets: Amount } {
  const [ofBase, ofQuote] = [
    { asset: base, minor: legs.base },
    { asset: quote, minor: legs.quote },
  ];
  return side === "sell" ? { gives: ofBase, gets: ofQuote } : { gives: ofQuote, gets: ofBase };
}
