import type { Json } from "../primitives/fields/field.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { countRecord, counts } from "../transactions/trade/stock/counts.ts";
import {
  type Shelf,
  shelfKey,
  type ShelfRecord,
  shelfRecord,
  shelves,
} from "../transactions/trade/stock/records.ts";
import { replenishmentRecord, replenishments } from "../transactions/trade/stock/replenish.ts";
import { of } from "./inputs.ts";
import { minor, nullable, withMembers } from "./schemas.ts";

/** The three parts that name a shelf. */
export const shelfInputs = {
  warehouse: of(shelfKey.warehouse, "The warehouse's code with customs."),
  merchant: of(shelfKey.merchant, "The code of the merchant whose goods they are."),
  itemNo: of(shelfKey.itemNo, "The merchant's number of the article."),
} as const;

/** A shelf with what can be sold of it, and what waits for somebody. */
export const shelfSchema = withMembers(shelfRecord.schema, {
  free: minor,
  replenishment: nullable(replenishmentRecord.schema),
  count: nullable(countRecord.schema),
});

export function shelfJson(ledger: LedgerReader, shelf: ShelfRecord): Json {
  const { onHand, reserved, replenishing, counting } = shelf;
  return {
    ...(shelfRecord.toJson(shelf) as object),
    free: (onHand - reserved).toString(),
    replenishment:
      replenishing === undefined
        ? null
        : replenishmentRecord.toJson(replenishments.read(ledger, shelf, replenishing)!),
    count:
      counting === undefined ? null : countRecord.toJson(counts.read(ledger, shelf, counting)!),
  };
}

/** How many of something a shelf has had; none of one that never was. */
export function countOn(
  ledger: LedgerReader,
  shelf: Shelf,
  of: "movements" | "counts" | "replenishments",
): number {
  return shelves.read(ledger, shelf)?.[of] ?? 0;
}
