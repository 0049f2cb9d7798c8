import { usageError } from "../errors.ts";

const PLACES = 5;

/** A quantity that was typed, in 0.00001 of its unit as JSON-RPC takes it. Throws a usage error: QUANTITY_FORMAT. */
export function quantityOf(text: string): string {
  const [, whole, fraction = ""] = /^([0-9]{1,12})(?:\.([0-9]{1,5}))?$/.exec(text) ?? [];
  if (whole !== undefined) return BigInt(whole + fraction.padEnd(PLACES, "0")).toString();
  const hint = "Write a number with at most five places behind the point, like 2 or 0.5.";
  throw usageError("QUANTITY_FORMAT", `"${text}" is no quantity.`, hint);
}

/** A rate in per cent as hundredths of one. Throws a usage error: RATE_FORMAT. */
export function rateOf(text: string): number {
  const [, whole, fraction = ""] = /^([0-9]{1,4})(?:\.([0-9]{1,2}))?$/.exec(text) ?? [];
  if (whole !== undefined) return Number(whole + fraction.padEnd(2, "0"));
  const hint = "Write per cent with at most two places behind the point, like 13 or 9.5.";
  throw usageError("RATE_FORMAT", `"${text}" is no rate.`, hint);
}
