import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { stored } from "../../stored.ts";
import { guid } from "../codes.ts";
import { LINES_MAX } from "../orders/records.ts";
import { daysAfter } from "../tax/bill.ts";
import type { ListRecord } from "./records.ts";

/** So much of a line comes back: its place in the list from 0, and how much in 0.00001 of its unit. */
export const returnLines = field.list(
  field.record({ line: field.uint(8), quantity: field.uint64() }),
  LINES_MAX,
  1,
);

/** How often goods of one list are announced to come back: more are a mistake of somebody. */
export const RETURNS_MAX = 100;

/** Goods of a released list that come back (CEB625). */
export const returnRecord = field.record({
  list: field.hash(),
  place: field.uint(16),
  guid,
  lines: returnLines,
  status: field.choice(["filed", "approved", "refused", "arrived"]),
  /** Announced in time: it comes back without tax if it arrives in time too. */
  inTime: field.bool(),
  arriveBy: field.count(),
  /** Once it has arrived: whether that was in time. */
  taxFree: field.optional(field.bool()),
  height: field.count(),
  timeMs: field.count(),
});
export type ReturnRecord = ValueOf<typeof returnRecord>;

export function returnsPrefix(list: Uint8Array): string {
  return `customs/return/${toHex(list)}/`;
}
/** By list and place, from 0. */
export const returns = stored(
  returnRecord,
  (list: Uint8Array, place: number) => `${returnsPrefix(list)}${place.toString().padStart(6, "0")}`,
);

export const placeFailures = {
  UNKNOWN_RETURN: "The list has no return of this number. customs_list shows its returns.",
  WRONG_STATUS: "The return is not where this can be done. customs_list shows where it is.",
} as const;

/** Until when goods of a list are announced and back to be free of tax, milliseconds UTC (docs/domain section 4, return). */
export function returnTimes(
  ledger: LedgerReader,
  { customs, content, releasedAt }: ListRecord,
): { readonly applyBy: number; readonly arriveBy: number } {
  const from = releasedAt!;
  if (content.direction === "export") {
    const until = daysAfter(ledger, customs, "customs-export-return-days", from);
    return { applyBy: until, arriveBy: until };
  }
  return {
    applyBy: daysAfter(ledger, customs, "customs-return-apply-days", from),
    arriveBy: daysAfter(ledger, customs, "customs-return-arrive-days", from),
  };
}
