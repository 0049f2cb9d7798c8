import { block, header } from "../chain/block.ts";
import { type Receipt, receipt } from "../chain/receipt.ts";
import { certificate } from "../chain/vote.ts";
import { assert } from "../primitives/assert.ts";
import { decodeOwn } from "../primitives/fields/codec.ts";
import type { Field, ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { limits } from "../primitives/limits.ts";
import { LOOKS_MAX } from "../transactions/fx/book/matching.ts";
import { HOPS_MAX } from "../transactions/fx/paths/records.ts";
import type { IndexSpace } from "../state/store/layout.ts";

/** From version 3 on a transaction carries out as many operations of proposals as it may have itself; a path has most accounts. */
const ACCOUNTS_SINCE_3 = 2 * limits.operationsPerTransaction * (2 + LOOKS_MAX + HOPS_MAX);
/** Before, each of its operations could carry out a proposal of payments between two. */
const ACCOUNTS_BEFORE_3 = limits.operationsPerTransaction * (1 + 2 * limits.proposedOperations);
export const ACCOUNTS_PER_TRANSACTION_MAX = Math.max(ACCOUNTS_SINCE_3, ACCOUNTS_BEFORE_3);

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

/** By transaction, the accounts whose histories name it: without this nobody could tell which entries a block made. */
export const storedAccounts = field.list(
  field.list(field.account(), ACCOUNTS_PER_TRANSACTION_MAX),
  limits.transactionsPerBlock,
);

/** C13. How an epoch ended. Kept for ever, so that whoever trusts an early set can be led to the present one. */
export const storedHandOver = field.record({ header, certificate });

/** From which height on everything is here. Block 0 always is: genesis itself says it. */
export const storedKept = field.record({
  /** 0 if no block was ever left out. */
  blocks: field.count(),
  /** Above `blocks` after a start from a snapshot: only who executes a block knows whose histories it belongs to. */
  histories: field.count(),
});
export type StoredKept = ValueOf<typeof storedKept>;

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
export const KEPT_KEY = "kept";
export const heightKey = (height: number): string => height.toString().padStart(12, "0");
export const blockKey = (height: number): string => `block/${heightKey(height)}`;
export const bodiesKey = (height: number): string => `bodies/${heightKey(height)}`;
export const accountsKey = (height: number): string => `accounts/${heightKey(height)}`;
export const handOverKey = (epoch: number): string =>
  `hand-over/${epoch.toString().padStart(10, "0")}`;
export const digestKey = (digest: string): string => `digest/${digest}`;
export const placeKey = (id: string): string => `transaction/${id}`;

/** The chain's own reads: of the store, or of the store as it was at one moment. */
export interface RecordReader {
  readIndex(space: IndexSpace, key: string): Uint8Array | undefined;
}

export function readRecord<T>(
  from: RecordReader,
  space: IndexSpace,
  key: string,
  kind: Field<T>,
): T | undefined {
  const bytes = from.readIndex(space, key);
  return bytes === undefined ? undefined : decodeOwn(kind, bytes);
}

/** A committed block as it is kept, with its bodies as they were sent. */
export type BlockAndBodies = StoredBlock & { readonly bodies: readonly Uint8Array[] };

export function readBlock(from: RecordReader, height: number): BlockAndBodies | undefined {
  const entry = readRecord(from, "blocks", blockKey(height), storedBlock);
  const bodies = readRecord(from, "blocks", bodiesKey(height), storedBodies);
  return entry === undefined || bodies === undefined ? undefined : { ...entry, bodies };
}

/** Of a block that is kept. */
export function readReceipts(from: RecordReader, height: number): readonly Receipt[] {
  const receipts = readRecord(from, "receipts", heightKey(height), storedReceipts);
  assert(receipts !== undefined, "a stored block has its receipts beside it");
  return receipts;
}

/** Newest first is the reverse of this order. */
export function historyKey(account: string, height: number, index: number): string {
  return `history/${account}/${heightKey(height)}/${index.toString().padStart(6, "0")}`;
}
