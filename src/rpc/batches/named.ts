import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import {
  batches,
  batchId,
  batchNo as numberOfBatch,
  type BatchRecord,
  batchRecord,
} from "../../transactions/trade/batches/records.ts";
import { type InputsOf, isNamedOnce, of, optional } from "../inputs.ts";

/** The two ways in which a batch is named. */
export const batchInputs = {
  batch: optional(of(field.hash(), "The batch's id.")),
  producer: optional(of(batchRecord.shape.producer, "With batchNo: the producer's code.")),
  batchNo: optional(of(numberOfBatch, "With producer: the batch's number.")),
} as const;
type Named = InputsOf<typeof batchInputs>;

/** What is wrong with how a batch is named; undefined if it is named one way, and completely. */
export function whyUnnamed(named: Named): string | undefined {
  return isBatchNamed(named)
    ? undefined
    : "must name a batch by its id, or by producer and batchNo";
}

/** Whether a batch is named one way and completely; `other` is something else that may stand for it. */
export function isBatchNamed({ batch, producer, batchNo }: Named, other?: Uint8Array): boolean {
  const isTwice = batch !== undefined && other !== undefined;
  return !isTwice && isNamedOnce(batch ?? other, producer, batchNo);
}

export function batchNamed(
  ledger: LedgerReader,
  { batch, producer, batchNo }: Named,
): BatchRecord | undefined {
  return batches.read(ledger, batch ?? batchId(producer!, batchNo!));
}
