import { setTimeout as sleep } from "node:timers/promises";

import { equalBytes } from "../../primitives/bytes.ts";
import { encode } from "../../primitives/fields/codec.ts";
import type { PeerHost } from "../../p2p/host.ts";
import type { ChainStore } from "../chain-store.ts";
import { readBlock, readReceipts, storedBodies } from "../chain-records.ts";
import {
  blocksDown,
  handOversFrom,
  type OldBlock,
  type OpenedSnapshot,
  openSnapshot,
  serve,
  stateEntries,
  treeNodes,
  whatIsKept,
} from "./exchange.ts";
import { snapshotLimits } from "./limits.ts";
import { type Pin, Pins } from "./pins.ts";

const SWEEP_MS = 10_000;

/**
 * Gives the state of one height, and the blocks below it, to nodes that join. Peers are served one question at a time, with a
 * rest after each: a member that asks without end gets its share of this node's time and no more.
 */
export class SnapshotServing {
  readonly #chain: ChainStore;
  readonly #chainId: Uint8Array;
  readonly #answerBytes: number;
  readonly #pins: Pins;
  readonly #sweeper: NodeJS.Timeout;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  /** Told of the next commit: the header that proves a pinned state. */
  #onCommit: (() => void)[] = [];
  #isStopped = false;

  constructor(
    host: Pick<PeerHost, "serve">,
    chain: ChainStore,
    chainId: Uint8Array,
    answerBytes: number = snapshotLimits.answerBytes,
  ) {
    this.#chain = chain;
    this.#answerBytes = answerBytes;
    this.#chainId = chainId;
    this.#pins = new Pins(chain.store, () => performance.now());
    this.#sweeper = setInterval(() => this.#pins.sweep(), SWEEP_MS).unref();
    serve(host, whatIsKept, (_from, { height }) => ({
      hasNext: height >= chain.firstHeight() - 1,
      height: chain.head().height,
    }));
    serve(host, handOversFrom, (_from, { fromEpoch }) =>
      this.#inTurn(() => ({
        handOvers: chain.handOvers(fromEpoch, snapshotLimits.handOversMax),
      })),
    );
    serve(host, openSnapshot, (from, { chainId: asked }) => this.#open(from, asked));
    serve(host, treeNodes, (from, { from: path }) =>
      this.#inTurn(async () => {
        const { state } = this.#pinOf(from);
        return { nodes: await state.nodes(path, this.#answerBytes) };
      }),
    );
    serve(host, stateEntries, (from, { after }) =>
      this.#inTurn(async () => {
        const { state } = this.#pinOf(from);
        return { entries: await state.values(after, this.#answerBytes) };
      }),
    );
    serve(host, blocksDown, (from, { height }) =>
      this.#inTurn(() => ({ blocks: this.#blocks(this.#pinOf(from), height) })),
    );
  }

  /** States held open for peers now. */
  get open(): number {
    return this.#pins.size;
  }

  /** Blocks are on disk. */
  committed(): void {
    const waiting = this.#onCommit;
    this.#onCommit = [];
    for (const go of waiting) go();
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#sweeper);
    this.committed();
    this.#pins.closeAll();
  }

  async #open(from: string, chainId: Uint8Array): Promise<OpenedSnapshot> {
    if (!equalBytes(chainId, this.#chainId)) throw new Error("it asks for another chain");
    const pin = this.#pins.open(from);
    if (pin === undefined) throw new Error("too many snapshots are open");
    while (!this.#isStopped && this.#chain.head().height <= pin.height) {
      await new Promise<void>((resolve) => this.#onCommit.push(resolve));
    }
    pin.usedMs = performance.now();
    const below = readBlock(pin.state, pin.height);
    const next = this.#chain.stored(pin.height + 1);
    const finality = this.#chain.finality(pin.height + 1);
    if (below?.certificate === undefined || next === undefined || finality === undefined) {
      throw new Error("its head cannot be proven");
    }
    const { certificate, headers } = finality;
    return {
      ...{ header: below.block.header, certificate: below.certificate },
      ...{ next: next.block.header, finality: { headers, certificate } },
    };
  }

  #pinOf(from: string): Pin {
    const pin = this.#pins.of(from);
    if (pin === undefined) throw new Error("no snapshot is open for it");
    return pin;
  }

  /** From the pin too: by now the chain may have forgotten the oldest. */
  #blocks({ state }: Pin, from: number): OldBlock[] {
    const blocks: OldBlock[] = [];
    let bytes = 0;
    for (let height = from; height > 0 && blocks.length < snapshotLimits.blocksMax; height--) {
      const stored = readBlock(state, height);
      if (stored === undefined) break;
      const { block, certificate, bodies } = stored;
      bytes += encode(storedBodies, bodies).length;
      if (bytes > this.#answerBytes && blocks.length > 0) break;
      blocks.push({ block, certificate, bodies, receipts: readReceipts(state, height) });
    }
    return blocks;
  }

  async #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#waiting >= snapshotLimits.waitingMax) throw new Error("too many questions wait");
    this.#waiting += 1;
    const before = this.#turn;
    let done!: () => void;
    this.#turn = new Promise<void>((resolve) => (done = resolve));
    await before;
    const startMs = performance.now();
    try {
      if (this.#isStopped) throw new Error("this node stops");
      return await work();
    } finally {
      this.#waiting -= 1;
      const restMs = snapshotLimits.restFactor * (performance.now() - startMs);
      void sleep(restMs, undefined, { ref: false }).then(done);
    }
  }
}
