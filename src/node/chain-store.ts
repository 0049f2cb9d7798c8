import { digestOf, header, type Header } from "../chain/block.ts";
import { epochAfter, type EpochRecord } from "../chain/epoch.ts";
import { chainIdOf, type Genesis, genesisHeader } from "../chain/genesis.ts";
import { receiptsRoot } from "../chain/receipt.ts";
import { decodeTransaction, type Transaction } from "../chain/transaction.ts";
import type { HandOver } from "../chain/proof/document.ts";
import { certificate, type Certificate } from "../chain/vote.ts";
import type { ExecutedBlock, Tip } from "../execution/block-tree.ts";
import { epochOfChild } from "../execution/epoch.ts";
import { writeGenesisState } from "../execution/genesis-state.ts";
import { RecentIds } from "../execution/recent-ids.ts";
import { assert } from "../primitives/assert.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { decodeOwn, encode } from "../primitives/fields/codec.ts";
import type { Field } from "../primitives/fields/field.ts";
import type { ChainReads, CommittedBlock, Finality } from "../rpc/context.ts";
import { EMPTY_HASH } from "../state/authenticated-map/node.ts";
import { updateMap } from "../state/authenticated-map/update.ts";
import { Overlay } from "../state/overlay.ts";
import type { Store } from "../state/store.ts";
import type { IndexWrite } from "../state/store/commit.ts";
import { epochOf, epochs } from "../transactions/council/records.ts";
import * as records from "./chain-records.ts";
import { NodeError } from "./node-error.ts";

/** The committed chain on disk: blocks, receipts and indexes beside the state, written in one batch per block. */
export class ChainStore implements ChainReads {
  readonly store: Store;
  #head: Tip;

  private constructor(store: Store, head: Tip) {
    this.store = store;
    this.#head = head;
  }

  /** Opens the chain of this genesis in the store, writing height 0 if the store is new. */
  static async open(store: Store, genesis: Genesis): Promise<ChainStore> {
    const bytes = store.readIndex("meta", records.HEAD_KEY);
    if (bytes === undefined) {
      const isNew = store.readIndex("blocks", records.blockKey(0)) === undefined;
      if (!isNew) throw damaged("the database has blocks but no record of its head");
      return new ChainStore(store, await writeGenesis(store, genesis));
    }
    const stored = decodeOwn(records.storedHead, bytes);
    if (!equalBytes(stored.chainId, chainIdOf(genesis))) {
      const message =
        "The data directory belongs to another network than the genesis file. Nothing was changed. " +
        "Start with that network's genesis file, or with an empty data directory.";
      throw new NodeError("WRONG_NETWORK", message, { stored: toHex(stored.chainId) });
    }
    const head = { ...stored, digest: digestOf(stored.header) };
    proveHead(store, head);
    if (!store.has(epochs.key(epochAfter(head.header)))) {
      throw damaged(`the record of epoch ${epochAfter(head.header)} is missing`);
    }
    return new ChainStore(store, head);
  }

  get tip(): Tip {
    return this.#head;
  }

  head(): { height: number; digest: Uint8Array; header: Header } {
    const { header, digest } = this.#head;
    return { height: header.height, digest, header };
  }

  /** Writes final blocks, state and tree in one synced batch; the certificate is the last one's. */
  async commit(final: readonly ExecutedBlock[], proof: Certificate): Promise<void> {
    const newest = final[final.length - 1];
    assert(newest !== undefined, "a commit has at least one block");
    const state = new Map<string, Uint8Array | undefined>();
    const nodes = new Map<string, Uint8Array | undefined>();
    const index: IndexWrite[] = [headWrite(newest)];
    for (const one of final) {
      for (const [key, value] of one.overlay.changes()) state.set(key, value);
      for (const [path, node] of one.changedNodes) nodes.set(path, node);
      index.push(...blockWrites(one, one === newest ? proof : undefined));
    }
    await this.store.commit({ state, nodes, index });
    this.#head = newest;
  }

