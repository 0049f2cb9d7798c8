import { block, header } from "../chain/block.ts";
import { receipt } from "../chain/receipt.ts";
import { certificate } from "../chain/vote.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { limits } from "../primitives/limits.ts";

/** What the chain keeps beside the state. Heights in keys have 12 digits, so that bytes sort as numbers do. */
export const storedBlock = field.record({
  block,
  /** Absent of blocks that are final as ancestors (C6). */
  certificate: field.optional(certificate),
});
export type StoredBlock = ValueOf<typeof storedBlock>;

export const storedBodies = field.list(
  field.blob(limits.transactionBytes),
  limits.transactionsPerBlock,
);

export const storedReceipts = field.list(receipt, limits.transactionsPerBlock);

/** The newest committed block: where a start goes on. */
export const storedHead = field.record({
  chainId: field.hash(),
  header,
  stateRoot: field.hash(),
  receiptsRoot: field.hash(),
});
export type StoredHead = ValueOf<typeof storedHead>;

export const storedPlace = field.record({ height: field.count(), index: field.uint(32) });

export const HEAD_KEY = "head";
export const heightKey = (height: number): string => height.toString().padStart(12, "0");
export const blockKey = (height: number): string => `block/${heightKey(height)}`;
export const bodiesKey = (height: number): string => `bodies/${heightKey(height)}`;
export const digestKey = (digest: string): string => `digest/${digest}`;
export const placeKey = (id: string): string => `transaction/${id}`;

/** Newest first is the reverse of this order. */
export function historyKey(account: string, height: number, index: number): string {
  return `history/${account}/${heightKey(height)}/${index.toString().padStart(6, "0")}`;
}
