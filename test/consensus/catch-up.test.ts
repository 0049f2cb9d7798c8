import { describe, expect, test } from "vitest";

import { type Block, digestOf, type Header, transactionsRoot } from "../../src/chain/block.ts";
import type { Transaction } from "../../src/chain/transaction.ts";
import type { Certificate } from "../../src/chain/vote.ts";
import type { BlockWithBodies, MessageOf } from "../../src/consensus/messages.ts";
import { bounds } from "../../src/consensus/timing.ts";
import { utf8 } from "../../src/primitives/bytes.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import { signBody, testKey } from "../keys.ts";
import { Cluster } from "../simulation/cluster.ts";
import { peerOf } from "../simulation/world.ts";
import { Bench } from "./bench.ts";

// Goal: C9: a replica that is far behind fetches committed blocks in pages, and no peer can stop it or make it keep what is unproven.
// Method: `step` itself, one replica of four, pages of real transactions made by hand; then the simulator.

const alice = testKey("alice");

function transactionOf(bench: Bench, name: string): Transaction {
  const nonce = sha256(utf8(name)).slice(0, 16);
  const operations = [{ tag: 1, source: undefined, body: utf8(name) }];
  const { chainId } = bench.world;
  return signBody(
    { chainId, account: alice.account, nonce, validUntil: bench.nowMs, operations },
    alice,
  );
}

/** A committed block with one transaction. */
function blockOn(bench: Bench, parent: Header, more: Partial<Header> = {}): BlockWithBodies {
  const { id, wireHash, bytes } = transactionOf(bench, `block ${parent.height + 1}`);
  const transactions = [{ id, wireHash }];
  const { header } = bench.blockOn(parent, { names: [] });
  const root = transactionsRoot(transactions);
  return {
    block: { header: { ...header, transactionsRoot: root, ...more }, transactions },
    bodies: [bytes],
  };
}

/** What the others committed: block i + 1 at index i, committed in the view of its height. */
class Chain {
  readonly bench: Bench;
  readonly blocks: BlockWithBodies[] = [];

  constructor(bench: Bench, length: number) {
    this.bench = bench;
    while (this.blocks.length < length) {
      this.blocks.push(blockOn(bench, this.blocks.at(-1)?.block.header ?? bench.genesis));
    }
  }

  get executable(): Block[] {
    return this.blocks.map(({ block }) => block);
  }

  digest(height: number): Uint8Array {
    return digestOf(this.blocks[height - 1]!.block.header);
  }

  certificate(height: number): Certificate {
    return this.bench.certificate("commit", height, this.digest(height));
  }

  /** Both ends included; proven by the certificate of `provenBy`. */
  page(from: number, to: number, provenBy = to): MessageOf<"have-blocks"> {
    return {
      kind: "have-blocks",
      blocks: this.blocks.slice(from - 1, to),
      headers: this.blocks.slice(to, provenBy).map(({ block }) => block.header),
      certificate: this.certificate(provenBy),
    };
  }
}

/** Whom the replica asked for pages, and from which height. */
function asked(bench: Bench): string[] {
  return bench.sent.flatMap(({ to, message }) =>
    message.kind === "want-blocks" ? [`${to} ${message.fromHeight}`] : [],
  );
}

const heightsAsked = (bench: Bench): number[] =>
  bench.sentOf("want-blocks").map(({ fromHeight }) => fromHeight);

/** The chain answers that it executed the block that it was given in this place. */
function execute(bench: Bench, at: number): void {
  bench.feed({ kind: "executed", digest: digestOf(bench.executed[at]!.header), next: undefined });
}

/** A replica that knows that the others are `length` blocks ahead, and has asked for the first page. */
function behind(length: number): { bench: Bench; chain: Chain } {
  const bench = new Bench({ self: 3, includable: false });
  const chain = new Chain(bench, length);
  bench.receiveCertificate(chain.certificate(length));
  bench.advance(bench.timing.retransmitMs / 4);
  return { bench, chain };
}

