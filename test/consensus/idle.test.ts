import { describe, expect, test } from "vitest";

import { digestOf } from "../../src/chain/block.ts";
import { clockProblem } from "../../src/consensus/clock-check.ts";
import { defaultTiming } from "../../src/consensus/timing.ts";
import { Bench } from "./bench.ts";
import { peerOf } from "../simulation/world.ts";

// Goal: C11 and C12: when a chain rests, when empty blocks may come, and what times they may carry.
// Method: `step` itself with a clock set by hand; the genesis block is empty and a second old.

const timing = { emptyBlockIntervalMs: 30_000 };
const REST_MS = 29_000;

describe("C11: an idle chain", () => {
  test("C11: with nothing to include nobody sends anything until the parent is old enough", () => {
    for (const self of [0, 1]) {
      const bench = new Bench({ self, includable: false, timing });
      bench.advance(REST_MS - 1);
      expect(bench.sent).toEqual([]);
    }
  });

  test("C11: then the primary proposes an empty block, and the others start T", () => {
    const primary = new Bench({ self: 0, includable: false, timing });
    primary.advance(REST_MS);
    expect(primary.sentOf("proposal")[0]!.block.transactions).toEqual([]);
    const other = new Bench({ self: 1, includable: false, timing });
    other.advance(REST_MS + 999);
    expect(other.votesSent("view-change")).toEqual([]);
    other.advance(1);
    expect(other.votesSent("view-change")).toHaveLength(1);
  });

  test("C11: a transaction ends the rest: T starts and the primary is told of it", () => {
    const bench = new Bench({ self: 1, includable: false, timing });
    bench.advance(5_000);
    bench.includable = true;
    bench.feed({ kind: "transactions-changed" });
    expect(bench.effects).toContainEqual({ kind: "offer", to: peerOf(0) });
    bench.advance(999);
    expect(bench.votesSent("view-change")).toEqual([]);
    bench.advance(1);
    expect(bench.votesSent("view-change")).toHaveLength(1);
    const toAll = () => bench.effects.filter((one) => one.kind === "offer" && one.to === undefined);
    const before = toAll().length;
    expect(before).toBeGreaterThanOrEqual(1);
    bench.advance(2 * bench.timing.retransmitMs);
    expect(toAll()).toHaveLength(before + 2); // again with each re-sent VIEW-CHANGE
  });

  test("C11: a primary that learns of a transaction proposes it at once", () => {
    const bench = new Bench({ self: 0, includable: false, timing });
    bench.advance(5_000);
    bench.includable = true;
    bench.feed({ kind: "transactions-changed" });
    expect(bench.sentOf("proposal")[0]!.block.transactions).toHaveLength(1);
  });

  test("C10, C11: a primary known to be silent is given up when the view wakes, not while it sleeps", () => {
    const bench = new Bench({ self: 1, timing: { ...timing, baseTimeoutMs: 10_000 } });
    for (let i = 1; i <= 6; i++) {
      bench.receiveVotes("commit", 1, [2, 3], new Uint8Array(32).fill(i));
      bench.receiveVotes("prepare", i, [2, 3], new Uint8Array(32).fill(i));
      bench.includable = i === 6 ? false : true;
      if (i === 6) bench.feed({ kind: "transactions-changed" });
      else bench.advance(500);
    }
    expect(bench.replica.idle).toBe(true);
    bench.advance(10_000);
    expect(bench.votesSent("view-change")).toEqual([]);
    bench.includable = true;
    bench.feed({ kind: "transactions-changed" });
    bench.advance(500); // 3,000 ms awake, and nothing from v0
    expect(bench.notesOf("view-change")).toMatchObject([
      { view: 1, reason: "the primary is silent" },
    ]);
  });

  test("C11: a view that becomes idle stops T", () => {
    const bench = new Bench({ self: 1, timing });
    bench.advance(500);
    bench.includable = false; // it expired, say
    bench.feed({ kind: "transactions-changed" });
    bench.advance(10_000);
    expect(bench.votesSent("view-change")).toEqual([]);
  });

  test("C11: a block with transactions is followed by one at once, empty if need be", () => {
    const bench = new Bench({ self: 1, includable: false, timing });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveVotes("prepare", 1, [2], digest);
    expect(bench.sentOf("proposal")).toMatchObject([{ view: 2, block: { transactions: [] } }]);
  });

  test("C11: an empty block on an empty committed parent is unacceptable before its time, and acceptable from then on", () => {
    const early = new Bench({ self: 1, includable: false, timing });
    early.receiveProposal(1, early.blockOn(early.genesis, { names: [] }));
    expect(early.votesSent("prepare")).toEqual([]);
    expect(early.notesOf("unacceptable")[0]!.problem).toContain("too early");
    const late = new Bench({ self: 1, includable: false, timing });
    late.advance(REST_MS);
    late.receiveProposal(
      1,
      late.blockOn(late.genesis, { names: [], timeMs: late.genesis.timeMs + 30_000 }),
    );
    expect(late.votesSent("prepare")).toHaveLength(1);
  });

  test("C11: with an empty parent that is not committed the primary waits T/2 for the commit, then proposes", () => {
    const bench = new Bench({ self: 1, includable: false, timing });
    bench.advance(REST_MS);
    const empty = bench.blockOn(bench.genesis, { names: [] });
    const digest = bench.receiveProposal(1, empty);
    bench.receiveVotes("prepare", 1, [2], digest);
    expect(bench.replica.view).toBe(2);
    bench.advance(499);
    expect(bench.sentOf("proposal")).toEqual([]);
    bench.advance(1);
    expect(bench.sentOf("proposal")).toMatchObject([{ view: 2, parent: { kind: "prepare" } }]);
  });

  test("C11: when the commit comes in time the chain rests", () => {
    const bench = new Bench({ self: 1, includable: false, timing });
    bench.advance(REST_MS);
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis, { names: [] }));
    bench.receiveVotes("prepare", 1, [2], digest);
    bench.receiveVotes("commit", 1, [2, 3], digest);
    expect(bench.replica.idle).toBe(true);
    bench.advance(20_000);
    expect(bench.sentOf("proposal")).toEqual([]);
  });

  test("C11: an empty block prepared and skipped: its empty child may be proposed, justified by prepared", () => {
    const bench = new Bench({ self: 3, includable: false, timing });
    bench.advance(REST_MS);
    const first = bench.blockOn(bench.genesis, { names: [] });
    const certificate = bench.certificate("prepare", 1, bench.receiveProposal(1, first), [0, 1, 2]);
    bench.receiveCertificate(certificate);
    bench.receiveCertificate(bench.certificate("view-change", 1, undefined, [0, 1, 2]));
    const child = bench.blockOn(first.header, { names: [], timeMs: first.header.timeMs + 1 });
    const digest = bench.receiveProposal(2, child, certificate);
    expect(bench.votesSent("prepare").filter(({ view }) => view === 2)).toMatchObject([{ digest }]);
  });
});