  /** The block, its certificate if it has one, and its bodies as they were sent. */
  stored(
    height: number,
  ): (records.StoredBlock & { readonly bodies: readonly Uint8Array[] }) | undefined {
    const entry = this.#read("blocks", records.blockKey(height), records.storedBlock);
    const bodies = this.#read("blocks", records.bodiesKey(height), records.storedBodies);
    return entry === undefined || bodies === undefined ? undefined : { ...entry, bodies };
  }

  block(height: number): CommittedBlock | undefined {
    const entry = this.stored(height);
    if (entry === undefined) return undefined;
    const receipts = this.#read("receipts", records.heightKey(height), records.storedReceipts);
    assert(receipts !== undefined, "a stored block has its receipts beside it");
    const { block, bodies } = entry;
    const transactions = bodies.map(ownTransaction);
    return { height, digest: digestOf(block.header), block, transactions, receipts };
  }

  heightOfDigest(digest: Uint8Array): number | undefined {
    return this.#read("indexes", records.digestKey(toHex(digest)), records.storedPlace)?.height;
  }

  /** Undefined at height 0, which needs no proof, and above the head. */
  finality(height: number): Finality | undefined {
    const headers: Header[] = [];
    for (let at = height; at > 0 && at <= this.#head.header.height; at++) {
      const entry = this.#read("blocks", records.blockKey(at), records.storedBlock);
      if (entry === undefined) return undefined;
      if (at > height) headers.push(entry.block.header);
      if (entry.certificate !== undefined) return { certificate: entry.certificate, headers };
    }
    return undefined;
  }

  handOvers(fromEpoch: number, limit: number): HandOver[] {
    const found: HandOver[] = [];
    for (let epoch = fromEpoch; found.length < limit; epoch++) {
      const next = epochs.read(this.store, epoch + 1);
      const last = next && this.stored(next.firstHeight - 1);
      if (next === undefined || last?.certificate === undefined) break;
      found.push({
        header: encode(header, last.block.header),
        certificate: encode(certificate, last.certificate),
        validators: next.constitution.validators,
      });
    }
    return found;
  }

  place(id: Uint8Array): { height: number; index: number } | undefined {
    return this.#read("indexes", records.placeKey(toHex(id)), records.storedPlace);
  }

  async history(
    account: Uint8Array,
    { before, limit }: { before?: { height: number; index: number }; limit: number },
  ): Promise<{ height: number; index: number; id: Uint8Array }[]> {
    const prefix = `history/${toHex(account)}/`;
    const lt =
      before === undefined
        ? `${prefix}~`
        : records.historyKey(toHex(account), before.height, before.index);
    const found: { height: number; index: number; id: Uint8Array }[] = [];
    const range = { gte: prefix, lt, reverse: true, limit };
    for await (const { key, value } of this.store.rangeIndex("indexes", range)) {
      const [, , height, index] = new TextDecoder().decode(key).split("/");
      found.push({ height: Number(height), index: Number(index), id: value });
    }
    return found;
  }

  /** The epoch of the next block (C13). */
  get epoch(): EpochRecord {
    return epochOfChild(this.#head.header, this.store);
  }

  /** Ids that could still be replayed; proves that the blocks which hold them are a chain. */
  recentIds(): RecentIds {
    const recent = new RecentIds();
    const newest = this.#head.header;
    const lifetimesMs = this.#lifetimesMs();
    const longestMs = Math.max(...lifetimesMs);
    const blocks: records.StoredBlock[] = [];
    let expected = this.#head.digest;
    for (let height = newest.height; height > 0; height--) {
      const entry = this.#read("blocks", records.blockKey(height), records.storedBlock);
      if (entry === undefined || !equalBytes(digestOf(entry.block.header), expected)) {
        throw damaged(`block ${height} is missing or is not the one that its successor names`);
      }
      if (entry.block.header.timeMs < newest.timeMs - longestMs) break;
      blocks.push(entry);
      expected = entry.block.header.parent;
    }
    for (const { block } of blocks.reverse()) {
      const { epoch, timeMs } = block.header;
      const validUntilMax = timeMs + lifetimesMs[epoch]!;
      for (const { id } of block.transactions) recent.add(toHex(id), validUntilMax);
    }
    return recent;
  }

  /** Of each epoch so far: transactions of an earlier one may live longer than those of this. */
  #lifetimesMs(): number[] {
    const count = this.epoch.epoch + 1;
    return Array.from({ length: count }, (_, epoch) => {
      return epochOf(this.store, epoch).constitution.parameters.lifetimeMs;
    });
  }

