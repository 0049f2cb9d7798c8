import { type JsonObject, objectOf, textOf } from "./ledger.ts";

/** A conversion's rate as people read it, with what it is of: "0.12903225 USD/HKD". */
export function rateText(conversion: JsonObject): string {
  const { rate, gave, got } = conversion;
  const code = (amount: JsonObject): string => textOf(amount["asset"], "asset").split("@")[0] ?? "";
  const display = textOf(objectOf(rate, "rate")["display"], "display");
  return `${display} ${code(objectOf(got, "got"))}/${code(objectOf(gave, "gave"))}`;
}
