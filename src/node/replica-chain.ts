import { type Block, digestOf } from "../chain/block.ts";
import type { Certificate } from "../chain/vote.ts";
import { type EpochRecord, validatorsOf } from "../chain/epoch.ts";
import type {
  BuiltBlock,
  ChainPort,
  CommittedBlock,
  EpochStart,
  OfferedBody,
} from "../consensus/ports.ts";
import { defaultTiming } from "../consensus/timing.ts";
import type { BlockTree, ExecutedBlock } from "../execution/block-tree.ts";
import type { ReadTransaction } from "../execution/read-transaction.ts";
import type { BodyCache } from "../mempool/body-cache.ts";
import type { Pool } from "../mempool/pool.ts";
import { assert } from "../primitives/assert.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Admission } from "./admission.ts";
import { BlockSize } from "./block-size.ts";
import { BodyWindow } from "./body-window.ts";
import type { ChainStore } from "./chain-store.ts";

export interface ReplicaChainOptions {
  readonly tree: BlockTree;
  readonly chain: ChainStore;
  readonly pool: Pool;
  readonly bodies: BodyCache;
  readonly admission: Admission;
  readonly nowMs: () => number;
  /** Final blocks are on disk. */
  readonly onCommitted: (final: readonly ExecutedBlock[]) => void;
  /** The disk refused: the node must stop. */
  readonly onFailure: (error: Error) => void;
}

/** Execution, pool and disk as consensus sees them. */
export class ReplicaChain implements ChainPort {
  readonly #options: ReplicaChainOptions;
  /** The block that was checked last, which is executed next. */
  #checked:
    { readonly block: Block; readonly transactions: readonly ReadTransaction[] } | undefined;
  readonly #size = new BlockSize();
  readonly #window = new BodyWindow(defaultTiming.gossipMs);
  #headCertificate: Certificate | undefined;

  constructor(options: ReplicaChainOptions) {
    this.#options = options;
    const { height } = options.chain.head();
    this.#headCertificate = options.chain.stored(height)?.certificate;
  }

  /** A peer asked for bodies: what travels with proposals was too little. */
  bodiesWereLacking(): void {
    this.#window.lacked();
  }

