import { assert } from "../../../primitives/assert.ts";
import { toHex } from "../../../primitives/bytes.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { release, U64_MAX } from "../../assets/balance.ts";
import { addPrice, removePrice } from "./prices.ts";
import { bookOf, levels, type OfferRecord, offers, ownOffers, pairOf } from "./records.ts";

/** Puts an offer behind those of its price; false if all there together are more than an amount can be. */
export function enter(ledger: Ledger, offer: Omit<OfferRecord, "before" | "after">): boolean {
  const { id, price, left } = offer;
  const book = bookOf(pairOf(offer.base, offer.quote), offer.side);
  const level = levels.read(ledger, book, price);
  if (level === undefined) {
    addPrice(ledger, book, price);
    levels.write(ledger, { first: id, last: id, offers: 1, left }, book, price);
  } else {
    if (level.left + left > U64_MAX) return false;
    const last = offerOf(ledger, level.last);
    offers.write(ledger, { ...last, after: id }, last.id);
    const sums = { offers: level.offers + 1, left: level.left + left };
    levels.write(ledger, { first: level.first, last: id, ...sums }, book, price);
  }
  offers.write(ledger, { ...offer, before: level?.last, after: undefined }, id);
  ownOffers.write(ledger, { height: offer.height }, offer.account, id);
  return true;
}

/** An offer has less left and less on hold; its place in the queue stays. */
export function shrink(ledger: Ledger, offer: OfferRecord, left: bigint, held: bigint): void {
  const book = bookOf(pairOf(offer.base, offer.quote), offer.side);
  const level = levels.read(ledger, book, offer.price);
  assert(level !== undefined, "an offer that rests stands at its price");
  const rest = level.left - offer.left + left;
  levels.write(ledger, { ...level, left: rest }, book, offer.price);
  offers.write(ledger, { ...offer, left, held }, offer.id);
}

/** Takes an offer out of its book; what it still has on hold is available again. */
export function leave(ledger: Ledger, { id }: Pick<OfferRecord, "id">): void {
  const offer = offerOf(ledger, id);
  const { account, base, quote, side, price, held, before, after } = offer;
  const book = bookOf(pairOf(base, quote), side);
  if (held > 0n) {
    release(ledger, account, { asset: side === "sell" ? base : quote, minor: held });
  }
  if (before !== undefined) offers.write(ledger, { ...offerOf(ledger, before), after }, before);
  if (after !== undefined) offers.write(ledger, { ...offerOf(ledger, after), before }, after);
  const level = levels.read(ledger, book, price);
  assert(level !== undefined, "an offer that rests stands at its price");
  if (before === undefined && after === undefined) {
    ledger.delete(levels.key(book, price));
    removePrice(ledger, book, price);
  } else {
    const first = before === undefined ? after! : level.first;
    const last = after === undefined ? before! : level.last;
    const sums = { offers: level.offers - 1, left: level.left - offer.left };
    levels.write(ledger, { first, last, ...sums }, book, price);
  }
  ledger.delete(offers.key(id));
  ledger.delete(ownOffers.key(account, id));
}

export function offerOf(ledger: Ledger, id: Uint8Array): OfferRecord {
  const offer = offers.read(ledger, id);
  assert(offer !== undefined, `an offer's neighbours rest too: ${toHex(id)}`);
  return offer;
}
