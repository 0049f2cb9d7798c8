import { type Block, digestOf } from "../chain/block.ts";
import type { Certificate } from "../chain/vote.ts";
import { type EpochRecord, validatorsOf } from "../chain/epoch.ts";
import type { BuiltBlock, ChainPort, CommittedBlock, EpochStart } from "../consensus/ports.ts";
import { defaultTiming } from "../consensus/timing.ts";
import type { BlockTree, ExecutedBlock } from "../execution/block-tree.ts";
import type { ReadTransaction } from "../execution/read-transaction.ts";
import type { BodyCache } from "../mempool/body-cache.ts";
import type { Pool } from "../mempool/pool.ts";
import { assert } from "../primitives/assert.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Admission } from "./admission.ts";
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
  readonly #firstSeenMs = new WeakMap<ReadTransaction, number>();
  #headCertificate: Certificate | undefined;

  constructor(options: ReplicaChainOptions) {
    this.#options = options;
    const { height } = options.chain.head();
    this.#headCertificate = options.chain.stored(height)?.certificate;
  }

  /** Notes when a body arrived: a young one travels with the proposal that names it. */
  sawBody(value: ReadTransaction): void {
    if (!this.#firstSeenMs.has(value)) this.#firstSeenMs.set(value, this.#options.nowMs());
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
    const { block, transactions } = tree.build(tip, timeMs, empty ? [] : pool.candidates());
    const youngerThan = nowMs() - defaultTiming.gossipMs;
    const bodies = transactions
      .filter((one) => (this.#firstSeenMs.get(one) ?? 0) > youngerThan)
      .map(({ transaction }) => ({ wireHash: transaction.wireHash, bytes: transaction.bytes }));
    return { block, bodies };
  }

  hasIncludable(parent: Uint8Array): boolean {
    const { tree, pool, nowMs } = this.#options;
    const tip = tree.tip(parent);
    if (tip === undefined) return false;
    const timeMs = Math.max(nowMs(), tip.header.timeMs + 1);
    for (const candidate of pool.candidates()) {
      if (tree.isIncludable(tip, timeMs, candidate)) return true;
    }
    return false;
  }

  missingBodies(block: Block): Uint8Array[] {
    return block.transactions
      .map(({ wireHash }) => wireHash)
      .filter((wireHash) => this.#find(wireHash) === undefined);
  }

  addBodies(bodies: readonly Uint8Array[]): boolean {
    return bodies.every((bytes) => this.#options.admission.read(bytes).ok);
  }

  body(wireHash: Uint8Array): Uint8Array | undefined {
    return this.#find(wireHash)?.transaction.bytes;
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
      const admitted = this.#options.admission.admit(bytes);
      if (!admitted.ok) continue;
      this.sawBody(admitted.value);
      isNew ||= admitted.fresh;
    }
    return isNew;
  }

  check(block: Block): string | undefined {
    const problem = this.#options.tree.check(block, this.#bodiesOf(block));
    return problem === undefined ? undefined : `${problem.code}: ${problem.message}`;
  }

  execute(block: Block): EpochStart | undefined {
    const { next } = this.#options.tree.execute(block, this.#bodiesOf(block));
    return next === undefined ? undefined : epochStart(next);
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
    const { tree, chain, pool, onCommitted, onFailure } = this.#options;
    const { final } = tree.commit(digest);
    this.#headCertificate = certificate;
    for (const { ids } of final) for (const id of ids) pool.remove(id);
    pool.expire(tree.head.header.timeMs);
    chain.commit(final, certificate).then(() => {
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

  #find(wireHash: Uint8Array): ReadTransaction | undefined {
    const key = toHex(wireHash);
    return this.#options.pool.byWireHash(key) ?? this.#options.bodies.get(key);
  }

  #bodiesOf(block: Block): ReadTransaction[] {
    return block.transactions.map(({ wireHash }) => {
      const body = this.#find(wireHash);
      assert(body !== undefined, "consensus asks for missing bodies before it checks a block");
      return body;
    });
  }
}

/** C13: who votes in an epoch, and by which durations. What the council does not set is this program's own. */
function epochStart(record: EpochRecord): EpochStart {
  const { parameters, protocolVersion } = record.constitution;
  const timing = { ...defaultTiming, ...parameters };
  return { validators: validatorsOf(record), timing, protocolVersion };
}
