import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { stored } from "../../stored.ts";

/**
 * The prices at which a side of a book has offers, in order (decision 11): a tree of four levels, one for each byte of a
 * price, whose nodes are maps of 256 bits. Adding, removing and finding the next one up or down read and write four entries
 * at most, whatever rests in the book, and like all entries they are proven, rolled back and found again by themselves.
 */
const LEVELS = 4;
const BITS = 256;
const PRICE_MAX = BITS ** LEVELS - 1;

const node = field.record({ bits: field.bytes(BITS / 8) });
const nodes = stored(
  node,
  (book: string, depth: number, prefix: number) =>
    `fx/prices/${book}/${depth}/${prefix.toString(16)}`,
);

export function addPrice(ledger: Ledger, book: string, price: number): void {
  for (let depth = LEVELS - 1; depth >= 0; depth--) {
    const prefix = prefixOf(price, depth);
    const before = nodes.read(ledger, book, depth, prefix)?.bits;
    const bits = before === undefined ? new Uint8Array(BITS / 8) : before.slice();
    const bit = bitOf(price, depth);
    bits[bit >> 3]! |= 1 << (bit & 7);
    nodes.write(ledger, { bits }, book, depth, prefix);
    if (before !== undefined) return; // those above know of this node
  }
}

export function removePrice(ledger: Ledger, book: string, price: number): void {
  for (let depth = LEVELS - 1; depth >= 0; depth--) {
    const prefix = prefixOf(price, depth);
    const before = nodes.read(ledger, book, depth, prefix)?.bits;
    if (before === undefined) return;
    const bits = before.slice();
    const bit = bitOf(price, depth);
    bits[bit >> 3]! &= ~(1 << (bit & 7));
    if (bits.some((byte) => byte !== 0)) {
      nodes.write(ledger, { bits }, book, depth, prefix);
      return;
    }
    ledger.delete(nodes.key(book, depth, prefix));
  }
}

/** The lowest price that is not below `from`; undefined if there is none. */
export function lowestPrice(ledger: LedgerReader, book: string, from = 0): number | undefined {
  return search(ledger, book, 1, from, 0, 0);
}

/** The highest price that is not above `to`; undefined if there is none. */
export function highestPrice(
  ledger: LedgerReader,
  book: string,
  to = PRICE_MAX,
): number | undefined {
  return search(ledger, book, -1, to, 0, 0);
}

/** The price of a side that is the best for a taker after another, or of all: the lowest to sell at, the highest to buy at. */
export function nextPrice(
  ledger: LedgerReader,
  book: string,
  of: "buy" | "sell",
  after?: number,
): number | undefined {
  if (of === "sell") {
    return after === PRICE_MAX
      ? undefined
      : lowestPrice(ledger, book, after === undefined ? undefined : after + 1);
  }
  return after === 0
    ? undefined
    : highestPrice(ledger, book, after === undefined ? undefined : after - 1);
}

/** All prices of a side, the best for a taker first. Reads as far as it is asked. */
export function* bestPrices(
  ledger: LedgerReader,
  book: string,
  of: "buy" | "sell",
): Generator<number, undefined> {
  let price = nextPrice(ledger, book, of);
  while (price !== undefined) {
    yield price;
    price = nextPrice(ledger, book, of, price);
  }
  return undefined;
}

/** Below a node, the first price in a direction; `bound` limits it while the path is the bound's own. */
function search(
  ledger: LedgerReader,
  book: string,
  step: 1 | -1,
  bound: number | undefined,
  depth: number,
  prefix: number,
): number | undefined {
  if (depth === LEVELS) return prefix;
  const bits = nodes.read(ledger, book, depth, prefix)?.bits;
  if (bits === undefined) return undefined;
  const edge = step === 1 ? 0 : BITS - 1;
  const start = bound === undefined ? edge : bitOf(bound, depth);
  for (let bit = start; bit >= 0 && bit < BITS; bit += step) {
    if ((bits[bit >> 3]! & (1 << (bit & 7))) === 0) continue;
    const within = bit === start ? bound : undefined;
    const found = search(ledger, book, step, within, depth + 1, prefix * BITS + bit);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The bytes of a price above a level, as a number. */
function prefixOf(price: number, depth: number): number {
  return Math.floor(price / BITS ** (LEVELS - depth));
}

function bitOf(price: number, depth: number): number {
  return Math.floor(price / BITS ** (LEVELS - 1 - depth)) % BITS;
}
