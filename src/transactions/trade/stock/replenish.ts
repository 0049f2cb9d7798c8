import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { stored } from "../../stored.ts";
import { pathOf, placeOf, quantity, type Shelf, shelfKey, type ShelfRecord } from "./records.ts";

/** So much is to be brought to a shelf: the ledger itself asks for it, by the merchant's rule. */
export const replenishmentRecord = field.record({
  ...shelfKey,
  place: field.count(),
  /** What was missing to the rule's target when it was opened. */
  quantity,
  status: field.choice(["open", "received", "withdrawn"]),
  /** What was taken in for it. */
  received: quantity,
  /** When it was opened. */
  height: field.count(),
  timeMs: field.count(),
});
export type ReplenishmentRecord = ValueOf<typeof replenishmentRecord>;

export function replenishmentsPrefix(shelf: Shelf): string {
  return `trade/replenishment/${pathOf(shelf)}/`;
}
/** By shelf and place, from 0. */
export const replenishments = stored(
  replenishmentRecord,
  (shelf: Shelf, place: number) => `${replenishmentsPrefix(shelf)}${placeOf(place)}`,
);

export function replenishingPrefix(code: string): string {
  return `trade/replenishing/${code}/`;
}
/** By warehouse or merchant, and shelf: there while a replenishment is open, one at a time. */
export const replenishing = stored(
  field.record({ place: field.count() }),
  (code: string, shelf: Shelf) => `${replenishingPrefix(code)}${pathOf(shelf)}`,
);

interface Now {
  readonly height: number;
  readonly timeMs: number;
}

/** The shelf with a replenishment of its own if its rule wants one and none is open. What it is then is for the caller to write. */
export function askedFor(ledger: Ledger, shelf: ShelfRecord, now: Now): ShelfRecord {
  const { rule, onHand, reserved, replenishing: open, replenishments: place } = shelf;
  const free = onHand - reserved;
  if (rule === undefined || open !== undefined || free >= rule.least) return shelf;
  const { warehouse, merchant, itemNo } = shelf;
  const { height, timeMs } = now;
  const record = {
    ...{ warehouse, merchant, itemNo, place, quantity: rule.target - free },
    ...{ status: "open" as const, received: 0n, height, timeMs },
  };
  replenishments.write(ledger, record, shelf, place);
  for (const code of [warehouse, merchant]) replenishing.write(ledger, { place }, code, shelf);
  return { ...shelf, replenishing: place, replenishments: place + 1 };
}

/** The shelf without the replenishment that is open: so much was taken in for it, or nobody wants it any more. */
export function answered(
  ledger: Ledger,
  shelf: ShelfRecord,
  status: "received" | "withdrawn",
  received: bigint,
): ShelfRecord {
  const place = shelf.replenishing!;
  const record = replenishments.read(ledger, shelf, place)!;
  replenishments.write(ledger, { ...record, status, received }, shelf, place);
  for (const code of [shelf.warehouse, shelf.merchant])
    ledger.delete(replenishing.key(code, shelf));
  return { ...shelf, replenishing: undefined };
}
