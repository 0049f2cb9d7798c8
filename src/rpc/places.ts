import type { Json } from "../primitives/fields/field.ts";
import type { LedgerReader } from "../state/ledger.ts";
import type { Stored } from "../transactions/stored.ts";
import { type JsonSchema, optional, whole } from "./inputs.ts";
import { rpcLimits } from "./limits.ts";
import { integer, text, withMembers } from "./schemas.ts";

/** The highest place that a key can hold. */
const PLACE_MAX = 999_999_999_999;

/** Where a page of what is kept by place begins. */
export const fromPlaceInput = optional(
  whole(0, PLACE_MAX, "The first place that is wanted; 0 if left out."),
);

/** A record that is kept by place, in an answer: `proofKey` is what state_proof proves it by. */
export function placed(schema: JsonSchema): JsonSchema {
  return withMembers(schema, { place: integer, proofKey: text });
}

/**
 * One page of what `of` has by place, from 0, and keeps for ever: those from a place on. `count` is how many there are, so whoever wants
 * the last ones begins near it; `next` is the place at which to go on.
 */
export function placedPage<Of, T extends object>(
  ledger: LedgerReader,
  kept: Stored<[of: Of, place: number], T>,
  of: Of,
  wanted: {
    readonly count: number;
    readonly from: number | undefined;
    readonly limit?: number | undefined;
  },
): { readonly entries: Json[]; readonly next: number | null } {
  const { count, from = 0, limit = rpcLimits.pageDefault } = wanted;
  const to = Math.min(count, from + limit);
  const places = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  const entries = places.map((place): Json => {
    const record = kept.field.toJson(kept.read(ledger, of, place)!) as object;
    return { ...record, place, proofKey: kept.key(of, place) };
  });
  return { entries, next: to < count ? to : null };
}
