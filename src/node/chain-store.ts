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
import type { ChainReads, CommittedBlock, Finality, RecordedChange } from "../rpc/context.ts";
import { type NodeWrite, updateMap } from "../state/authenticated-map/update.ts";
import { Overlay } from "../state/overlay.ts";
import type { Store } from "../state/store.ts";
import type { IndexWrite } from "../state/store/commit.ts";
import type { IndexSpace } from "../state/store/layout.ts";
import type { Holding } from "../transactions/assets/records.ts";
import { epochOf, epochs } from "../transactions/council/records.ts";
import * as records from "./chain-records.ts";
import {
  blockRemovals,
  blockWrites,
  headWrite,
  keptWrite,
  type WrittenBlock,
  zeroWrites,
} from "./chain-writes.ts";
import { NodeError } from "./node-error.ts";
import { balanceBefore, changesBetween, type ChangesRange, heightAt } from "./statement-reads.ts";
import { readChanges } from "./statement-records.ts";

/** Besides the blocks that a commit pushes out, so many more go with it: a node told to keep fewer gets there in time. */
const REMOVED_PER_COMMIT = 4;

/** The committed chain on disk: blocks, receipts and indexes beside the state, written in one batch per block. */
export class ChainStore implements ChainReads {
  readonly store: Store;
  readonly #keepBlocks: number;
  #head: Tip;
  #kept: records.StoredKept;
  /** Of each epoch so far. */
  readonly #lifetimesMs: number[] = [];

  private constructor(store: Store, head: Tip, keepBlocks: number) {
    this.store = store;
    this.#head = head;
    this.#keepBlocks = keepBlocks;
    const kept = this.#read("meta", records.KEPT_KEY, records.storedKept);
    if (kept === undefined) throw damaged("the record of what is kept is missing");
    this.#kept = kept;
  }

  /**
   * Opens the chain of this genesis in the store, writing height 0 if the store is new. Blocks below the newest `keepBlocks`
   * are forgotten as the chain grows, but none younger than a lifetime, in which there may be what could be replayed.
   */
  static async open(
    store: Store,
    genesis: Genesis,
    keepBlocks = Number.POSITIVE_INFINITY,
  ): Promise<ChainStore> {
    const bytes = store.readIndex("meta", records.HEAD_KEY);
    if (bytes === undefined) {
      const isNew = store.readIndex("blocks", records.blockKey(0)) === undefined;
      if (!isNew) throw damaged("the database has blocks but no record of its head");
      return new ChainStore(store, await writeGenesis(store, genesis), keepBlocks);
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
    return new ChainStore(store, head, keepBlocks);
  }

  get tip(): Tip {
    return this.#head;
  }

  head(): { height: number; digest: Uint8Array; header: Header } {
    const { header, digest } = this.#head;
    return { height: header.height, digest, header };
  }

  /** The lowest height from which on every block is here. */
  firstHeight(): number {
    return this.#kept.blocks;
  }

  /** The lowest height from which on accounts' histories are whole. */
  firstHistoryHeight(): number {
    return this.#kept.histories;
  }

  /** Writes final blocks, state and tree in one synced batch; the certificate is the last one's. */
  async commit(final: readonly ExecutedBlock[], proof: Certificate): Promise<void> {
    const newest = final[final.length - 1];
    assert(newest !== undefined, "a commit has at least one block");
    const state = new Map<string, Uint8Array | undefined>();
    const nodes: NodeWrite[] = [];
    const index: IndexWrite[] = [headWrite(newest)];
    for (const one of final) {
      for (const [key, value] of one.overlay.changes()) state.set(key, value);
      for (const node of one.changedNodes) nodes.push(node); // too many to be arguments of one call
      index.push(...blockWrites(writtenBlock(one, one === newest ? proof : undefined)));
    }
    const { kept, removals } = this.#forget(newest.header, final.length);
    await this.store.commit({ state, nodes, tree: newest.tree, index: [...index, ...removals] });
    this.#head = newest;
    this.#kept = kept;
  }

  /** What goes with a commit: the oldest blocks beyond those that this node keeps. */
  #forget(
    newest: Header,
    committed: number,
  ): { kept: records.StoredKept; removals: readonly IndexWrite[] } {
    const before = this.#kept;
    const lastHeight = newest.height - this.#keepBlocks;
    if (lastHeight < Math.max(1, before.blocks)) return { kept: before, removals: [] };
    const oldestMs = newest.timeMs - this.#longestLifetimeMs();
    const removals: IndexWrite[] = [];
    const read = (at: number) => this.#read("blocks", records.blockKey(at), records.storedBlock);
    let height = Math.max(1, before.blocks);
    let block = read(height)?.block;
    for (let n = 0; n < committed + REMOVED_PER_COMMIT && height <= lastHeight; n++) {
      // One that is too old stays: it shows to whoever reads downwards that no younger one is left out.
      const above = read(height + 1)?.block;
      if (block === undefined || above === undefined || above.header.timeMs >= oldestMs) break;
      const accounts = this.#read("indexes", records.accountsKey(height), records.storedAccounts);
      const changes = readChanges(this.store, height);
      removals.push(...blockRemovals(block, digestOf(block.header), accounts ?? [], changes));
      height += 1;
      block = above;
    }
    if (removals.length === 0) return { kept: before, removals };
    const kept = { blocks: height, histories: Math.max(height, before.histories) };
    return { kept, removals: [...removals, keptWrite(kept)] };
  }

