import { describe, expect, test } from "vitest";

import { isLastOfEpoch } from "../../src/chain/epoch.ts";
import type { Block } from "../../src/chain/block.ts";
import { digestOf } from "../../src/chain/block.ts";
import { validatorSet } from "../../src/chain/validator-set.ts";
import type { EpochStart } from "../../src/consensus/ports.ts";
import { journalOf, standingAfter } from "../../src/consensus/restore.ts";
import { defaultTiming } from "../../src/consensus/timing.ts";
import { decodeMessage, type Message } from "../../src/consensus/messages.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { Cluster } from "../simulation/cluster.ts";
import { peerOf, worldOf } from "../simulation/world.ts";
import { Bench } from "./bench.ts";

// Goal: the validator set changes between epochs and at no other time, and no fault in between stops or forks the chain.
// Method: production step, executor and journal; simulated clock, network and disk.

function cluster(validators: number, spares: number): Cluster {
  return new Cluster({ seed: 1, validators, spares });
}

function commits(c: Cluster, at: number, nodes: readonly number[] = c.honest): void {
  const number = c.submit(at);
  const done = c.runUntil(() => nodes.every((i) => c.hasCommitted(i, number)), 60_000);
  expect(done, c.trace()).toBe(true);
}

function reaches(c: Cluster, epoch: number, nodes: readonly number[] = c.honest): void {
  const done = c.runUntil(() => nodes.every((i) => c.epoch(i) === epoch), 60_000);
  expect(done, c.trace()).toBe(true);
}

describe("C13: an epoch ends and the next one begins", () => {
  test("the block after the change is the epoch's last, and the new set signs from the next one on", () => {
    const c = cluster(4, 1);
    commits(c, 0);
    c.change(0, { add: [4] });
    reaches(c, 1);
    commits(c, 4);
    const headers = c.disks[0]!.blocks.map(({ block }) => block.header);
    const last = headers.findIndex(isLastOfEpoch);
    expect(headers[last]!.epoch).toBe(0);
    expect(headers[last + 1]!.epoch).toBe(1);
    expect(headers[last + 1]!.validators).toEqual(headers[last]!.nextValidators);
    expect(headers.filter(isLastOfEpoch)).toHaveLength(1);
    expect(c.node(4).driver.replica.setup.self).toBe(4);
  });

  test("4 → 5 → 7 → 4: everyone who has a vote uses it, who left follows", () => {
    const c = cluster(4, 3);
    commits(c, 0);
    c.change(1, { add: [4] });
    reaches(c, 1);
    commits(c, 4);
    c.change(2, { add: [5, 6] });
    reaches(c, 2);
    commits(c, 6);
    c.change(3, { remove: [0, 1, 2] });
    reaches(c, 3);
    commits(c, 5);
    expect(c.node(0).driver.replica.setup.self).toBeUndefined();
    expect(c.node(6).driver.replica.setup.self).toBe(3);
  });

  test("C11: on an empty last block the next one follows at once, although it is empty too", () => {
    const c = cluster(4, 0);
    commits(c, 0);
    c.change(0, { behindMs: 7_000 });
    reaches(c, 1);
    const { height } = c.node(0).driver.replica.head.header;
    c.runMs(c.timing.emptyBlockIntervalMs / 10);
    expect(c.highest, c.trace()).toBe(height + 1);
    const [last, first] = c.disks[0]!.blocks.slice(-2).map(({ block }) => block);
    expect([last!.transactions, first!.transactions]).toEqual([[], []]);
    expect(isLastOfEpoch(last!.header)).toBe(true);
  });

  test("C11: its first view is not idle: a primary that does not propose is given up after T", () => {
    const c = cluster(4, 0);
    commits(c, 0);
    drop(c, (message, from) => from === 0 && message.kind === "proposal" && message.epoch === 1);
    c.change(0, { behindMs: 7_000 });
    reaches(c, 1);
    const { height } = c.node(1).driver.replica.head.header;
    c.runMs(2 * c.timing.baseTimeoutMs);
    expect(c.height(1), c.trace()).toBe(height + 1);
  });

  test("a change in the last block itself ends the next epoch", () => {
    const c = cluster(4, 2);
    commits(c, 0);
    c.change(0, { add: [4] });
    c.runMs(3); // the second change comes while the first one's block is under way
    c.change(0, { add: [5] });
    c.runUntil(() => c.epoch(0) >= 1, 60_000);
    c.change(0, { behindMs: 7_000 });
    commits(c, 0);
    reaches(c, c.epoch(0));
    commits(c, 5);
  });

  test("one validator alone changes its set, and a parameter change begins an epoch of the same set", () => {
    const c = cluster(1, 1);
    commits(c, 0);
    c.change(0, { behindMs: 7_000 });
    reaches(c, 1);
    commits(c, 0);
    c.change(0, { add: [1] });
    reaches(c, 2);
    commits(c, 1);
  });
});

