import { toHex } from "../../primitives/bytes.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import type { Ledger } from "../../state/ledger.ts";
import type { OperationContext } from "../definition.ts";
import { stored } from "../stored.ts";
import { guid } from "./codes.ts";

/** What can happen to a document. Entries are only ever added at the end. */
export const EVENTS = [
  "new",
  "change",
  "delete",
  "lapse",
  "match",
  "mismatch",
  "arrive",
  "receipt",
  "cancel",
  "cancel-approve",
  "cancel-refuse",
  "return",
  "return-approve",
  "return-refuse",
  "return-arrive",
  "entry",
  "status",
] as const;
export type Event = (typeof EVENTS)[number];

/** One event of a document, written once and kept for ever: who, with which keys, in which block. */
export const eventRecord = field.record({
  event: field.choice(EVENTS),
  /** A receipt code, a reason, a status: what the event says in a word. */
  code: field.optional(field.text(40)),
  guid: field.optional(guid),
  /** Absent where the ledger itself acted. */
  by: field.optional(field.account()),
  signers: field.list(field.bytes(32), limits.signersPerAccount),
  operation: field.optional(field.hash()),
  height: field.count(),
  timeMs: field.count(),
});
export type EventRecord = ValueOf<typeof eventRecord>;

/** The keys of a document's events begin with this. */
export function eventsPrefix(id: Uint8Array): string {
  return `customs/event/${toHex(id)}/`;
}
/** By document and place, from 0. */
export const events = stored(
  eventRecord,
  (id: Uint8Array, place: number) => `${eventsPrefix(id)}${place.toString().padStart(6, "0")}`,
);

/** Whose operation it is and in which block; without a source where the ledger itself acts. */
export type Moment = Pick<OperationContext<unknown>, "height" | "timeMs" | "protocolVersion"> &
  Partial<Pick<OperationContext<unknown>, "source" | "signers" | "operationId">>;

/** Adds an event to a document's history; what its `steps` are then. */
export function addEvent(
  ledger: Ledger,
  { id, steps }: { readonly id: Uint8Array; readonly steps: number },
  event: Event,
  { source, signers = [], operationId, height, timeMs }: Moment,
  more: { readonly code?: string | undefined; readonly guid?: string } = {},
): number {
  const by = { by: source, signers, operation: operationId, height, timeMs };
  events.write(ledger, { event, code: more.code, guid: more.guid, ...by }, id, steps);
  return steps + 1;
}
