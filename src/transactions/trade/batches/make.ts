import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { addBatchEvent, type Moment } from "./history.ts";
import { ancestorsOf, noteDescendants } from "./lineage.ts";
import { batches, batchId, type BatchRecord, UNTOUCHED } from "./records.ts";

export const makingFailures = {
  NUMBER_NOT_OF_BATCH:
    "The number of a new batch begins with that of the batch it comes from, the first of several, and a slash: LOT-7/1 is of LOT-7.",
  BATCH_EXISTS: "The producer has a batch of this number already. Give the new one another number.",
  TOO_MANY_ANCESTORS:
    "A new batch would be made from more than 64 others. Take goods that have passed through fewer splits and merges.",
} as const;

/** So much of a batch becomes part of others. */
export interface Share {
  readonly batch: BatchRecord;
  readonly quantity: bigint;
}

/** A batch that is made from others. */
export interface Part {
  readonly batchNo: string;
  readonly quantity: bigint;
}

/** Splits a share into parts; their ids, or why not. */
export function splitInto(
  ledger: Ledger,
  share: Share,
  parts: readonly Part[],
  moment: Moment,
): Uint8Array[] | keyof typeof makingFailures {
  const names = namesOf(ledger, [share], parts);
  if (typeof names === "string") return names;
  takeOut(ledger, [share], names.ids, "split", moment);
  for (const [at, part] of parts.entries()) {
    const parents = [{ batch: share.batch, quantity: part.quantity }];
    writePart(ledger, { id: names.ids[at]!, ...names, part, parents }, "split-off", moment);
  }
  noteDescendants(ledger, names.ancestors, names.ids);
  return names.ids;
}

/** Makes one batch of shares of several; its id, or why not. */
export function mergeInto(
  ledger: Ledger,
  shares: readonly Share[],
  part: Part,
  moment: Moment,
): Uint8Array | keyof typeof makingFailures {
  const names = namesOf(ledger, shares, [part]);
  if (typeof names === "string") return names;
  const id = names.ids[0]!;
  takeOut(ledger, shares, names.ids, "merge", moment);
  writePart(ledger, { id, ...names, part, parents: shares }, "merged", moment);
  noteDescendants(ledger, names.ancestors, names.ids);
  return id;
}

interface Names {
  readonly ids: Uint8Array[];
  readonly ancestors: Uint8Array[];
}

/**
 * What new batches are called, and what they are made from. Only the producer gives numbers of its own; whoever else has its goods
 * adds to them, and so takes none from it.
 */
function namesOf(
  ledger: LedgerReader,
  shares: readonly Share[],
  parts: readonly Part[],
): Names | keyof typeof makingFailures {
  const { producer, batchNo } = shares[0]!.batch;
  const prefix = `${batchNo}/`;
  const isOf = (one: Part): boolean =>
    one.batchNo.startsWith(prefix) && one.batchNo.length > prefix.length;
  if (!parts.every(isOf)) return "NUMBER_NOT_OF_BATCH";
  const ids = parts.map((one) => batchId(producer, one.batchNo));
  if (ids.some((id) => ledger.has(batches.key(id)))) return "BATCH_EXISTS";
  const ancestors = ancestorsOf(shares.map(({ batch }) => batch));
  return ancestors === undefined ? "TOO_MANY_ANCESTORS" : { ids, ancestors };
}

function takeOut(
  ledger: Ledger,
  shares: readonly Share[],
  made: readonly Uint8Array[],
  event: "split" | "merge",
  moment: Moment,
): void {
  for (const { batch, quantity } of shares) {
    const steps = addBatchEvent(ledger, batch, event, moment, { other: made[0]! });
    const [left, passedOn] = [batch.left - quantity, batch.passedOn + quantity];
    const children = batch.children + made.length;
    batches.write(ledger, { ...batch, left, passedOn, children, steps }, batch.id);
  }
}

/** Custodian, article and origin are the first parent's, and those of all. */
function writePart(
  ledger: Ledger,
  {
    id,
    ancestors,
    part: { batchNo, quantity },
    parents,
  }: {
    readonly id: Uint8Array;
    readonly ancestors: Uint8Array[];
    readonly part: Part;
    readonly parents: readonly Share[];
  },
  event: "split-off" | "merged",
  moment: Moment,
): void {
  const { id: other, producer, itemNo, origin, custodian } = parents[0]!.batch;
  const steps = addBatchEvent(ledger, { id, steps: 0 }, event, moment, { other });
  const record: BatchRecord = {
    ...UNTOUCHED,
    ...{ id, producer, batchNo, itemNo, origin, custodian, quantity, left: quantity },
    made: Math.min(...parents.map(({ batch }) => batch.made)),
    parents: parents.map((one) => ({ batch: one.batch.id, quantity: one.quantity })),
    ancestors,
    failedInspection: parents.some(({ batch }) => batch.failedInspection),
    ...{ steps, height: moment.height, timeMs: moment.timeMs },
  };
  batches.write(ledger, record, id);
}
