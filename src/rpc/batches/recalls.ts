import type { Json } from "../../primitives/fields/field.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import {
  batches,
  type BatchRecord,
  batchRecord,
  recallRecord,
} from "../../transactions/trade/batches/records.ts";
import { hash, listOf, withMembers } from "../schemas.ts";
import { proved } from "./proved.ts";

const { producer, batchNo } = batchRecord.shape;

/** The recalls that reach a batch: which batch, by whom, why, and by which notice. The proof of one is that of the batch's record. */
export const recallsSchema = listOf(
  proved(
    withMembers(recallRecord.schema, {
      ...{ batch: hash, producer: producer.schema, batchNo: batchNo.schema },
    }),
  ),
);

/** Its own first, then those of what it was made from. Each is lifted where it was ordered, so all are named. */
export function recallsJson(ledger: LedgerReader, batch: BatchRecord): Json[] {
  const ancestors = batch.ancestors.map((id) => batches.read(ledger, id)!);
  return [batch, ...ancestors].flatMap((one): Json[] => {
    if (one.recall === undefined) return [];
    const { id, producer: code, batchNo: number } = batchRecord.toJson(one) as Members;
    const recall = recallRecord.toJson(one.recall) as Members;
    const of = { batch: id!, producer: code!, batchNo: number! };
    return [{ ...of, ...recall, proofKey: batches.key(one.id) }];
  });
}

type Members = { readonly [name: string]: Json };