  #read<T>(space: "blocks" | "receipts" | "indexes", key: string, kind: Field<T>): T | undefined {
    const bytes = this.store.readIndex(space, key);
    return bytes === undefined ? undefined : decodeOwn(kind, bytes);
  }
}

async function writeGenesis(store: Store, genesis: Genesis): Promise<Tip> {
  const overlay = new Overlay(store);
  writeGenesisState(genesis, overlay);
  const { root, nodes } = updateMap(store, EMPTY_HASH, overlay.changes());
  const header = genesisHeader(genesis);
  const tip = { header, digest: digestOf(header), stateRoot: root, receiptsRoot: receiptsRoot([]) };
  await store.commit({
    state: overlay.changes(),
    nodes,
    index: [headWrite(tip), ...zeroWrites(tip)],
  });
  return tip;
}

/** Height 0 can be asked for like any block. */
function zeroWrites({ header, digest }: Tip): IndexWrite[] {
  const entry = { block: { header, transactions: [] }, certificate: undefined };
  return [
    write("blocks", records.blockKey(0), records.storedBlock, entry),
    write("blocks", records.bodiesKey(0), records.storedBodies, []),
    write("receipts", records.heightKey(0), records.storedReceipts, []),
    write("indexes", records.digestKey(toHex(digest)), records.storedPlace, {
      height: 0,
      index: 0,
    }),
  ];
}

function blockWrites(one: ExecutedBlock, proof: Certificate | undefined): IndexWrite[] {
  const { block, transactions, receipts, accounts, digest } = one;
  const { height } = block.header;
  const bodies = transactions.map(({ transaction }) => transaction.bytes);
  const writes = [
    write("blocks", records.blockKey(height), records.storedBlock, { block, certificate: proof }),
    write("blocks", records.bodiesKey(height), records.storedBodies, bodies),
    write("receipts", records.heightKey(height), records.storedReceipts, receipts),
    write("indexes", records.digestKey(toHex(digest)), records.storedPlace, { height, index: 0 }),
  ];
  for (const [index, { id, transaction }] of transactions.entries()) {
    writes.push(write("indexes", records.placeKey(id), records.storedPlace, { height, index }));
    for (const account of accounts[index]!) {
      const key = records.historyKey(account, height, index);
      writes.push({ space: "indexes", key, value: transaction.id });
    }
  }
  return writes;
}

function headWrite({ header, stateRoot, receiptsRoot: receipts }: Tip): IndexWrite {
  const head = { chainId: header.chainId, header, stateRoot, receiptsRoot: receipts };
  return write("meta", records.HEAD_KEY, records.storedHead, head);
}

function write<T>(space: IndexWrite["space"], key: string, kind: Field<T>, value: T): IndexWrite {
  return { space, key, value: encode(kind, value) };
}

/** LevelDB hides some damage, so the head, the tree's root and each other must agree (architecture, decision 9). */
function proveHead(store: Store, head: Tip): void {
  if (equalBytes(store.root(), head.stateRoot)) return;
  throw damaged(
    `height ${head.header.height} names a state root that the stored tree does not have`,
  );
}

export function damaged(what: string): NodeError {
  const message = `${what}. Nothing was changed. Stop the node, move its folder data/chain away, keep data/journal, and start it again: it fetches the chain from its peers.`;
  return new NodeError("DATABASE_DAMAGED", message);
}

function ownTransaction(bytes: Uint8Array): Transaction {
  const decoded = decodeTransaction(bytes);
  assert(decoded.ok, "a committed body decodes");
  return decoded.value;
}
