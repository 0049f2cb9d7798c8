import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { documentNumber, enterpriseCode } from "../../customs/codes.ts";
import { itemNo } from "../../customs/commodities/records.ts";
import { numberKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";

/** Where an article of a merchant lies: a shelf. Codes are those of customs, the article's number is the merchant's own. */
export const shelfKey = { warehouse: enterpriseCode, merchant: enterpriseCode, itemNo } as const;

export interface Shelf {
  readonly warehouse: string;
  readonly merchant: string;
  readonly itemNo: string;
}

/** Quantities are in 0.00001 of the article's unit. */
export const quantity = field.uint64();

/** The number of an order or of a paper: what a change of a shelf was for. */
export const reference = documentNumber(60);

/** When less than `least` is free, the merchant wants so much ordered that `target` is. */
export const reorderRule = field.record({ least: quantity, target: quantity });

export const shelfRecord = field.record({
  ...shelfKey,
  onHand: quantity,
  /** Of what is on hand: sold, and not gone yet. */
  reserved: quantity,
  rule: field.optional(reorderRule),
  /** The place of the replenishment that is open, and how many there were. */
  replenishing: field.optional(field.count()),
  replenishments: field.count(),
  /** The place of the stock-taking that waits for a decision, and how many there were. */
  counting: field.optional(field.count()),
  counts: field.count(),
  movements: field.count(),
  height: field.count(),
});
export type ShelfRecord = ValueOf<typeof shelfRecord>;

/** What can change a shelf, and by which sign it changes what is on hand and what is reserved. Entries are only ever added at the end. */
export const MOVEMENTS = {
  receive: [1n, 0n],
  dispatch: [-1n, 0n],
  "transfer-out": [-1n, 0n],
  "transfer-in": [1n, 0n],
  "count-more": [1n, 0n],
  "count-less": [-1n, 0n],
  reserve: [0n, 1n],
  unreserve: [0n, -1n],
  ship: [-1n, -1n],
  restock: [1n, 0n],
} as const satisfies Readonly<Record<string, readonly [onHand: bigint, reserved: bigint]>>;
export type MovementKind = keyof typeof MOVEMENTS;

/** One change of a shelf, written once and kept for ever. */
export const movementRecord = field.record({
  kind: field.choice(Object.keys(MOVEMENTS) as MovementKind[]),
  quantity,
  /** After it. */
  onHand: quantity,
  reserved: quantity,
  reference,
  /** Why, in a word, where the kind does not say it. */
  code: field.optional(field.text(40)),
  /** Absent where the ledger itself acted. */
  by: field.optional(field.account()),
  operation: field.optional(field.hash()),
  height: field.count(),
  timeMs: field.count(),
});
export type MovementRecord = ValueOf<typeof movementRecord>;

/** Places in keys, so that they sort as they count. */
export const placeOf = (place: number): string => place.toString().padStart(12, "0");

/** The part of a key that names a shelf. */
export function pathOf({ warehouse, merchant, itemNo: article }: Shelf): string {
  return `${warehouse}/${merchant}/${numberKey(article)}`;
}

export const SHELVES = "trade/shelf/";
/** The keys of what lies in a warehouse begin with this. */
export function shelvesPrefix(warehouse: string): string {
  return `${SHELVES}${warehouse}/`;
}
/** By warehouse, merchant and article. */
export const shelves = stored(shelfRecord, (shelf: Shelf) => `${SHELVES}${pathOf(shelf)}`);

export function shelvesOfPrefix(merchant: string): string {
  return `trade/shelf-of/${merchant}/`;
}
/** By merchant, article and warehouse: there for every shelf of a merchant. */
export const shelvesOf = stored(
  field.record({ height: field.count() }),
  ({ warehouse, merchant, itemNo: article }: Shelf) =>
    `${shelvesOfPrefix(merchant)}${numberKey(article)}/${warehouse}`,
);

export function movementsPrefix(shelf: Shelf): string {
  return `trade/movement/${pathOf(shelf)}/`;
}
/** By shelf and place, from 0. */
export const movements = stored(
  movementRecord,
  (shelf: Shelf, place: number) => `${movementsPrefix(shelf)}${placeOf(place)}`,
);
