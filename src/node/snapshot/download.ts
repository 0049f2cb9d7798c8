import { digestOf, header, type Header } from "../../chain/block.ts";
import { epochAfter, isLastOfEpoch } from "../../chain/epoch.ts";
import { chainIdOf, type Genesis, genesisHeader } from "../../chain/genesis.ts";
import type { HandOver } from "../../chain/proof/document.ts";
import { trustGenesis, type TrustedSets } from "../../chain/proof/trust.ts";
import { receiptsRoot } from "../../chain/receipt.ts";
import { certificate } from "../../chain/vote.ts";
import type { PeerHost } from "../../p2p/host.ts";
import { decodeOwn } from "../../primitives/fields/codec.ts";
import { type Path, TreeDamagedError } from "../../state/authenticated-map/node.ts";
import { decodeNode } from "../../state/authenticated-map/tree.ts";
import { TreeWalk } from "../../state/authenticated-map/tree-walk.ts";
import type { NodeWrite } from "../../state/authenticated-map/update.ts";
import type { Store } from "../../state/store.ts";
import type { IndexWrite } from "../../state/store/commit.ts";
import { valueProblem } from "../../state/store/check-tree.ts";
import { epochOf } from "../../transactions/council/records.ts";
import {
  blockWrites,
  handOverWrite,
  headWrite,
  keptWrite,
  type WrittenBlock,
  zeroWrites,
} from "../chain-writes.ts";
import { nobodyExecuted } from "../statement-writes.ts";
import { BadSnapshot } from "./bad-snapshot.ts";
import {
  ask,
  blocksDown,
  handOversFrom,
  type OldBlock,
  openSnapshot,
  stateEntries,
  treeNodes,
} from "./exchange.ts";
import { snapshotLimits } from "./limits.ts";
import { type ExpectedBlock, proveBlock, provenSets, provenSnapshot } from "./proof.ts";
import type { ProvenSnapshot } from "./proof.ts";

/** How far a download is. `share` goes from 0 to 1 within each part. */
export interface JoinProgress {
  readonly part: "tree" | "entries" | "blocks";
  readonly height: number;
  readonly share: number;
  /** Nodes, entries or blocks so far. */
  readonly done: number;
}

export interface DownloadOptions {
  readonly host: Pick<PeerHost, "request">;
  readonly peer: string;
  readonly genesis: Genesis;
  /** Empty; what was written into it is worth nothing unless the download ends well. */
  readonly store: Store;
  readonly onProgress: (progress: JoinProgress) => void;
}

/**
 * One snapshot from one peer: the proof of its root, the tree, the entries, the blocks of the last lifetime; each piece proven by
 * what came before it, so that a peer that lies is found out by its first false piece. Throws BadSnapshot, PeerError or StoreError.
 */
export class Download {
  readonly #options: DownloadOptions;
  readonly #chainId: Uint8Array;

  constructor(options: DownloadOptions) {
    this.#options = options;
    this.#chainId = chainIdOf(options.genesis);
  }

  /** The height that the store stands at when it is done. */
  async run(): Promise<number> {
    const { genesis, store } = this.#options;
    const opened = await this.#ask(openSnapshot, { chainId: this.#chainId }, snapshotLimits.openMs);
    const handOvers = await this.#handOvers(opened.next.epoch);
    const sets = provenSets(trustGenesis(genesis), handOvers);
    const snapshot = provenSnapshot(opened, this.#chainId, sets);
    const entries = await this.#tree(snapshot);
    await this.#entries(snapshot, entries);
    const first = await this.#blocks(snapshot, sets);

    const { height } = snapshot.header;
    const digest = digestOf(genesisHeader(genesis));
    const zero = { header: genesisHeader(genesis), digest, stateRoot: digest };
    await store.commit({
      ...{ state: new Map(), nodes: [] },
      index: [
        ...handOvers.slice(0, opened.next.epoch).map(handOverWriteOf),
        ...zeroWrites({ ...zero, receiptsRoot: receiptsRoot([]) }),
        keptWrite({ blocks: first === 1 ? 0 : first, histories: height + 1 }),
        headWrite(snapshot),
      ],
    });
    return height;
  }

  /** C13. From genesis to the epoch that signed. */
  async #handOvers(epoch: number): Promise<HandOver[]> {
    const found: HandOver[] = [];
    while (found.length < epoch) {
      const { handOvers } = await this.#ask(handOversFrom, { fromEpoch: found.length });
      if (handOvers.length === 0)
        throw new BadSnapshot(`it does not say how epoch ${found.length} ended`);
      found.push(...handOvers);
    }
    return found;
  }

