import { participantName } from "../../../chain/participant.ts";
import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { limits } from "../../../primitives/limits.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { documentNumber } from "../../customs/codes.ts";
import type { OperationContext } from "../../definition.ts";
import { ownAccount } from "../../participants/records.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";
import type { BatchRecord } from "./records.ts";

/** What can happen to a batch. Entries are only ever added at the end. */
export const EVENTS = [
  ...["created", "split", "split-off", "merge", "merged", "offered", "offer-withdrawn"],
  ...["taken-over", "recalled", "recall-lifted"],
  ...["produced", "processed", "stored", "inspected-passed", "inspected-failed", "shipped"],
  ...["customs-cleared", "received", "temperature", "other"],
] as const;
export type BatchEvent = (typeof EVENTS)[number];

/** What somebody may say of an event. */
export const eventTerms = {
  /** Where it happened, ISO 3166-1 alpha-2. */
  country: field.optional(country),
  /** Of a document about it; salted where the document could be guessed. */
  document: field.optional(field.hash()),
  /** A number, a reading, a reason: what the event says in a word. Nothing personal. */
  code: field.optional(documentNumber(40)),
} as const;

/** One event of a batch, written once and kept for ever: who, with which keys, in which block. */
export const batchEventRecord = field.record({
  batch: field.hash(),
  place: field.count(),
  /** Its place among the events of all batches: what was first where several have a part. */
  sequence: field.count(),
  event: field.choice(EVENTS),
  ...eventTerms,
  /** The batch that it was split off or merged from, or that was made from it: the first, of several. */
  other: field.optional(field.hash()),
  /** To whom it was offered. */
  to: field.optional(participantName),
  participant: participantName,
  by: field.account(),
  signers: field.list(field.bytes(32), limits.signersPerAccount),
  operation: field.hash(),
  height: field.count(),
  timeMs: field.count(),
});
export type BatchEventRecord = ValueOf<typeof batchEventRecord>;

export function batchEventsPrefix(id: Uint8Array): string {
  return `trade/batch-event/${toHex(id)}/`;
}
/** By batch and place, from 0. */
export const batchEvents = stored(
  batchEventRecord,
  (id: Uint8Array, place: number) => `${batchEventsPrefix(id)}${place.toString().padStart(9, "0")}`,
);
/** How many there are of all batches. */
export const batchEventCounts = stored(
  field.record({ count: field.count() }),
  () => "trade/batch-events",
);

/** Whose operation it is, and in which block. */
export type Moment = Pick<
  OperationContext<unknown>,
  "source" | "signers" | "operationId" | "height" | "timeMs"
>;

type More = Partial<Pick<BatchEventRecord, "country" | "document" | "code" | "other" | "to">>;

/** Adds an event to a batch's history; what its `steps` are then. */
export function addBatchEvent(
  ledger: Ledger,
  { id, steps }: Pick<BatchRecord, "id" | "steps">,
  event: BatchEvent,
  { source, signers, operationId, height, timeMs }: Moment,
  { country: where, document, code, other, to }: More = {},
): number {
  const sequence = batchEventCounts.read(ledger)?.count ?? 0;
  batchEventCounts.write(ledger, { count: sequence + 1 });
  const { participant } = ownAccount(ledger, source);
  const said = { event, country: where, document, code, other, to };
  const by = { participant, by: source, signers, operation: operationId, height, timeMs };
  batchEvents.write(ledger, { batch: id, place: steps, sequence, ...said, ...by }, id, steps);
  return steps + 1;
}