describe("C9: pages", () => {
  test("C9: a replica far behind asks for committed blocks page by page, and takes only what is proven", () => {
    const { bench, chain } = behind(4);
    expect(bench.replica.view).toBe(5);
    expect(heightsAsked(bench)).toEqual([1]);
    const forged = bench.certificate("prepare", 4, chain.digest(4));
    bench.receive(1, { ...chain.page(1, 2, 4), certificate: { ...forged, kind: "commit" } });
    bench.receive(1, { ...chain.page(1, 2, 4), headers: [] });
    bench.receive(1, chain.page(2, 4));
    expect(bench.executed).toEqual([]);

    bench.receive(1, chain.page(1, 2, 4));
    expect(bench.executed).toEqual(chain.executable.slice(0, 2));
    expect(bench.committed).toEqual([]); // until the block that the certificate names is here
    bench.receive(1, chain.page(3, 4));
    expect(bench.executed).toEqual(chain.executable);
    expect(bench.committed).toEqual([chain.digest(4)]);
    expect(bench.journal.filter(({ kind }) => kind === "block")).toEqual([]); // peers have them on disk
    expect(bench.replica.catchUp).toBeUndefined();
  });

  test("C9: the next page is asked for while this one is executed, and no third one before there is room (C10)", () => {
    const { bench, chain } = behind(8);
    bench.executes = false;
    bench.receive(1, chain.page(1, 2));
    expect(bench.executed).toEqual(chain.executable.slice(0, 1)); // one block at a time
    expect(heightsAsked(bench)).toEqual([1, 3]);
    bench.receive(1, chain.page(3, 4));
    bench.advance(10 * bench.timing.retransmitMs);
    expect(heightsAsked(bench)).toEqual([1, 3]);
    const full = bench.replica.catchUp;
    bench.receive(1, chain.page(5, 6)); // nobody asked
    expect(bench.replica.catchUp!.tip).toBe(full!.tip);

    execute(bench, 0);
    expect(heightsAsked(bench)).toEqual([1, 3, 5]);
    expect(bench.committed).toEqual([]);
    execute(bench, 1);
    expect(bench.committed).toEqual([chain.digest(2)]);
    bench.receive(1, chain.page(5, 8));
    bench.executes = true;
    execute(bench, 2);
    expect(bench.executed).toEqual(chain.executable);
    expect(bench.committed.at(-1)).toEqual(chain.digest(8));
  });

  test("C9: a block of a page that came another way meanwhile is executed once", () => {
    const { bench, chain } = behind(4);
    bench.receiveProposal(5, blockOn(bench, chain.executable[3]!.header).block);
    bench.receive(2, { kind: "have-block", block: chain.executable[3]! });
    bench.receive(1, chain.page(1, 4));
    const below = bench.executed.filter(({ header }) => header.height <= 4);
    expect(below).toEqual(chain.executable);
    expect(bench.committed).toEqual([chain.digest(4)]);
  });

  test("C6, C9: pages that end between certificates move the head to each certificate as it is reached", () => {
    const { bench, chain } = behind(12);
    bench.receive(1, chain.page(1, 3, 4));
    expect(bench.committed).toEqual([]);
    bench.receive(1, chain.page(4, 6, 7));
    expect(bench.committed).toEqual([chain.digest(4)]);
    bench.receive(1, chain.page(7, 9, 10));
    expect(bench.committed).toEqual([chain.digest(4), chain.digest(7)]);
    bench.receive(1, chain.page(10, 12));
    expect(bench.committed.at(-1)).toEqual(chain.digest(12));
  });

  test("C13: nothing is asked for above the last block of an epoch, whose successors another set proves", () => {
    const bench = new Bench({ self: 3, includable: false });
    const chain = new Chain(bench, 1);
    const last = blockOn(bench, chain.executable[0]!.header, {
      nextValidators: sha256(utf8("set")),
    });
    chain.blocks.push(last);
    chain.blocks.push(blockOn(bench, last.block.header));
    bench.receiveCertificate(chain.certificate(3));
    bench.advance(bench.timing.retransmitMs / 4);
    bench.executes = false;
    bench.receive(1, chain.page(1, 2));
    bench.advance(10 * bench.timing.retransmitMs);
    expect(heightsAsked(bench)).toEqual([1]);
  });
});

