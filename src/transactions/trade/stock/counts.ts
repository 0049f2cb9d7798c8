import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { limits } from "../../../primitives/limits.ts";
import { stored } from "../../stored.ts";
import { pathOf, placeOf, quantity, reference, type Shelf, shelfKey } from "./records.ts";

/** A stock-taking of one shelf: what was counted, what the ledger had then, and what came of it. */
export const countRecord = field.record({
  ...shelfKey,
  place: field.count(),
  counted: quantity,
  /** On hand by the ledger in the block in which it was counted. */
  expected: quantity,
  reference,
  status: field.choice(["open", "approved", "refused"]),
  by: field.account(),
  /** Who said so: somebody else decides. */
  signers: field.list(field.bytes(32), limits.signersPerAccount),
  decidedBy: field.optional(field.account()),
  height: field.count(),
  timeMs: field.count(),
});
export type CountRecord = ValueOf<typeof countRecord>;

export function countsPrefix(shelf: Shelf): string {
  return `trade/count/${pathOf(shelf)}/`;
}
/** By shelf and place, from 0. */
export const counts = stored(
  countRecord,
  (shelf: Shelf, place: number) => `${countsPrefix(shelf)}${placeOf(place)}`,
);

export function countingPrefix(code: string): string {
  return `trade/counting/${code}/`;
}
/** By warehouse or merchant, and shelf: there while a count waits for a decision, one at a time. */
export const counting = stored(
  field.record({ place: field.count() }),
  (code: string, shelf: Shelf) => `${countingPrefix(code)}${pathOf(shelf)}`,
);
