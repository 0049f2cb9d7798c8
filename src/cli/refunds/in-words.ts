import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor } from "../amount.ts";
import type { JsonObject } from "../ledger.ts";
import { quantityText } from "../stock/in-words.ts";

/** Declared prices count hundredths of their currency, whatever refunds are paid in. */
const DECLARED_PLACES = 2;

const AMOUNTS = [
  ...["net", "vat", "claimed", "base", "tax", "minor", "creditBalance"],
  ...["refund", "credited", "approved", "paid", "demanded", "repaid", "owed", "due"],
];
const QUANTITIES = ["quantity", "left"];
const RATES = ["rate"];

/** Claims, their events and invoices for people: amounts with the decimals of what refunds are paid in, rates in per cent. */
export function refundInWords(value: JsonObject, decimals: number): JsonObject {
  const wordsOf = (name: string, one: Json): Json => {
    if (Array.isArray(one)) return one.map((each) => wordsOf(name, each));
    if (typeof one === "object" && one !== null) {
      // An amount that names its asset is written with that asset's own decimals later.
      return "asset" in one && "minor" in one ? one : refundInWords(one, decimals);
    }
    if (typeof one === "number" && RATES.includes(name)) return `${one / 100} %`;
    if (typeof one !== "string" || !/^[0-9]+$/.test(one)) return one;
    if (AMOUNTS.includes(name)) return formatMinor(BigInt(one), decimals);
    if (name === "fob") return formatMinor(BigInt(one), DECLARED_PLACES);
    return QUANTITIES.includes(name) ? quantityText(one) : one;
  };
  const entries = Object.entries(value).map(([name, one]) => [name, wordsOf(name, one)] as const);
  return Object.fromEntries(entries);
}

/** The same for results of operations. */
export function inRefundWords(decimals: number): (result: JsonObject) => JsonObject {
  return (result) => refundInWords(result, decimals);
}
