import type { Block, Header } from "../chain/block.ts";
import { isLastOfEpoch } from "../chain/epoch.ts";
import type { Receipt } from "../chain/receipt.ts";
import type { Certificate } from "../chain/vote.ts";
import type { Tip } from "../execution/block-tree.ts";
import { toHex } from "../primitives/bytes.ts";
import { encode } from "../primitives/fields/codec.ts";
import type { Field } from "../primitives/fields/field.ts";
import type { IndexWrite } from "../state/store/commit.ts";
import * as records from "./chain-records.ts";
import type { StoredChanges } from "./statement-records.ts";
import {
  type ChangedBalances,
  namedBytes,
  nobodyExecuted,
  statementRemovals,
  statementWrites,
} from "./statement-writes.ts";

/** A committed block with everything that is written beside the state. */
export interface WrittenBlock extends ChangedBalances {
  readonly digest: Uint8Array;
  readonly block: Block;
  /** The commit certificate that names it; a block that is final as an ancestor has none (C6). */
  readonly certificate: Certificate | undefined;
  readonly bodies: readonly Uint8Array[];
  readonly receipts: readonly Receipt[];
}

export function blockWrites(one: WrittenBlock): IndexWrite[] {
  const { digest, block, certificate, bodies, receipts, accounts } = one;
  const { height } = block.header;
  const writes = [
    write("blocks", records.blockKey(height), records.storedBlock, { block, certificate }),
    write("blocks", records.bodiesKey(height), records.storedBodies, bodies),
    write("receipts", records.heightKey(height), records.storedReceipts, receipts),
    write(
      "indexes",
      records.accountsKey(height),
      records.storedAccounts,
      accounts.map((list) => list.map(namedBytes)),
    ),
    write("indexes", records.digestKey(toHex(digest)), records.storedPlace, { height, index: 0 }),
  ];
  if (isLastOfEpoch(block.header) && certificate !== undefined) {
    writes.push(handOverWrite(block.header, certificate));
  }
  for (const [index, { id }] of block.transactions.entries()) {
    const place = { height, index };
    writes.push(write("indexes", records.placeKey(toHex(id)), records.storedPlace, place));
    for (const account of accounts[index] ?? []) {
      const key = records.historyKey(account, height, index);
      writes.push({ space: "indexes", key, value: id });
    }
  }
  return writes.concat(statementWrites(height, one));
}

/** C13. `last` ended its epoch. */
export function handOverWrite(last: Header, certificate: Certificate): IndexWrite {
  const handOver = { header: last, certificate };
  return write("blocks", records.handOverKey(last.epoch), records.storedHandOver, handOver);
}

/** Takes away all that `blockWrites` wrote, except how an epoch ended. */
export function blockRemovals(
  block: Block,
  digest: Uint8Array,
  accounts: readonly (readonly Uint8Array[])[],
  changes: StoredChanges | undefined,
): IndexWrite[] {
  const { height } = block.header;
  const removals = [
    remove("blocks", records.blockKey(height)),
    remove("blocks", records.bodiesKey(height)),
    remove("receipts", records.heightKey(height)),
    remove("indexes", records.accountsKey(height)),
    remove("indexes", records.digestKey(toHex(digest))),
  ];
  for (const [index, { id }] of block.transactions.entries()) {
    removals.push(remove("indexes", records.placeKey(toHex(id))));
    for (const account of accounts[index] ?? []) {
      removals.push(remove("indexes", records.historyKey(toHex(account), height, index)));
    }
  }
  if (changes === undefined) return removals;
  return removals.concat(statementRemovals(height, accounts, changes));
}

/** Height 0 can be asked for like any block. */
export function zeroWrites({ header, digest }: Tip): IndexWrite[] {
  const block = { header, transactions: [] };
  const nothing = { certificate: undefined, bodies: [], receipts: [], ...nobodyExecuted };
  return blockWrites({ digest, block, ...nothing });
}

export function headWrite({ header, stateRoot, receiptsRoot }: Omit<Tip, "digest">): IndexWrite {
  const head = { chainId: header.chainId, header, stateRoot, receiptsRoot };
  return write("meta", records.HEAD_KEY, records.storedHead, head);
}

export function keptWrite(kept: records.StoredKept): IndexWrite {
  return write("meta", records.KEPT_KEY, records.storedKept, kept);
}

function write<T>(space: IndexWrite["space"], key: string, kind: Field<T>, value: T): IndexWrite {
  return { space, key, value: encode(kind, value) };
}

function remove(space: IndexWrite["space"], key: string): IndexWrite {
  return { space, key, value: undefined };
}
