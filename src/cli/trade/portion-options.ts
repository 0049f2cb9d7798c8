import type { CommandOption, Given } from "../command.ts";
import { type Money, minorGiven } from "./order-money.ts";

/** A part of an order's money, as people type it: tax is told apart, since it is owed to the state. */
export const portionOptions: readonly CommandOption[] = [
  { flags: "--goods <number>", summary: "of the goods with freight, like 50.00", fallback: "0" },
  { flags: "--tax <number>", summary: "of the tax, like 4.55", fallback: "0" },
];

/** The part in minor units. Throws AMOUNT_FORMAT, AMOUNT_DECIMALS, AMOUNT_TOO_LARGE. */
export function portionGiven(given: Given, money: Money): { goods: string; tax: string } {
  return { goods: minorGiven(given, "goods", money), tax: minorGiven(given, "tax", money) };
}