  /** The block, its certificate if it has one, and its bodies as they were sent. */
  stored(height: number): records.BlockAndBodies | undefined {
    return records.readBlock(this.store, height);
  }

  block(height: number): CommittedBlock | undefined {
    const entry = this.stored(height);
    if (entry === undefined) return undefined;
    const { block, bodies } = entry;
    const transactions = bodies.map(ownTransaction);
    const receipts = records.readReceipts(this.store, height);
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
      const last = this.#handOver(epoch);
      if (next === undefined || last === undefined) break;
      found.push({
        header: encode(header, last.header),
        certificate: encode(certificate, last.certificate),
        validators: next.constitution.validators,
      });
    }
    return found;
  }

  /** C9, C13. The commit certificate of an epoch's last block; undefined as long as that is not on disk. */
  handOver(epoch: number): Certificate | undefined {
    return this.#handOver(epoch)?.certificate;
  }

  #handOver(epoch: number) {
    return this.#read("blocks", records.handOverKey(epoch), records.storedHandOver);
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

  heightAt(timeMs: number): Promise<number> {
    const timeOf = (height: number): number | undefined =>
      this.#read("blocks", records.blockKey(height), records.storedBlock)?.block.header.timeMs;
    const first = this.firstHistoryHeight();
    return heightAt(timeMs, { first, last: this.#head.header.height, timeOf });
  }

  balanceBefore(account: Uint8Array, asset: Uint8Array, height: number): Promise<Holding> {
    return balanceBefore(this.store, account, asset, height);
  }

  changes(account: Uint8Array, asset: Uint8Array, range: ChangesRange): Promise<RecordedChange[]> {
    return changesBetween(this.store, account, asset, range);
  }

  /** The epoch of the next block (C13). */
  get epoch(): EpochRecord {
    return epochOfChild(this.#head.header, this.store);
  }

  /** Ids that could still be replayed; proves that the blocks which hold them are a chain. */
  recentIds(): RecentIds {
    const recent = new RecentIds();
    const newest = this.#head.header;
    const oldestMs = newest.timeMs - this.#longestLifetimeMs();
    const blocks: records.StoredBlock[] = [];
    let expected = this.#head.digest;
    for (let height = newest.height; height >= Math.max(1, this.#kept.blocks); height--) {
      const entry = this.#read("blocks", records.blockKey(height), records.storedBlock);
      if (entry === undefined || !equalBytes(digestOf(entry.block.header), expected)) {
        throw damaged(`block ${height} is missing or is not the one that its successor names`);
      }
      if (entry.block.header.timeMs < oldestMs) break;
      blocks.push(entry);
      expected = entry.block.header.parent;
    }
    for (const { block } of blocks.reverse()) {
      const { epoch, timeMs } = block.header;
      const validUntilMax = timeMs + this.#lifetimesMs[epoch]!;
      for (const { id } of block.transactions) recent.add(toHex(id), validUntilMax);
    }
    return recent;
  }

  /** Over all epochs: transactions of an earlier one may live longer than those of this. */
  #longestLifetimeMs(): number {
    const { epoch } = this.epoch;
    for (let at = this.#lifetimesMs.length; at <= epoch; at++) {
      this.#lifetimesMs.push(epochOf(this.store, at).constitution.parameters.lifetimeMs);
    }
    return Math.max(...this.#lifetimesMs);
  }

  #read<T>(space: IndexSpace, key: string, kind: Field<T>): T | undefined {
    return records.readRecord(this.store, space, key, kind);
  }
}

async function writeGenesis(store: Store, genesis: Genesis): Promise<Tip> {
  const overlay = new Overlay(store);
  writeGenesisState(genesis, overlay);
  const { tree, nodes } = updateMap(store.tree, overlay.changes());
  const header = genesisHeader(genesis);
  const tip = {
    header,
    digest: digestOf(header),
    stateRoot: tree.root,
    receiptsRoot: receiptsRoot([]),
  };
  await store.commit({
    state: overlay.changes(),
    nodes,
    tree,
    index: [headWrite(tip), keptWrite({ blocks: 0, histories: 0 }), ...zeroWrites(tip)],
  });
  return tip;
}

/** LevelDB hides some damage, so the head, the tree's root and each other must agree (architecture, decision 9). */
function proveHead(store: Store, head: Tip): void {
  if (equalBytes(store.tree.root, head.stateRoot)) return;
  throw damaged(
    `height ${head.header.height} names a state root that the stored tree does not have`,
  );
}

function writtenBlock(one: ExecutedBlock, certificate: Certificate | undefined): WrittenBlock {
  const { digest, block, transactions, receipts, accounts, changes, swept } = one;
  const bodies = transactions.map(({ transaction }) => transaction.bytes);
  return { digest, block, certificate, bodies, receipts, accounts, changes, swept };
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