/** Digests of last blocks that some node knows of and has not committed. */
function lastBlocks(c: Cluster): Set<string> {
  const all = c.live.flatMap((i) => [...c.node(i).driver.replica.candidates.values()]);
  return new Set(all.filter(({ block }) => isLastOfEpoch(block.header)).map(({ hex }) => hex));
}

function drop(c: Cluster, which: (message: Message, from: number, to: number) => boolean): void {
  c.network.filter = (from, to, bytes) => !which(decodeMessage(bytes)!, from, to);
}

const names = (c: Cluster, message: Message, kind: "prepare" | "commit"): boolean =>
  message.kind === "vote" &&
  message.vote.kind === kind &&
  lastBlocks(c).has(toHex(message.vote.digest));

describe("C13: bugs that lurk in the hand-over", () => {
  test("the last block of an epoch, split two COMMIT, two VIEW-CHANGE, is proposed again and committed", () => {
    const c = cluster(4, 0);
    commits(c, 0);
    // v2 and v3 never see it prepared, and no COMMIT on it reaches anyone.
    drop(c, (message, _, to) => {
      if (names(c, message, "commit") || message.kind === "status") return true;
      if (to < 2) return false;
      return names(c, message, "prepare") || !["vote", "proposal"].includes(message.kind);
    });
    c.change(0, { behindMs: 7_000 });
    const voted = (kind: "commit" | "view-change", i: number): boolean => {
      const own = [...c.node(i).driver.replica.own.values()];
      return own.some((votes) => votes[kind] !== undefined && votes.prepare !== undefined);
    };
    const split = (): boolean =>
      [0, 1].every((i) => voted("commit", i)) && [2, 3].every((i) => voted("view-change", i));
    expect(c.runUntil(split, 30_000), c.trace()).toBe(true);
    expect(c.honest.map((i) => c.epoch(i))).toEqual([0, 0, 0, 0]);
    const [last] = lastBlocks(c);
    c.network.filter = undefined;
    reaches(c, 1);
    expect(toHex(c.node(0).driver.replica.head.digest)).toBe(last);
    commits(c, 0);
  });

  test.each([
    ["the others commit it again in a later view", false],
    ["it answers those that it left behind", true],
  ])("a hand-over certificate held only by a validator that left: %s", (_, answers) => {
    const c = cluster(4, 0);
    commits(c, 0);
    // COMMITs on the last block reach v3 alone, whom the next epoch leaves out; it says nothing of it.
    const isFromLeaver = (message: Message, from: number): boolean =>
      from === 3 && ["certificate", "status", "have-certificates"].includes(message.kind);
    drop(
      c,
      (message, from, to) =>
        (to !== 3 && names(c, message, "commit")) || isFromLeaver(message, from),
    );
    c.change(0, { remove: [3] });
    expect(
      c.runUntil(() => c.epoch(3) === 1, 30_000),
      c.trace(),
    ).toBe(true);
    c.runMs(500);
    expect([0, 1, 2].map((i) => c.epoch(i))).toEqual([0, 0, 0]);
    expect(c.node(3).driver.replica.setup.self).toBeUndefined();
    if (answers) drop(c, (message, __, to) => to !== 3 && names(c, message, "commit"));
    else drop(c, isFromLeaver);
    reaches(c, 1);
    c.network.filter = undefined;
    commits(c, 0);
  });

  test("on a slow disk each epoch's last block is stored by its own certificate, which others need", () => {
    const c = new Cluster({ seed: 1, validators: 4, diskMs: 1_000 });
    commits(c, 0);
    c.crash(3);
    for (const behindMs of [7_000, 8_000, 9_000]) {
      c.change(0, { behindMs });
      const epoch = c.epoch(0) + 1;
      reaches(c, epoch, c.live);
      commits(c, 0, c.live);
    }
    c.restart(3); // it catches up faster than its disk; what it stores is checked on every commit
    reaches(c, 3);
    commits(c, 3);
    const certified = c.disks[3]!.blocks.filter(({ block }) => isLastOfEpoch(block.header));
    expect(certified.map(({ certificate }) => certificate?.epoch)).toEqual([0, 1, 2]);
  });

  test("a replica that was away for several epochs, all of whose validators are gone, catches up", () => {
    const c = cluster(4, 4);
    commits(c, 0);
    c.crash(7);
    for (const i of [0, 1, 2, 3]) {
      c.change(i, { add: [i + 4], remove: i === 3 ? [] : [i] });
      reaches(c, i + 1, c.live);
      commits(c, 4, c.live);
      if (i === 2) break;
    }
    c.change(3, { remove: [3] });
    reaches(c, 4, c.live);
    for (const i of [0, 1, 2, 3]) c.crash(i);
    c.restart(7);
    reaches(c, 4, [4, 5, 6, 7]);
    commits(c, 7, [4, 5, 6, 7]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "C8: all crash after their first votes of an epoch, whose first block's parent may not be on disk [seed %i]",
    (seed) => {
      const c = new Cluster({ seed, validators: 4, spares: 1 });
      commits(c, 0);
      c.change(0, seed % 2 === 0 ? { add: [4] } : { behindMs: 7_000 });
      const hasVoted = (): boolean =>
        c.live.some((i) => c.epoch(i) === 1 && c.node(i).driver.replica.own.size > 0);
      expect(c.runUntil(hasVoted, 30_000), c.trace()).toBe(true);
      c.runMs(seed);
      for (const i of c.honest) c.crash(i);
      for (const i of c.honest) c.restart(i); // C7 across restarts is checked on every message
      reaches(c, 1);
      commits(c, 0);
    },
  );

  test("C8: who lost its memory lets the others say how far they are in the next epoch too, until it voted anew", () => {
    const c = cluster(4, 1);
    commits(c, 0);
    c.crash(3);
    c.disks[3]!.tamperJournal(undefined);
    c.restart(3);
    c.change(0, { add: [4] });
    reaches(c, 1);
    expect(c.notesOf("observing", 3)).toHaveLength(2); // at the start, and when it could vote again
    for (let i = 0; i < 6; i++) commits(c, 0);
    expect(c.node(3).driver.replica.standing).toMatchObject({
      ...{ kind: "voting", votedAnew: true },
    });
    const before = c.notesOf("observing", 3).length;
    expect(before).toBe(3); // in the next epoch it asked anew
    c.change(0, { behindMs: 7_000 });
    reaches(c, 2);
    commits(c, 0);
    expect(c.notesOf("observing", 3)).toHaveLength(before);
  });
});

const next = validatorSet(1, worldOf(4).validators.validators);

function lastBlockOn(bench: Bench, parent: Block): Block {
  const block = bench.blockOn(parent.header, { names: [] });
  return { ...block, header: { ...block.header, nextValidators: next.hash } };
}

function nextOf({ header }: Block): EpochStart | undefined {
  if (!isLastOfEpoch(header)) return undefined;
  return { validators: next, timing: defaultTiming, protocolVersion: 1 };
}

describe("C13: what a replica accepts at the end of an epoch", () => {
  /** A replica that saw block 1 committed in view 1, and its last block prepared in view 2. */
  function prepared() {
    const bench = new Bench({ self: 3 });
    const first = bench.blockOn(bench.genesis);
    const digest = bench.receiveProposal(1, first);
    bench.receiveVotes("prepare", 1, [0, 1, 2], digest);
    bench.receiveVotes("commit", 1, [0, 1, 2], digest);
    const last = lastBlockOn(bench, first);
    bench.next = nextOf;
    bench.receiveProposal(2, last, bench.certificate("commit", 1, digest));
    const lastDigest = digestOf(last.header);
    bench.receiveVotes("prepare", 2, [0, 1, 2], lastDigest);
    expect(bench.replica.view).toBe(3);
    return { bench, last, lastDigest };
  }

  const prepares = (bench: Bench, view: number) =>
    bench.votesSent("prepare").filter((vote) => vote.view === view);

  test("the same block again, justified by its own preparation; its time is not judged anew", () => {
    const { bench, last, lastDigest } = prepared();
    bench.nowMs += 10 * bench.timing.behindMs;
    bench.receiveProposal(3, last, bench.certificate("prepare", 2, lastDigest));
    expect(prepares(bench, 3).map(({ digest }) => digest)).toEqual([lastDigest]);
  });

  test("no child of it", () => {
    const { bench, last, lastDigest } = prepared();
    const child = bench.blockOn(last.header);
    bench.receiveProposal(3, child, bench.certificate("prepare", 2, lastDigest));
    expect(prepares(bench, 3)).toEqual([]);
    expect(bench.votesSent("view-change").map(({ view }) => view)).toContain(3);
  });

  test("no block again that is not the last of its epoch", () => {
    const bench = new Bench({ self: 3 });
    const block = bench.blockOn(bench.genesis);
    const digest = bench.receiveProposal(1, block);
    bench.receiveVotes("prepare", 1, [0, 1, 2], digest);
    bench.receiveProposal(2, block, bench.certificate("prepare", 1, digest));
    expect(prepares(bench, 2)).toEqual([]);
  });

  test("as primary it proposes the same block again, at once", () => {
    const bench = new Bench({ self: 2 });
    const first = bench.blockOn(bench.genesis);
    const digest = bench.receiveProposal(1, first);
    bench.receiveVotes("prepare", 1, [0, 1, 3], digest);
    const last = lastBlockOn(bench, first);
    bench.receiveProposal(2, last, bench.certificate("prepare", 1, digest));
    bench.receiveVotes("prepare", 2, [0, 1, 3], digestOf(last.header));
    const [again] = bench.sentOf("proposal");
    expect(again).toMatchObject({ view: 3, parent: { kind: "prepare", view: 2 } });
    expect(digestOf(again!.block.header)).toEqual(digestOf(last.header));
  });

  test("a commit certificate of any view is the hand-over; views begin at 1, and nothing is signed unheard", () => {
    const { bench, lastDigest } = prepared();
    bench.receiveCertificate(bench.certificate("commit", 7, lastDigest));
    const { setup, view, standing, head, committed } = bench.replica;
    expect({ epoch: setup.validators.epoch, view, standing: standing.kind }).toEqual({
      ...{ epoch: 1, view: 1, standing: "listening" },
    });
    expect([toHex(head.digest), committed.view]).toEqual([toHex(lastDigest), 0]);
    expect(bench.votesSent("prepare").filter(({ epoch }) => epoch === 1)).toEqual([]);
  });

  test("messages of another epoch are no votes: an older one is answered with the hand-over, a later one with a question", () => {
    const { bench, lastDigest } = prepared();
    const later = bench.vote(0, "prepare", 1, lastDigest, 1);
    bench.receive(0, { kind: "vote", vote: later });
    expect(bench.sent.at(-1)).toMatchObject({
      to: peerOf(0),
      message: { kind: "status", epoch: 0 },
    });
    bench.receiveCertificate(bench.certificate("commit", 2, lastDigest));
    bench.advance(bench.timing.retransmitMs);
    bench.receive(1, { kind: "vote", vote: bench.vote(1, "view-change", 3) });
    expect(bench.effects.at(-1)).toEqual({ kind: "serve-hand-over", to: peerOf(1), epoch: 0 });
    expect(bench.replica.votes.size).toBe(0);
  });
});

describe("C7, C8: a view that may hold forgotten votes", () => {
  test("stays closed after the replica has voted anew: a certificate of it that comes late gets no COMMIT", () => {
    const bench = new Bench({ self: 3, standing: { kind: "voting", voteAbove: 1 } });
    const first = bench.blockOn(bench.genesis);
    const digest = digestOf(first.header);
    bench.receiveCertificate(bench.certificate("view-change", 1, undefined, [0, 1, 2]));
    bench.receiveProposal(2, first);
    bench.receiveVotes("prepare", 2, [0, 1], digest);
    expect(bench.replica.standing).toEqual({ kind: "voting", voteAbove: 1, votedAnew: true });
    bench.receiveCertificate(bench.certificate("prepare", 1, digest, [0, 1, 2]));
    expect(bench.votesSent("commit").map(({ view }) => view)).toEqual([2]);
  });
});

describe("C8, C13: a journal that is ahead of the disk", () => {
  /** On disk is block 1; the journal holds the epoch's last block 2, its hand-over, and a vote of epoch 1. */
  function restarted() {
    const bench = new Bench({ self: 3 });
    const { chainId, validators } = bench.world;
    const first = bench.blockOn(bench.genesis);
    const digest = digestOf(first.header);
    const certificate = bench.certificate("commit", 1, digest);
    const last = lastBlockOn(bench, first);
    const vote = bench.vote(3, "prepare", 1, new Uint8Array(32).fill(9), 1);
    const records = [
      { kind: "owner" as const, chainId, publicKey: validators.validators[3]!.publicKey },
      { kind: "block" as const, block: last, firstSeenMs: bench.nowMs, bodies: [] },
      {
        kind: "certificate" as const,
        certificate: bench.certificate("commit", 2, digestOf(last.header)),
      },
      { kind: "vote" as const, vote },
    ];
    const memory = { ok: true as const, records, bytes: 0 };
    const head = { block: first, digest, certificate };
    const standing = standingAfter(bench.replica.setup, memory);
    const after = new Bench({ self: 3, memory, head, standing, next: nextOf });
    return { bench: after, vote };
  }

  test("gives its votes back when their epoch begins, and nothing else is signed in their place", () => {
    const { bench, vote } = restarted();
    expect(bench.replica.setup.validators.epoch).toBe(1);
    expect(bench.replica.own.get(1)).toEqual({ prepare: vote });
  });

  test("keeps them when it is begun anew before that", () => {
    const { bench, vote } = restarted();
    const before = { ...bench.replica, own: new Map(), later: [{ kind: "vote" as const, vote }] };
    expect(journalOf(before)).toContainEqual({ kind: "vote", vote });
  });
});
