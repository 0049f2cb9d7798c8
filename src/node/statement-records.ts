import { grownCodec } from "../transactions/grown.ts";
import { decodeOwn } from "../primitives/fields/codec.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { limits } from "../primitives/limits.ts";
import type { Holding } from "../transactions/assets/records.ts";
import { ACCOUNTS_PER_TRANSACTION_MAX, heightKey, type RecordReader } from "./chain-records.ts";

/**
 * What a node keeps of the changes of balances: an entry for each by account, asset and place, which holds what the balance
 * was BEFORE it. What it was after stands in the next entry of the account and asset, or, behind the last, in the state.
 * So one seek gives the balance at any height, on a node that has forgotten or never seen what came earlier, too.
 */
export const storedHolding = field.record({ available: field.uint64(), held: field.uint64() });

/** More changes without a transaction than a block could ever make: each is at a place of its own. */
const SWEPT_MAX = 100_000;
const ASSETS_MAX = 65_536;
const CHANGES_MAX = limits.transactionsPerBlock * ACCOUNTS_PER_TRANSACTION_MAX;

const firstChanges = field.record({
  assets: field.list(field.asset(), ASSETS_MAX),
  changes: field.list(
    field.record({
      /** The transaction in the block. */
      index: field.uint(16),
      operation: field.uint(8),
      /** The account in what `storedAccounts` says of the transaction. */
      account: field.uint(16),
      asset: field.uint(16),
    }),
    CHANGES_MAX,
  ),
  /** In order of their places. */
  swept: field.list(
    field.record({
      account: field.account(),
      asset: field.asset(),
      cause: field.record({ kind: field.text(40), id: field.blob(32) }),
    }),
    SWEPT_MAX,
  ),
});

/** Which entries a block made, as places in lists: nobody could tell otherwise, and names would be written twice. */
const storedChanges = field.record({
  ...firstChanges.shape,
  /** Which of the changes were made by operations of proposals, and by which operation of one. */
  approved: field.optional(
    field.list(field.record({ change: field.uint(32), operation: field.uint(8) }), CHANGES_MAX),
  ),
});
export type StoredChanges = ValueOf<typeof storedChanges>;

/** Blocks without proposals are written as they were before proposals were told apart. */
export const changesCodec = grownCodec(storedChanges, firstChanges);

export const changesKey = (height: number): string => `changes/${heightKey(height)}`;

/** Of an account's balance in an asset, both in hexadecimal; a place follows. */
export const statementPrefix = (account: string, asset: string): string =>
  `statement/${account}/${asset}/`;

/** Which operation of a transaction did it; if it carried out a proposal, which operation of that. */
export interface OperationPlace {
  readonly index: number;
  readonly operation: number;
  readonly approved?: number;
}

/** A change's place in the chain as text that sorts: height, position in the block, operation, operation of a proposal. */
export function transactionPlace(
  height: number,
  { index, operation, approved }: OperationPlace,
): string {
  const place = placeOf(height, SWEPT_MAX + index, operation);
  return approved === undefined ? place : `${place}/${digits(approved, 3)}`;
}

/** What the start of a block changed comes before its transactions. */
export function sweptPlace(height: number, index: number): string {
  return placeOf(height, index, 0);
}

/** What comes first at a height, or in between: sorts before every place there and behind those of the heights below. */
export const heightStart = (height: number): string => `${heightKey(height)}/`;

function placeOf(height: number, position: number, operation: number): string {
  return `${heightStart(height)}${digits(position, 6)}/${digits(operation, 3)}`;
}

function digits(value: number, count: number): string {
  return value.toString().padStart(count, "0");
}

/** The reverse of `transactionPlace` and `sweptPlace`. */
export function partsOfPlace(
  place: string,
): { height: number } & (OperationPlace | { swept: number }) {
  const [height, position, operation, approved] = place.split("/").map(Number);
  if (position! < SWEPT_MAX) return { height: height!, swept: position! };
  const index = position! - SWEPT_MAX;
  const inProposal = approved === undefined ? {} : { approved };
  return { height: height!, index, operation: operation!, ...inProposal };
}

/** The journal of a block; undefined if no balance changed in it, or nobody executed it here. */
export function readChanges(from: RecordReader, height: number): StoredChanges | undefined {
  const bytes = from.readIndex("indexes", changesKey(height));
  return bytes && changesCodec.decode(bytes);
}

export function readHolding(bytes: Uint8Array): Holding {
  return decodeOwn(storedHolding, bytes);
}
