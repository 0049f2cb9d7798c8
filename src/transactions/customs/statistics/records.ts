import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { stored } from "../../stored.ts";

/** Releases that took so many hours or more are counted together: a week. */
export const RELEASE_HOURS_MAX = 168;

const counters = {
  declared: field.uint(32),
  matched: field.uint(32),
  /** Lists whose documents were all there and did not fit, the first time. */
  mismatched: field.uint(32),
  released: field.uint(32),
  refused: field.uint(32),
  sentBack: field.uint(32),
  cancelled: field.uint(32),
  returned: field.uint(32),
} as const;
export type Counter = keyof typeof counters;

/** What happened in a day of UTC to the lists of one mode and direction: counts, and no list. */
export const dayRecord = field.record({
  ...counters,
  /** Minor units of what was released, whatever the currency of exports: see the goods for parts. */
  value: field.uint64(),
  tax: field.uint64(),
  /** Place n: lists that were released n whole hours after they were declared. As long as the longest took. */
  hours: field.list(field.uint(32), RELEASE_HOURS_MAX + 1),
});
export type DayRecord = ValueOf<typeof dayRecord>;

/** Days of a month, like "2026-11", begin with this. */
export function daysPrefix(country: string, month: string): string {
  return `customs/day/${country}/${month}`;
}
/** By country, day, direction and mode. */
export const days = stored(
  dayRecord,
  (country: string, day: string, direction: string, mode: string) =>
    `customs/day/${country}/${day}/${direction}/${mode}`,
);

/** Lines that were released, by where the goods were made and their chapter of the tariff. */
export const goodsRecord = field.record({
  lists: field.uint(32),
  lines: field.uint(32),
  value: field.uint64(),
});
export type GoodsRecord = ValueOf<typeof goodsRecord>;
export function goodsPrefix(country: string, month: string): string {
  return `customs/goods/${country}/${month}`;
}
/** By country, day, direction, mode, currency, origin and chapter. */
export const goods = stored(goodsRecord, (country: string, day: string, ...rest: string[]) =>
  [`customs/goods/${country}/${day}`, ...rest].join("/"),
);