  head(): CommittedBlock {
    const { tree, chain } = this.#options;
    const { digest, header } = tree.head;
    const transactions =
      tree.executed(digest)?.block.transactions ??
      chain.stored(header.height)?.block.transactions ??
      [];
    return { block: { header, transactions }, digest, certificate: this.#headCertificate };
  }

  build(parent: Uint8Array, timeMs: number, empty: boolean): BuiltBlock | undefined {
    const { tree, pool, nowMs } = this.#options;
    const tip = tree.tip(parent);
    if (tip === undefined) return undefined;
    this.#window.proposed();
    const candidates = empty ? [] : pool.candidates();
    const { operationsMax } = this.#size;
    const { block, transactions } = tree.build(tip, timeMs, candidates, operationsMax);
    const youngerThan = nowMs() - this.#window.ms;
    const bodies = transactions
      .filter(({ id }) => (pool.arrivedMs(id) ?? 0) > youngerThan)
      .map(({ transaction }) => ({ wireHash: transaction.wireHash, bytes: transaction.bytes }));
    return { block, bodies };
  }

  hasIncludable(parent: Uint8Array): boolean {
    const { tree, pool, nowMs } = this.#options;
    const tip = tree.tip(parent);
    if (tip === undefined) return false;
    const timeMs = Math.max(nowMs(), tip.header.timeMs + 1);
    const isIncludable = tree.includableOn(tip, timeMs);
    for (const candidate of pool.candidates()) if (isIncludable(candidate)) return true;
    return false;
  }

  missingBodies(block: Block): Uint8Array[] {
    return block.transactions
      .map(({ wireHash }) => wireHash)
      .filter((wireHash) => this.body(wireHash) === undefined);
  }

  addBodies(bodies: readonly OfferedBody[]): boolean {
    const { admission } = this.#options;
    return bodies.every(({ wireHash, bytes }) => {
      const isHere = wireHash !== undefined && this.body(wireHash) !== undefined;
      return isHere || admission.takeBody(bytes);
    });
  }

  body(wireHash: Uint8Array): Uint8Array | undefined {
    const { pool, bodies } = this.#options;
    const key = toHex(wireHash);
    return pool.byWireHash(key)?.transaction.bytes ?? bodies.get(key);
  }

  offer(countMax: number, bytesMax: number): Uint8Array[] {
    const offered: Uint8Array[] = [];
    let bytes = 0;
    for (const { transaction } of this.#options.pool.candidates()) {
      bytes += transaction.bytes.length;
      if (offered.length === countMax || bytes > bytesMax) break;
      offered.push(transaction.bytes);
    }
    return offered;
  }

  admit(bodies: readonly Uint8Array[]): boolean {
    let isNew = false;
    for (const bytes of bodies) {
      const admitted = this.#options.admission.admit(bytes, OFFERED);
      if (!admitted.ok) continue;
      isNew ||= admitted.fresh;
    }
    return isNew;
  }

  check(block: Block): string | undefined {
    const transactions = this.#bodiesOf(block);
    this.#checked = { block, transactions };
    const problem = this.#options.tree.check(block, transactions);
    return problem === undefined ? undefined : `${problem.code}: ${problem.message}`;
  }

  *execute(block: Block): Generator<void, EpochStart | undefined> {
    const known = this.#checked?.block === block ? this.#checked.transactions : undefined;
    this.#checked = undefined;
    const transactions = known ?? this.#bodiesOf(block);
    const parts = this.#options.tree.executeInParts(block, transactions, this.#size.partMax);
    let ms = 0;
    for (;;) {
      const startMs = performance.now();
      const { done, value } = parts.next();
      ms += performance.now() - startMs;
      if (done !== true) {
        yield;
        continue;
      }
      const operations = transactions.reduce((sum, one) => sum + one.operations.length, 0);
      this.#size.executed(operations, ms);
      return value.next === undefined ? undefined : epochStart(value.next);
    }
  }

  /** The epoch of the next block. */
  epoch(): EpochStart {
    const { tree } = this.#options;
    return epochStart(tree.epochOn(tree.head));
  }

  handOver(epoch: number): Certificate | undefined {
    return this.#options.chain.handOver(epoch);
  }

  commit(digest: Uint8Array, certificate: Certificate, done: () => void): void {
    const { tree, chain, onCommitted, onFailure } = this.#options;
    const { final } = tree.commit(digest);
    this.#headCertificate = certificate;
    chain.commit(final, certificate).then(() => {
      this.#clearPool(final);
      for (const one of final) tree.persisted(one.digest);
      done();
      onCommitted(final);
    }, onFailure);
  }

  block(digest: Uint8Array): Block | undefined {
    const { tree, chain } = this.#options;
    const executed = tree.executed(digest);
    if (executed !== undefined) return executed.block;
    const height = chain.heightOfDigest(digest);
    return height === undefined ? undefined : chain.stored(height)?.block;
  }

  committedBlock(height: number) {
    const stored = this.#options.chain.stored(height);
    return stored === undefined ? undefined : { ...stored, digest: digestOf(stored.block.header) };
  }

  /** Once they are on disk, so that whoever asks for one never hears that it is unknown. Peers may lack its bytes yet. */
  #clearPool(final: readonly ExecutedBlock[]): void {
    const { tree, pool, bodies } = this.#options;
    for (const { transactions } of final) {
      for (const { id, wireHash, transaction } of transactions) {
        pool.remove(id);
        bodies.add(wireHash, transaction.bytes);
      }
    }
    pool.expire(tree.head.header.timeMs);
  }

  #bodiesOf(block: Block): ReadTransaction[] {
    const { pool, bodies, admission } = this.#options;
    return block.transactions.map(({ wireHash }) => {
      const key = toHex(wireHash);
      const waiting = pool.byWireHash(key);
      if (waiting !== undefined) return waiting;
      const bytes = bodies.get(key);
      assert(bytes !== undefined, "consensus asks for missing bodies before it checks a block");
      return admission.readAgain(bytes);
    });
  }
}

/** What peers offer to whoever must propose it (C11) is little, and may be anybody's. */
const OFFERED = "offered";

/** C13: who votes in an epoch, and by which durations. What the council does not set is this program's own. */
function epochStart(record: EpochRecord): EpochStart {
  const { parameters, protocolVersion } = record.constitution;
  const timing = { ...defaultTiming, ...parameters };
  return { validators: validatorsOf(record), timing, protocolVersion };
}
