import type { ValueOf } from "../../../../primitives/fields/field.ts";
import { field } from "../../../../primitives/fields/index.ts";
import { stored } from "../../../stored.ts";

/** Orders that took so many half days or more until they were done are counted together: thirty days. */
export const HALF_DAYS_MAX = 60;

const counters = {
  placed: field.uint(32),
  paid: field.uint(32),
  parcels: field.uint(32),
  accepted: field.uint(32),
  timedOut: field.uint(32),
  cancelled: field.uint(32),
  refundsAsked: field.uint(32),
  refundsAgreed: field.uint(32),
  refundsRefused: field.uint(32),
  disputed: field.uint(32),
  decided: field.uint(32),
  returned: field.uint(32),
} as const;
export type Counter = keyof typeof counters;

/** What happened in a day of UTC to the orders of one direction and kind of sale: counts, and no order. */
export const tradeDayRecord = field.record({
  ...counters,
  /** Minor units of what was placed and of what went back, whatever the currency: see the goods for parts. */
  value: field.uint64(),
  refunded: field.uint64(),
  /** Place n: orders that were done n half days after they were placed. As long as the longest took. */
  halfDays: field.list(field.uint(32), HALF_DAYS_MAX + 1),
});
export type TradeDayRecord = ValueOf<typeof tradeDayRecord>;

/** Days of a month, like "2026-11", begin with this. */
export function tradeDaysPrefix(country: string, month: string): string {
  return `trade/day/${country}/${month}`;
}
/** By country, day, direction and kind of sale. */
export const tradeDays = stored(
  tradeDayRecord,
  (country: string, day: string, direction: string, sale: string) =>
    `trade/day/${country}/${day}/${direction}/${sale}`,
);

/** What was ordered of one chapter of the tariff. */
export const tradeGoodsRecord = field.record({
  orders: field.uint(32),
  value: field.uint64(),
});
export function tradeGoodsPrefix(country: string, month: string): string {
  return `trade/goods/${country}/${month}`;
}
/** By country, day, direction, kind of sale, currency and chapter. */
export const tradeGoods = stored(
  tradeGoodsRecord,
  (country: string, day: string, ...rest: string[]) =>
    [`trade/goods/${country}/${day}`, ...rest].join("/"),
);
