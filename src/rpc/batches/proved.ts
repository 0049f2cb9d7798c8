import type { Json } from "../../primitives/fields/field.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { batchEvents, type BatchEventRecord } from "../../transactions/trade/batches/history.ts";
import { type ParcelRecord, parcels } from "../../transactions/trade/batches/parcels.ts";
import { batches, type BatchRecord } from "../../transactions/trade/batches/records.ts";
import type { Stored } from "../../transactions/stored.ts";
import type { JsonSchema } from "../inputs.ts";
import { text, withMembers } from "../schemas.ts";

/** An entry of the ledger in an answer: `proofKey` is what state_proof proves it by. */
export function proved(schema: JsonSchema): JsonSchema {
  return withMembers(schema, { proofKey: text });
}

type Members = { readonly [name: string]: Json };

export function provedJson<Parts extends readonly unknown[], T extends object>(
  kept: Stored<Parts, T>,
  record: T,
  ...parts: Parts
): Members {
  return { ...(kept.field.toJson(record) as Members), proofKey: kept.key(...parts) };
}

/** The same of what is there: an article or an enterprise that a batch names is never taken off the record. */
export function provedEntry<Parts extends readonly unknown[], T extends object>(
  ledger: LedgerReader,
  kept: Stored<Parts, T>,
  ...parts: Parts
): Members {
  return provedJson(kept, kept.read(ledger, ...parts)!, ...parts);
}

export function batchJson(batch: BatchRecord): Members {
  return provedJson(batches, batch, batch.id);
}

export function eventJson(event: BatchEventRecord): Members {
  return provedJson(batchEvents, event, event.batch, event.place);
}

export function parcelJson(parcel: ParcelRecord): Members {
  return provedJson(parcels, parcel, parcel.batch, parcel.place);
}