describe("C9: hostile pages while one is executed", () => {
  const rubbish: readonly [string, (chain: Chain) => MessageOf<"have-blocks">][] = [
    ["the same page again", (chain) => chain.page(1, 2)],
    ["one that leaves a gap", (chain) => chain.page(4, 6)],
    ["one that does not link within", (chain) => without(chain.page(3, 6), 1)],
    [
      "one whose headers do not lead to its certificate",
      (chain) => ({
        ...chain.page(3, 4, 6),
        headers: chain.page(3, 5, 6).headers,
      }),
    ],
    [
      "one proven by a prepared certificate",
      (chain) => ({
        ...chain.page(3, 4),
        certificate: chain.bench.certificate("prepare", 4, chain.digest(4)),
      }),
    ],
    [
      "one of another epoch",
      (chain) => ({
        ...chain.page(3, 4),
        certificate: { ...chain.certificate(4), epoch: 1 },
      }),
    ],
    [
      "one with a signer too few",
      (chain) => ({
        ...chain.page(3, 4),
        certificate: { ...chain.certificate(4), seals: chain.certificate(4).seals.slice(1) },
      }),
    ],
    ["one without a body", (chain) => withBodies(chain.page(3, 4), [])],
    ["one with another's body", (chain) => withBodies(chain.page(3, 4), chain.blocks[5]!.bodies)],
    ["one with a body that is none", (chain) => withBodies(chain.page(3, 4), [utf8("rubbish")])],
    [
      "one with other signatures under a body",
      (chain) => {
        const [bytes] = chain.blocks[2]!.bodies;
        const changed = new Uint8Array(bytes!);
        changed[changed.length - 1]! ^= 1;
        return withBodies(chain.page(3, 4), [changed]);
      },
    ],
    [
      "one whose list is not the header's",
      (chain) => {
        const page = chain.page(3, 4);
        const [first, ...rest] = page.blocks;
        const block = { ...first!.block, transactions: [] };
        return { ...page, blocks: [{ block, bodies: [] }, ...rest] };
      },
    ],
  ];

  test.each(rubbish)("C9: %s is not kept; the next peer is asked and serves", (_, make) => {
    const { bench, chain } = behind(6);
    bench.executes = false;
    bench.receive(1, chain.page(1, 2));
    const before = bench.replica;
    bench.receive(1, make(chain));
    expect(bench.replica.catchUp).toEqual(before.catchUp);
    expect(bench.replica.candidates.size).toBe(before.candidates.size);
    expect(asked(bench)).toEqual([`${peerOf(0)} 1`, `${peerOf(1)} 3`]); // who served is asked first
    bench.advance(bench.timing.retransmitMs);
    expect(asked(bench)[2]).toBe(`${peerOf(0)} 3`);

    bench.receive(0, chain.page(3, 6));
    bench.executes = true;
    execute(bench, 0);
    expect(bench.committed.at(-1)).toEqual(chain.digest(6));
  });

  test("C9: peers that serve nothing are passed over, again and again until one serves", () => {
    const { bench, chain } = behind(4);
    bench.advance(4 * bench.timing.retransmitMs);
    const peers = asked(bench).map((one) => one.split(" ")[0]);
    expect(peers).toEqual([0, 1, 2, 0, 1].map(peerOf));
    bench.receive(1, chain.page(1, 2));
    expect(asked(bench).at(-1)).toBe(`${peerOf(1)} 3`);
  });

  test("C10: what waits is bounded whoever sends pages", () => {
    const { bench, chain } = behind(40);
    bench.executes = false;
    for (let height = 1; height < 40; height++) bench.receive(2, chain.page(height, height));
    expect(bench.replica.catchUp!.tip.height).toBe(1 + bounds.pagesWaiting); // one is taken up
    expect(bench.replica.catchUp!.waiting).toHaveLength(bounds.pagesWaiting);
  });

  test("C10: proofs of blocks far above are bounded, and the head moves on all the same", () => {
    const { bench, chain } = behind(40);
    for (let height = 1; height <= 10; height++) {
      bench.receive(2, chain.page(height, height, height + 20));
    }
    expect(bench.replica.catchUp!.proofs.map(({ view }) => view)).toEqual([21, 22, 23, 24]);
    expect(bench.committed).toEqual([]);
    bench.receive(1, chain.page(11, 30));
    expect(bench.replica.head.header.height).toBe(24);
    bench.receive(1, chain.page(31, 40));
    expect(bench.replica.head.header.height).toBe(40);
    expect(bench.replica.catchUp).toBeUndefined();
  });
});

