import type { Block, Header } from "../chain/block.ts";
import { isLastOfEpoch } from "../chain/epoch.ts";
import type { Receipt } from "../chain/receipt.ts";
import type { Certificate } from "../chain/vote.ts";
import type { Tip } from "../execution/block-tree.ts";
import { assert } from "../primitives/assert.ts";
import { fromHex, toHex } from "../primitives/bytes.ts";
import { encode } from "../primitives/fields/codec.ts";
import type { Field } from "../primitives/fields/field.ts";
import type { IndexWrite } from "../state/store/commit.ts";
import * as records from "./chain-records.ts";

/** A committed block with everything that is written beside the state. */
export interface WrittenBlock {
  readonly digest: Uint8Array;
  readonly block: Block;
  /** The commit certificate that names it; a block that is final as an ancestor has none (C6). */
  readonly certificate: Certificate | undefined;
  readonly bodies: readonly Uint8Array[];
  readonly receipts: readonly Receipt[];
  /** By transaction, the accounts that it concerns, in hexadecimal; empty where nobody executed the block here. */
  readonly accounts: readonly (readonly string[])[];
}

export function blockWrites(one: WrittenBlock): IndexWrite[] {
  const { digest, block, certificate, bodies, receipts, accounts } = one;
  const { height } = block.header;
  const writes = [
    write("blocks", records.blockKey(height), records.storedBlock, { block, certificate }),
    write("blocks", records.bodiesKey(height), records.storedBodies, bodies),
    write("receipts", records.heightKey(height), records.storedReceipts, receipts),
    write("indexes", records.accountsKey(height), records.storedAccounts, accounts.map(bytesOf)),
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
  return writes;
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
  return removals;
}

/** Height 0 can be asked for like any block. */
export function zeroWrites({ header, digest }: Tip): IndexWrite[] {
  const block = { header, transactions: [] };
  const nothing = { certificate: undefined, bodies: [], receipts: [], accounts: [] };
  return blockWrites({ digest, block, ...nothing });
}

export function headWrite({ header, stateRoot, receiptsRoot }: Omit<Tip, "digest">): IndexWrite {
  const head = { chainId: header.chainId, header, stateRoot, receiptsRoot };
  return write("meta", records.HEAD_KEY, records.storedHead, head);
}

export function keptWrite(kept: records.StoredKept): IndexWrite {
  return write("meta", records.KEPT_KEY, records.storedKept, kept);
}

function bytesOf(accounts: readonly string[]): Uint8Array[] {
  return accounts.map((account) => {
    const bytes = fromHex(account);
    assert(bytes !== undefined, "execution names accounts in hexadecimal");
    return bytes;
  });
}

function write<T>(space: IndexWrite["space"], key: string, kind: Field<T>, value: T): IndexWrite {
  return { space, key, value: encode(kind, value) };
}

function remove(space: IndexWrite["space"], key: string): IndexWrite {
  return { space, key, value: undefined };
}
