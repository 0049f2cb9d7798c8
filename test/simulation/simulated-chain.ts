import type { Block } from "../../src/chain/block.ts";
import type { Certificate } from "../../src/chain/vote.ts";
import { type EpochRecord, validatorsOf } from "../../src/chain/epoch.ts";
import type {
  BuiltBlock,
  ChainPort,
  CommittedBlock,
  EpochStart,
  OfferedBody,
} from "../../src/consensus/ports.ts";
import type { Timing } from "../../src/consensus/timing.ts";
import { BlockTree, type ExecutedBlock } from "../../src/execution/block-tree.ts";
import {
  type ReadTransaction,
  readTransaction,
  signaturesHold,
} from "../../src/execution/read-transaction.ts";
import { RecentIds } from "../../src/execution/recent-ids.ts";
import { Pool } from "../../src/mempool/pool.ts";
import { assert } from "../../src/primitives/assert.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { epochs } from "../../src/transactions/council/records.ts";
import { domainHash } from "../../src/primitives/hasher.ts";
import type { Disk, StoredBlock } from "./disk.ts";
import { LIFETIME_MS, START_MS, type World } from "./world.ts";

export interface SimulatedChainOptions {
  readonly world: World;
  readonly disk: Disk;
  /** Calls back when a batch of blocks would be on disk. */
  readonly persist: (done: () => void) => void;
  readonly nowMs: () => number;
  readonly timing: Timing;
  readonly onPoolChanged: () => void;
  readonly onCommitted: (final: readonly ExecutedBlock[], certificate: Certificate) => void;
}

/** The production executor, tree and pool over the simulated disk. */
export class SimulatedChain implements ChainPort {
  readonly #options: SimulatedChainOptions;
  readonly #tree: BlockTree;
  readonly #pool = new Pool();
  readonly #bodies = new Map<string, ReadTransaction>();
  readonly #heights = new Map<string, number>();

