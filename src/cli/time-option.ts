import { dayOf, formatDay, parseDay } from "../primitives/civil-day.ts";
import { usageError } from "./errors.ts";

const TIME = /^([0-9-]{10})(?:T([01][0-9]|2[0-3]):([0-5][0-9])Z)?$/;

/**
 * Milliseconds UTC of a day or a time that was typed, like 2027-01-01 or 2027-01-01T08:30Z. A time without a zone would mean
 * another one on every machine. Throws a usage error: TIME_FORMAT.
 */
export function timeOf(text: string): number {
  const [, date = "", hours = "00", minutes = "00"] = TIME.exec(text) ?? [];
  const day = parseDay(date);
  if (day !== undefined) return ((day * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
  const hint = `Write a day of the calendar, or a day and a time in UTC: ${formatDay(dayOf(Date.now()))}T08:30Z.`;
  throw usageError("TIME_FORMAT", `"${text}" is no time.`, hint);
}