  /** Returns the number of entries that the tree promises. */
  async #tree({ header: { height }, stateRoot }: ProvenSnapshot): Promise<number> {
    const { store, onProgress } = this.#options;
    const walk = new TreeWalk(stateRoot);
    const more = () =>
      walk.next === undefined ? undefined : this.#ask(treeNodes, { from: walk.next });
    for (let answer = await more(); answer !== undefined;) {
      if (answer.nodes.length === 0) throw new BadSnapshot(`it has no tree node at "${walk.next}"`);
      const nodes: NodeWrite[] = [];
      for (const node of answer.nodes) {
        const path = walk.next;
        if (path === undefined) break; // what follows belongs to nothing
        take(walk, node);
        nodes.push({ path, node: decodeNode(node) });
      }
      const written = store.commit({ state: new Map(), nodes, index: [] });
      [answer] = await Promise.all([more(), written]); // the peer reads while the disk writes
      onProgress({ part: "tree", height, share: shareOf(walk.next), done: walk.nodes });
    }
    return walk.entries;
  }

  async #entries({ header: { height } }: ProvenSnapshot, promised: number): Promise<void> {
    const { store, onProgress } = this.#options;
    const { tree } = store; // of the snapshot's root: the walk went through all of it
    let after: string | undefined;
    let done = 0;
    const more = () => (done === promised ? undefined : this.#ask(stateEntries, { after }));
    for (let answer = await more(); answer !== undefined;) {
      const { entries } = answer;
      if (entries.length === 0) throw new BadSnapshot(`it has ${done} of ${promised} entries`);
      const state = new Map<string, Uint8Array>();
      for (const { key, value } of entries) {
        // Strictly ascending, so that as many as the tree promises are all that it promises.
        const problem =
          after !== undefined && key <= after
            ? `the entry ${key} is out of order`
            : valueProblem(tree, key, value);
        if (problem !== undefined) throw new BadSnapshot(problem);
        state.set(key, value);
        after = key;
      }
      done += state.size;
      const written = store.commit({ state, nodes: [], tree, index: [] });
      [answer] = await Promise.all([more(), written]);
      onProgress({ part: "entries", height, share: done / promised, done });
    }
  }

  /** Those within which a transaction could be replayed. Returns the lowest height. */
  async #blocks(snapshot: ProvenSnapshot, sets: TrustedSets): Promise<number> {
    const { store, onProgress } = this.#options;
    const head = snapshot.header;
    const oldestMs = head.timeMs - longestLifetimeMs(store, head);
    let expected: ExpectedBlock = {
      height: head.height,
      digest: digestOf(head),
      receiptsRoot: snapshot.receiptsRoot,
    };
    for (let isWhole = false; !isWhole;) {
      const { height } = expected;
      const { blocks } = await this.#ask(blocksDown, { height });
      if (blocks.length === 0) throw new BadSnapshot(`it has no block ${height}`);
      const index: IndexWrite[] = [];
      for (const one of blocks) {
        const kept = { ...one, certificate: this.#certificateOf(one, snapshot) };
        proveBlock(kept, expected, this.#chainId, sets);
        index.push(...blockWrites(writtenBlock(kept, expected.digest)));
        const { header: own } = one.block;
        isWhole = own.height === 1 || own.timeMs < oldestMs;
        if (isWhole) break;
        const { parent, receiptsRoot: receipts } = own;
        expected = { height: own.height - 1, digest: parent, receiptsRoot: receipts };
      }
      await store.commit({ state: new Map(), nodes: [], index });
      const done = head.height - expected.height + 1;
      const share = isWhole ? 1 : (done - 1) / (head.height - 1);
      onProgress({ part: "blocks", height: head.height, share, done });
    }
    return expected.height;
  }

  /** The certificates that are worth their check: others' blocks are final as ancestors of those (C6). */
  #certificateOf({ block, certificate: seal }: OldBlock, snapshot: ProvenSnapshot) {
    const { header: own } = block;
    if (own.height === snapshot.header.height) return snapshot.certificate;
    const isKept = isLastOfEpoch(own) || own.height % snapshotLimits.certificateEvery === 0;
    return isKept ? seal : undefined;
  }

  #ask<Question, Answer>(
    exchange: Parameters<typeof ask<Question, Answer>>[2],
    question: Question,
    timeoutMs?: number,
  ): Promise<Answer> {
    return ask(this.#options.host, this.#options.peer, exchange, question, timeoutMs);
  }
}

function take(walk: TreeWalk, node: Uint8Array): void {
  try {
    walk.take(node);
  } catch (error) {
    if (error instanceof TreeDamagedError) throw new BadSnapshot(error.message);
    throw error;
  }
}

/** Hashes are spread evenly, so the path that comes next says how much of the tree is here. */
function shareOf(next: Path | undefined): number {
  if (next === undefined) return 1;
  const digits = next.slice(0, 4).padEnd(4, "0");
  return Number.parseInt(digits, 16) / 0x10000;
}

/** Over all epochs that the state knows: as a chain that was always here counts it. */
function longestLifetimeMs(store: Store, head: Header): number {
  const lifetimes = Array.from({ length: epochAfter(head) + 1 }, (_, epoch) => {
    return epochOf(store, epoch).constitution.parameters.lifetimeMs;
  });
  return Math.max(...lifetimes);
}

/** Who did not execute a block does not know whose histories it belongs to. */
function writtenBlock(one: OldBlock, digest: Uint8Array): WrittenBlock {
  return { ...one, digest, ...nobodyExecuted };
}

function handOverWriteOf({ header: last, certificate: seal }: HandOver): IndexWrite {
  return handOverWrite(decodeOwn(header, last), decodeOwn(certificate, seal));
}