describe("C12: time", () => {
  const { aheadMs, behindMs } = defaultTiming;
  const parentMs = 1_000_000;
  const nowMs = 1_100_000;
  const bench = new Bench();
  const judge = (timeMs: number, skippedViews = 0) =>
    clockProblem(
      { ...bench.genesis, timeMs },
      { ...bench.genesis, timeMs: parentMs },
      nowMs,
      skippedViews,
      defaultTiming,
    );

  test.each([
    ["not after the parent's", parentMs, 0, false],
    ["just ahead enough", nowMs + aheadMs, 0, true],
    ["too far ahead", nowMs + aheadMs + 1, 0, false],
    ["too far ahead, and never widened by skipped views", nowMs + aheadMs + 1, 20, false],
    ["just behind enough", nowMs - behindMs, 0, true],
    ["too far behind", nowMs - behindMs - 1, 0, false],
    ["as far behind as one skipped view allows", nowMs - 2 * behindMs, 1, true],
    ["further behind than that", nowMs - 2 * behindMs - 1, 1, false],
    ["the parent's + 1, after many skipped views", parentMs + 1, 30, true],
  ])("C12: a time %s", (_, timeMs, skippedViews, acceptable) => {
    expect(judge(timeMs, skippedViews) === undefined).toBe(acceptable);
  });

  test("C12: the parent's time + 1 is acceptable however far ahead the parent is", () => {
    const parent = { ...bench.genesis, timeMs: nowMs + 10 * aheadMs };
    const header = { ...parent, timeMs: parent.timeMs + 1 };
    expect(clockProblem(header, parent, nowMs, 0, defaultTiming)).toBeUndefined();
  });

  test("C12: judged by the clock at the header's first receipt, however long its bodies take", () => {
    const slow = new Bench({ self: 1, timing: { baseTimeoutMs: 60_000 } });
    slow.missing = (block) => block.transactions.map(({ wireHash }) => wireHash);
    const digest = slow.receiveProposal(1, slow.blockOn(slow.genesis));
    slow.advance(slow.timing.behindMs + 5_000);
    slow.missing = () => [];
    slow.feed({ kind: "transactions-changed" });
    expect(slow.votesSent("prepare")).toMatchObject([{ digest }]);
  });

  test("C12: a block that is prepared already is exempt", () => {
    const late = new Bench({ self: 3, timing: { silenceMs: 1e9 } });
    const block = late.blockOn(late.genesis, { timeMs: late.genesis.timeMs + 1 });
    late.advance(900);
    const digest = digestOf(block.header);
    late.nowMs += 100_000; // far too old for a first receipt now
    late.receiveCertificate(late.certificate("prepare", 1, digest, [0, 1, 2]));
    late.receive(1, { kind: "have-block", block });
    late.receiveCertificate(late.certificate("view-change", 1, undefined, [0, 1, 2]));
    late.receiveProposal(2, block);
    expect(late.notesOf("unacceptable")).toEqual([]);
    expect(late.votesSent("prepare").filter(({ view }) => view === 2)).toMatchObject([{ digest }]);
  });

  test("C12: a primary whose clock is behind its parent's proposes the parent's time + 1", () => {
    const primary = new Bench({ self: 1, timing: { aheadMs: 1e9 } });
    const block = primary.blockOn(primary.genesis, { timeMs: primary.nowMs + 50_000 });
    const digest = primary.receiveProposal(1, block);
    primary.receiveVotes("prepare", 1, [2], digest);
    expect(primary.sentOf("proposal")[0]!.block.header.timeMs).toBe(block.header.timeMs + 1);
  });
});
