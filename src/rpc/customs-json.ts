import type { AnyShape, RecordField, RecordOf } from "../primitives/fields/composites.ts";
import type { Json } from "../primitives/fields/field.ts";
import { toHex } from "../primitives/bytes.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { eventRecord, events } from "../transactions/customs/history.ts";
import { type Mismatch, sidesOf } from "../transactions/customs/lists/mismatches.ts";
import { rpcLimits } from "./limits.ts";
import { hash, integer, listOf, nullable, shape, text, withMembers } from "./schemas.ts";

type Members = Readonly<Record<string, Json>>;

const side = shape({ source: text, field: text });
export const mismatchSchema = shape({ code: text, left: side, right: side });

/** A mismatch with the two fields that it is about, and where each comes from. */
export function mismatchJson(code: Mismatch): Json {
  const [left, right] = [sidesOf(code).left, sidesOf(code).right].map(([source, field]) => {
    return { source, field };
  });
  return { code, left: left!, right: right! };
}

/** What a document's history is answered with. */
export const historyMembers = {
  history: listOf(withMembers(eventRecord.schema, { place: integer, proofKey: text })),
  /** Where to go on, if the history is longer. */
  nextStep: nullable(integer),
} as const;

/** A page of a document's history; `proofKey` is what state_proof proves an event by. */
export function historyJson(
  ledger: LedgerReader,
  { id, steps }: { readonly id: Uint8Array; readonly steps: number },
  fromStep: number,
): { readonly history: Json; readonly nextStep: number | null } {
  const to = Math.min(steps, fromStep + rpcLimits.pageDefault);
  const places = Array.from({ length: Math.max(0, to - fromStep) }, (_, i) => fromStep + i);
  const history = places.map((place) => ({
    ...(eventRecord.toJson(events.read(ledger, id, place)!) as Members),
    ...{ place, proofKey: events.key(id, place) },
  }));
  return { history, nextStep: to < steps ? to : null };
}

/** Answer of a method that reads one record: its JSON, or null. */
export function recordOrNull<S extends AnyShape>(
  record: RecordField<S>,
  found: RecordOf<S> | undefined,
): Json {
  return found === undefined ? null : record.toJson(found);
}

/** What the methods for orders, slips and waybills answer with. */
export function documentSchema<S extends AnyShape>(record: RecordField<S>) {
  return nullable(shape({ document: record.schema, lists: listOf(hash), ...historyMembers }));
}

/** A document, the lists that name it and are not done, and its history; null if there is none. */
export function documentJson<S extends AnyShape>(
  ledger: LedgerReader,
  record: RecordField<S>,
  found: (RecordOf<S> & { readonly id: Uint8Array; readonly steps: number }) | undefined,
  lists: readonly Uint8Array[],
  fromStep = 0,
): Json {
  if (found === undefined) return null;
  const { history, nextStep } = historyJson(ledger, found, fromStep);
  return { document: record.toJson(found), lists: lists.map(toHex), history, nextStep };
}
