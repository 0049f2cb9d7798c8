import type { ValueOf } from "../../../../primitives/fields/field.ts";
import { field } from "../../../../primitives/fields/index.ts";
import { unitCode } from "../../../customs/codes.ts";
import { country } from "../../../rules/records.ts";
import { stored } from "../../../stored.ts";
import { pathOf, type Shelf } from "../records.ts";

/** Quantities of a day by what became of them, in 0.00001 of the unit. */
const quantities = {
  received: field.uint64(),
  dispatched: field.uint64(),
  sentOn: field.uint64(),
  arrived: field.uint64(),
  found: field.uint64(),
  lost: field.uint64(),
  shipped: field.uint64(),
  cameBack: field.uint64(),
} as const;
export type Flow = keyof typeof quantities;

/** What moved in a day of UTC, in the warehouses of a country, of one chapter of the tariff and in one unit: sums, and nobody's shelf. */
export const stockDayRecord = field.record({
  movements: field.uint(32),
  /** How often a movement left nothing on its shelf. */
  ranEmpty: field.uint(32),
  ...quantities,
});
export type StockDayRecord = ValueOf<typeof stockDayRecord>;

/** Days of a month, like "2026-11", begin with this. */
export function stockDaysPrefix(country: string, month: string): string {
  return `trade/stock-day/${country}/${month}`;
}
/** By country of the warehouse, day, chapter and unit. */
export const stockDays = stored(stockDayRecord, (day: string, { country, ...of }: StockGroup) =>
  [stockDaysPrefix(country, day), of.chapter, of.unit].join("/"),
);

/** Goods that are added up: where they lie, the chapter of the tariff that they are of, and the unit that they are counted in. */
export const stockGroup = field.record({
  country,
  chapter: field.text(2),
  unit: unitCode,
});
export type StockGroup = ValueOf<typeof stockGroup>;

/** What lies in warehouses now. */
export const stockLevelRecord = field.record({
  /** With something on them, at least one. */
  shelves: field.count(),
  /** 128 bits: one shelf alone may hold what 64 bits count. */
  onHand: field.uint128(),
});

export function stockLevelsPrefix(country: string): string {
  return `trade/stock-level/${country}/`;
}
/** By country of the warehouse, chapter and unit. */
export const stockLevels = stored(
  stockLevelRecord,
  ({ country, chapter, unit }: StockGroup) => `${stockLevelsPrefix(country)}${chapter}/${unit}`,
);

/** By shelf, while something is on it: in which group that is counted. */
export const countedIn = stored(stockGroup, (shelf: Shelf) => `trade/stock-in/${pathOf(shelf)}`);
