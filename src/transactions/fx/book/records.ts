import { toHex } from "../../../primitives/bytes.ts";
import { domainHash } from "../../../primitives/hasher.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { entryKey, pairKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";

/** What a maker does with the base asset. */
export const side = field.choice(["buy", "sell"]);
export type Side = ValueOf<typeof side>;

/** One tick is so many minor units of the quote asset for a minor unit of the base asset: num ÷ den, exactly. */
export const tick = field.record({ num: field.uint64(), den: field.uint64() });
export type Tick = ValueOf<typeof tick>;

/** Two assets that are exchanged for each other in a book, and who laid down how finely it is priced. */
export const pairRecord = field.record({
  base: field.asset(),
  quote: field.asset(),
  tick,
  openedBy: field.account(),
  height: field.count(),
  /** Why no offer is taken at the moment. */
  halted: field.optional(field.text(140)),
});
export type PairRecord = ValueOf<typeof pairRecord>;

/** An offer that rests in a book. What it gives is on hold at its account. */
export const offerRecord = field.record({
  id: field.hash(),
  account: field.account(),
  base: field.asset(),
  quote: field.asset(),
  side,
  /** In ticks of the pair. */
  price: field.uint(32),
  /** What is left to be bought or sold, in minor units of the base asset. */
  left: field.uint64(),
  /** In minor units: of the base asset if it sells, of the quote asset if it buys. */
  held: field.uint64(),
  /** The last block time, milliseconds UTC, at which it may be filled. */
  expiresAt: field.optional(field.count()),
  height: field.count(),
  /** Its neighbours at the same price: who came before and after it. */
  before: field.optional(field.hash()),
  after: field.optional(field.hash()),
});
export type OfferRecord = ValueOf<typeof offerRecord>;

/** The offers at one price, in the order in which they came. */
export const levelRecord = field.record({
  first: field.hash(),
  last: field.hash(),
  offers: field.uint(32),
  /** Of the base asset. */
  left: field.uint64(),
});

const hashPair = domainHash("portolan fx pair 1");

/** Names a pair in keys; of two assets one is the base, so the order matters. */
export function pairOf(base: Uint8Array, quote: Uint8Array): Uint8Array {
  return hashPair(base, quote);
}

/** By pair. */
export const pairs = stored(pairRecord, entryKey("fx/pair"));
/** By id. */
export const offers = stored(offerRecord, entryKey("fx/offer"));
/** By account and offer; there while the offer rests. */
export const ownOffers = stored(field.record({ height: field.count() }), pairKey("fx/own"));
/** By side of a pair's book, and price. */
export const levels = stored(
  levelRecord,
  (book: string, price: number) => `fx/level/${book}/${price.toString(16).padStart(8, "0")}`,
);

/** One side of a pair's book, as keys name it. */
export function bookOf(pair: Uint8Array, of: Side): string {
  return `${toHex(pair)}/${of}`;
}