describe("C9: the chain goes on meanwhile", () => {
  test("C10: proposals far above the head are not kept, so that they cannot crowd the pages out", () => {
    const { bench, chain } = behind(4);
    let parent = chain.executable[3]!.header;
    const commits: Certificate[] = [chain.certificate(4)];
    for (let view = 5; view < 700; view++) {
      const block = bench.blockOn(parent, { names: [`${view}`] });
      const digest = bench.receiveProposal(view, block, commits.at(-1));
      commits.push(bench.certificate("commit", view, digest));
      parent = block.header;
    }
    expect(bench.replica.candidates.size).toBeLessThanOrEqual(2 * bounds.pageBlocks);
    bench.receive(1, chain.page(1, 4));
    expect(bench.executed.slice(0, 4)).toEqual(chain.executable);
    expect(bench.replica.head.header.height).toBeGreaterThanOrEqual(4);
  });

  test("C9: blocks are not asked for one by one while pages bring them", () => {
    const { bench, chain } = behind(8);
    bench.executes = false;
    bench.receive(1, chain.page(1, 4));
    bench.sent.length = 0;
    bench.advance(10 * bench.timing.retransmitMs);
    expect(heightsAsked(bench)).toContain(5);
    expect(bench.sentOf("want-block")).toEqual([]);
  });

  test("C9: a replica that missed hundreds of blocks has them by pages, a block a turn, while others are made", () => {
    const cluster = new Cluster({ seed: 9, validators: 4, timing: { baseTimeoutMs: 300 } });
    cluster.crash(3);
    while (cluster.height(0) < 200) {
      cluster.submit(cluster.random.below(3));
      cluster.runMs(50);
    }
    expect(cluster.height(3)).toBeLessThan(10);
    cluster.restart(3);
    const sizes = new Set<number>();
    const isThere = (): boolean => {
      sizes.add(cluster.node(3).driver.replica.candidates.size);
      return cluster.height(3) >= cluster.height(0);
    };
    cluster.submit(0);
    expect(cluster.runUntil(isThere, 5_000), cluster.trace()).toBe(true);
    expect(sizes.size).toBeGreaterThan(20); // seen between the blocks of a page, not only between pages
    const number = cluster.submit(3);
    const isDone = (): boolean => cluster.honest.every((i) => cluster.hasCommitted(i, number));
    expect(cluster.runUntil(isDone, 20_000), cluster.trace()).toBe(true);
  });
});

function withBodies(
  page: MessageOf<"have-blocks">,
  bodies: readonly Uint8Array[],
): MessageOf<"have-blocks"> {
  const [first, ...rest] = page.blocks;
  return { ...page, blocks: [{ block: first!.block, bodies }, ...rest] };
}

function without(page: MessageOf<"have-blocks">, at: number): MessageOf<"have-blocks"> {
  return { ...page, blocks: page.blocks.filter((_, i) => i !== at) };
}