  constructor(options: SimulatedChainOptions) {
    this.#options = options;
    const { disk } = options;
    const recent = new RecentIds();
    for (const { block, digest } of disk.blocks) {
      this.#heights.set(toHex(digest), block.header.height);
      for (const { id } of block.transactions) recent.add(toHex(id), START_MS + LIFETIME_MS);
    }
    this.#tree = new BlockTree({
      store: disk.state,
      head: disk.head,
      recent,
    });
  }

  head(): CommittedBlock {
    const stored = this.#options.disk.blocks.at(-1);
    if (stored !== undefined) return stored;
    const { header, digest } = this.#options.world.genesis;
    return { block: { header, transactions: [] }, digest, certificate: undefined };
  }

  build(parent: Uint8Array, timeMs: number, empty: boolean): BuiltBlock | undefined {
    const tip = this.#tree.tip(parent);
    if (tip === undefined) return undefined;
    const candidates = empty ? [] : this.#pool.candidates();
    const { block, transactions } = this.#tree.build(tip, timeMs, candidates);
    const youngerThan = this.#options.nowMs() - this.#options.timing.gossipMs;
    const bodies = transactions
      .filter(({ id }) => (this.#pool.arrivedMs(id) ?? 0) > youngerThan)
      .map(({ transaction: { wireHash, bytes } }) => ({ wireHash, bytes }));
    return { block, bodies };
  }

  hasIncludable(parent: Uint8Array): boolean {
    const tip = this.#tree.tip(parent);
    if (tip === undefined) return false;
    const timeMs = Math.max(this.#options.nowMs(), tip.header.timeMs + 1);
    const isIncludable = this.#tree.includableOn(tip, timeMs);
    for (const candidate of this.#pool.candidates()) if (isIncludable(candidate)) return true;
    return false;
  }

  missingBodies(block: Block): Uint8Array[] {
    const names = block.transactions.map(({ wireHash }) => wireHash);
    return names.filter((wireHash) => this.#find(wireHash) === undefined);
  }

  addBodies(bodies: readonly OfferedBody[]): boolean {
    return bodies.every(({ bytes }) => this.#read(bytes) !== undefined);
  }

  body(wireHash: Uint8Array): Uint8Array | undefined {
    return this.#find(wireHash)?.transaction.bytes;
  }

  offer(countMax: number, bytesMax: number): Uint8Array[] {
    const offered: Uint8Array[] = [];
    let bytes = 0;
    for (const { transaction } of this.#pool.candidates()) {
      bytes += transaction.bytes.length;
      if (offered.length === countMax || bytes > bytesMax) break;
      offered.push(transaction.bytes);
    }
    return offered;
  }

  admit(bodies: readonly Uint8Array[]): boolean {
    return bodies.filter((bytes) => this.#take(bytes)).length > 0;
  }

  /** What came in from outside, or by gossip: the driver hears of it afterwards. True if it is new here. */
  submit(bytes: Uint8Array): boolean {
    const isNew = this.#take(bytes);
    if (isNew) this.#options.onPoolChanged();
    return isNew;
  }

  /** Puts a transaction into the pool, unless it is there or in a committed block. */
  #take(bytes: Uint8Array): boolean {
    const value = this.#read(bytes);
    if (value === undefined || this.#pool.has(value.id)) return false;
    const isIncludable = this.#tree.includableOn(this.#tree.head, this.#options.nowMs());
    if (!isIncludable(value)) return false;
    this.#pool.add(value, { member: "client", atMs: this.#options.nowMs() });
    return true;
  }

  check(block: Block): string | undefined {
    return this.#tree.check(block, this.#bodiesOf(block))?.message;
  }

  *execute(block: Block): Generator<void, EpochStart | undefined> {
    const { next } = yield* this.#tree.executeInParts(block, this.#bodiesOf(block), 1);
    return next === undefined ? undefined : this.#startOf(next);
  }

  /** The epoch that a start finds itself in. */
  epochOnHead(): EpochStart {
    return this.#startOf(this.#tree.epochOn(this.#tree.head));
  }

  /** The run's own durations, whatever the council sets: they are what a run tries out. */
  #startOf(record: EpochRecord): EpochStart {
    const { protocolVersion } = record.constitution;
    return { validators: validatorsOf(record), timing: this.#options.timing, protocolVersion };
  }

  handOver(epoch: number): Certificate | undefined {
    const next = epochs.read(this.#options.disk.state, epoch + 1);
    return next === undefined ? undefined : this.committedBlock(next.firstHeight - 1)?.certificate;
  }

  commit(digest: Uint8Array, certificate: Certificate, done: () => void): void {
    const { final } = this.#tree.commit(digest);
    for (const { ids } of final) for (const id of ids) this.#pool.remove(id);
    this.#options.persist(() => {
      this.#store(final, certificate);
      for (const one of final) this.#tree.persisted(one.digest);
      this.#options.onCommitted(final, certificate);
      done();
    });
  }

  #store(final: readonly ExecutedBlock[], certificate: Certificate): void {
    const { disk } = this.#options;
    for (const [i, one] of final.entries()) {
      const { block, digest, transactions, stateRoot, receiptsRoot, header } = one;
      const bodies = transactions.map(({ transaction }) => transaction.bytes);
      const isLast = i === final.length - 1;
      disk.state.commit(one);
      disk.store({ block, digest, bodies, certificate: isLast ? certificate : undefined });
      disk.head = { digest, header, stateRoot, receiptsRoot };
      this.#heights.set(toHex(digest), header.height);
    }
  }

  block(digest: Uint8Array): Block | undefined {
    const executed = this.#tree.executed(digest);
    if (executed !== undefined) return executed.block;
    const height = this.#heights.get(toHex(digest));
    return height === undefined ? undefined : this.committedBlock(height)?.block;
  }

  committedBlock(height: number): StoredBlock | undefined {
    return this.#options.disk.blocks[height - 1];
  }

  #read(bytes: Uint8Array): ReadTransaction | undefined {
    const read = readOnce(bytes, this.#options.world.chainId);
    if (read !== undefined) this.#bodies.set(read.wireHash, read);
    return read;
  }

  #find(wireHash: Uint8Array): ReadTransaction | undefined {
    const key = toHex(wireHash);
    return this.#pool.byWireHash(key) ?? this.#bodies.get(key);
  }

  #bodiesOf(block: Block): ReadTransaction[] {
    return block.transactions.map(({ wireHash }) => {
      const body = this.#find(wireHash);
      assert(body !== undefined, "a block is checked when its bodies are here");
      return body;
    });
  }
}

const hashBody = domainHash("portolan simulated body 1");

/** What was read in this program, by its bytes and chain: as a node does, and for all nodes of all runs together. */
const known = new Map<string, ReadTransaction | undefined>();

function readOnce(bytes: Uint8Array, chainId: Uint8Array): ReadTransaction | undefined {
  const key = toHex(hashBody(chainId, bytes));
  if (known.has(key)) return known.get(key);
  const read = readTransaction(bytes, chainId);
  const value = read.ok && signaturesHold(read.value.transaction) ? read.value : undefined;
  known.set(key, value);
  return value;
}
