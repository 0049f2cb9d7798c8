import { carryingOut } from "../carry-out.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { shortDecimalText } from "../../primitives/decimal.ts";
import { formatMinor } from "../amount.ts";
import type { JsonObject } from "../ledger.ts";

/** Places of a quantity, and of an amount in a currency of customs. */
const [QUANTITY_PLACES, MONEY_PLACES] = [5, 2];

const QUANTITIES = [
  ...["quantity", "onHand", "reserved", "free", "received", "least", "target"],
  ...["counted", "expected", "shortage", "shipped", "released", "returned"],
];
const MONEY = ["total", "refunded", "refund", "worth"];
const TIMES = ["returnBy", "from", "until"];

/** What the ledger counts in 0.00001 of a unit, as people write it: "2.5", "10". */
export function quantityText(hundredThousandths: string): string {
  return shortDecimalText(BigInt(hundredThousandths), QUANTITY_PLACES);
}

/** Stock and orders for people: quantities in units, money with its decimals, times as dates. */
export function stockInWords(value: JsonObject): JsonObject {
  const entries = Object.entries(value).map(([name, one]) => [name, wordsOf(name, one)] as const);
  return Object.fromEntries(entries);
}

function wordsOf(name: string, value: Json): Json {
  if (Array.isArray(value)) return value.map((one) => wordsOf(name, one));
  if (typeof value === "object" && value !== null) return stockInWords(value);
  if (typeof value === "number" && TIMES.includes(name)) return new Date(value).toISOString();
  if (typeof value !== "string" || !/^[0-9]+$/.test(value)) return value;
  if (QUANTITIES.includes(name)) return quantityText(value);
  return MONEY.includes(name) ? formatMinor(BigInt(value), MONEY_PLACES) : value;
}

/** One operation about stock, with its result in units. */
export const carryOutStock = carryingOut(stockInWords);
