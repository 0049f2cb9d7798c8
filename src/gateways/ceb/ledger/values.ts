import { MappingError } from "./mapping-error.ts";

/** Text of a decimal number as whole units of its last place; more places than that are refused unless they are zeros. */
function scaled(text: string, places: number, code: string, element: string): string {
  const [whole = "", fraction = ""] = text.split(".");
  const kept = fraction.slice(0, places).padEnd(places, "0");
  if (/[^0]/.test(fraction.slice(places))) {
    const message = `${element} has more than ${places} places behind the point.`;
    throw new MappingError(
      code,
      message,
      "The ledger counts no smaller parts. Round it at its origin.",
    );
  }
  return BigInt(whole + kept).toString();
}

/** An amount in minor units of its currency, which has two places. */
export function minorOf(text: string | undefined, element: string): string {
  return text === undefined ? "0" : scaled(text, 2, "AMOUNT_DECIMALS", element);
}

/** A quantity or weight in 0.00001 of its unit. */
export function quantityOf(text: string, element: string): string {
  return scaled(text, 5, "QUANTITY_DECIMALS", element);
}

/** What the ledger needs and the specification leaves open. */
export function needed(text: string | undefined, element: string): string {
  if (text !== undefined) return text;
  const hint = `Fill in ${element}: the ledger tells documents and articles apart by it.`;
  throw new MappingError("ELEMENT_NEEDED", `${element} is empty.`, hint);
}

/** China has one time zone and no summer time. */
const CHINA_MS = 8 * 3_600_000;

/** Digits of China's time, yyyyMMddHHmmss, as milliseconds UTC. */
export function timeOf(digits: string): number {
  const [year, month, day, hours, minutes, seconds] = [
    digits.slice(0, 4),
    ...[4, 6, 8, 10, 12].map((at) => digits.slice(at, at + 2)),
  ].map(Number) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hours, minutes, seconds) - CHINA_MS;
}

/** Milliseconds UTC as digits of China's time, to the millisecond. */
export function digitsOf(timeMs: number): string {
  return new Date(timeMs + CHINA_MS).toISOString().replace(/[^0-9]/g, "");
}
