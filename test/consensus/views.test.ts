import { describe, expect, test } from "vitest";

import { digestOf } from "../../src/chain/block.ts";
import { Bench } from "./bench.ts";

// Goal: C1, C4, C5, C10: entering, giving up and skipping views, and how long they last.
// Method: `step` itself, one replica of four, every message made by hand.

describe("C1: entering a view", () => {
  test("C1: the primary proposes on the committed block as soon as there is a transaction", () => {
    const bench = new Bench({ self: 0 });
    const [proposal] = bench.sentOf("proposal");
    expect(proposal).toMatchObject({ view: 1, parent: undefined });
    expect(proposal!.block.header.parent).toEqual(digestOf(bench.genesis));
    expect(bench.replica.own.get(1)?.prepare?.signature).toEqual(proposal!.signature);
  });

  test("C1: of two usable parents the one prepared in the higher view is built on", () => {
    const bench = new Bench({ self: 3 }); // primary of view 4
    const first = bench.blockOn(bench.genesis, { names: ["first"] });
    const prepared = bench.certificate("prepare", 1, bench.receiveProposal(1, first));
    bench.receiveCertificate(prepared);
    const second = bench.blockOn(first.header, { names: ["second"] });
    const digest = bench.receiveProposal(2, second, prepared);
    bench.receiveCertificate(bench.certificate("view-change", 2)); // view 2 is skipped
    bench.receiveCertificate(bench.certificate("prepare", 2, digest)); // and prepared as well
    bench.receiveCertificate(bench.certificate("view-change", 3));
    const [proposal] = bench.sentOf("proposal");
    expect(proposal).toMatchObject({ view: 4, parent: { kind: "prepare", view: 2, digest } });
    expect(proposal!.block.header.parent).toEqual(digest);
  });

  test("C1: with prepared(v − 1) known at entry its block is the parent, and its certificate travels along", () => {
    const bench = new Bench({ self: 1 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveVotes("prepare", 1, [2, 3], digest);
    const [proposal] = bench.sentOf("proposal");
    expect(proposal!.view).toBe(2);
    expect(proposal!.block.header.parent).toEqual(digest);
    expect(proposal!.parent).toMatchObject({ kind: "prepare", view: 1, digest });
  });

  test("C1: after a jump the certificates between are fetched in pages before anything is proposed", () => {
    const bench = new Bench({ self: 1 }); // primary of view 6
    bench.receiveCertificate(bench.certificate("view-change", 5));
    expect(bench.replica.view).toBe(6);
    expect(bench.sentOf("proposal")).toEqual([]);
    expect(bench.sentOf("want-certificates")[0]).toMatchObject({ fromView: 1, toView: 4 });
    const certificates = [1, 2, 3, 4].map((view) => bench.certificate("view-change", view));
    bench.receive(2, { kind: "have-certificates", certificates });
    expect(bench.sentOf("proposal")[0]).toMatchObject({ view: 6, parent: undefined });
  });
});

describe("C1: pace", () => {
  test("C1: blocks of a busy chain follow each other at blockIntervalMs, those of a resting one come at once", () => {
    const bench = new Bench({ self: 1, timing: { blockIntervalMs: 25 } });
    bench.advance(10);
    const first = bench.blockOn(bench.genesis); // made now
    const digest = bench.receiveProposal(1, first);
    bench.advance(5);
    bench.receiveVotes("prepare", 1, [2, 3], digest);
    expect(bench.replica.view).toBe(2);
    bench.advance(19);
    expect(bench.sentOf("proposal")).toEqual([]);
    bench.advance(1);
    expect(bench.sentOf("proposal")).toMatchObject([{ view: 2 }]);

    const rested = new Bench({ self: 0, timing: { blockIntervalMs: 25 } }); // its parent is a second old
    expect(rested.sentOf("proposal")).toMatchObject([{ view: 1 }]);
  });

  test("C1: a parent from a clock far ahead holds up nobody for longer than the interval", () => {
    const bench = new Bench({ self: 1, timing: { blockIntervalMs: 25 } });
    const ahead = bench.blockOn(bench.genesis, { timeMs: bench.nowMs + bench.timing.aheadMs });
    const digest = bench.receiveProposal(1, ahead);
    bench.receiveVotes("prepare", 1, [2, 3], digest);
    bench.advance(25);
    expect(bench.sentOf("proposal")).toMatchObject([{ view: 2 }]);
  });
});

describe("C4: giving a view up", () => {
  test("C4: when T runs out, once", () => {
    const bench = new Bench({ self: 1 });
    bench.advance(999);
    expect(bench.votesSent("view-change")).toEqual([]);
    bench.advance(1);
    expect(bench.votesSent("view-change")).toMatchObject([{ view: 1 }]);
    bench.advance(5_000);
    expect(bench.votesSent("view-change")).toHaveLength(1);
  });

  test("C4: when the primary gives its own view up", () => {
    const bench = new Bench({ self: 1 });
    bench.receiveVotes("view-change", 1, [0]);
    expect(bench.votesSent("view-change")).toMatchObject([{ view: 1 }]);
  });

  test("C4: when f+1 give it up, and not before", () => {
    const bench = new Bench({ self: 1 });
    bench.receiveVotes("view-change", 1, [2]);
    expect(bench.votesSent("view-change")).toEqual([]);
    bench.receiveVotes("view-change", 1, [3]);
    expect(bench.votesSent("view-change")).toHaveLength(1);
  });

  test("C4: votes of the next view that came early count at its entry", () => {
    const bench = new Bench({ self: 0 });
    bench.receiveVotes("view-change", 2, [2, 3]);
    bench.receiveCertificate(bench.certificate("view-change", 1));
    expect(bench.votesSent("view-change").map(({ view }) => view)).toContain(2);
  });
});

describe("C5: skipping a view", () => {
  test("C5: q VIEW-CHANGEs form skipped(v), which is broadcast and journalled, and the next view begins", () => {
    const bench = new Bench({ self: 1 });
    bench.receiveVotes("view-change", 1, [2, 3]);
    expect(bench.replica.view).toBe(2);
    const [message] = bench.sentOf("certificate");
    expect(message!.certificate).toMatchObject({ kind: "view-change", view: 1 });
    expect(bench.journal).toContainEqual({
      kind: "certificate",
      certificate: message!.certificate,
    });
  });

  test("C5: a certificate received counts as one formed and is not broadcast again", () => {
    const bench = new Bench({ self: 0 });
    bench.receiveCertificate(bench.certificate("view-change", 1));
    expect(bench.replica.view).toBe(2);
    expect(bench.sentOf("certificate")).toEqual([]);
  });
});

describe("C10: time-outs", () => {
  test("C10: T doubles with each own VIEW-CHANGE, up to the cap", () => {
    const bench = new Bench({ self: 0, timing: { timeoutCapMs: 3_000, silenceMs: 1e9 } });
    const lengths = [];
    for (let view = 1; view <= 5; view++) {
      lengths.push(bench.replica.deadlineMs - bench.nowMs);
      bench.advance(bench.replica.deadlineMs - bench.nowMs);
      bench.receiveCertificate(bench.certificate("view-change", view));
    }
    expect(lengths).toEqual([1_000, 2_000, 3_000, 3_000, 3_000]);
  });

  test("C10: neither a prepared block nor somebody else's skipped view shortens T; a commit halves it", () => {
    const bench = new Bench({ self: 3, timing: { silenceMs: 1e9 } });
    for (const view of [1, 2]) {
      bench.advance(bench.replica.deadlineMs - bench.nowMs);
      bench.receiveCertificate(bench.certificate("view-change", view, undefined, [0, 1, 2]));
    }
    expect(bench.replica.failures).toBe(2);
    const digest = bench.receiveProposal(3, bench.blockOn(bench.genesis));
    bench.receiveCertificate(bench.certificate("prepare", 3, digest, [0, 1, 2]));
    expect(bench.replica.failures).toBe(2);
    expect(bench.replica.timeoutMs).toBe(4_000);
    bench.receiveVotes("commit", 3, [0, 1], digest);
    expect(bench.replica.failures).toBe(1);
  });

  test("C10: a primary that was silent while a quorum was heard is given up at once, never two views in a row", () => {
    const bench = new Bench({
      self: 0,
      timing: { silenceMs: 600, baseTimeoutMs: 10_000, retransmitMs: 100 },
    });
    bench.receiveCertificate(bench.certificate("view-change", 1)); // view 2 of v1, who says nothing
    for (let i = 0; i < 6; i++) {
      bench.advance(100);
      // v2 and v3 are heard, by votes that mean nothing here
      bench.receiveVotes("commit", 2, [2, 3], new Uint8Array(32).fill(i + 1));
      bench.receiveVotes("prepare", i + 3, [2, 3], new Uint8Array(32).fill(i + 1));
    }
    expect(bench.votesSent("view-change").map(({ view }) => view)).toEqual([2]);
    expect(bench.notesOf("view-change")[0]).toMatchObject({ reason: "the primary is silent" });
    const next = bench.replica;
    expect(next.silentView).toBe(2);
  });

  test("C10: two silent primaries in a row: the second has its whole time-out; the silence that counts grows with it", () => {
    const timing = { silenceMs: 600, baseTimeoutMs: 10_000, retransmitMs: 100 };
    const bench = new Bench({ self: 0, validators: 7, timing });
    let heard = 0;
    const hearOthers = (ms: number): void => {
      for (const untilMs = bench.nowMs + ms; bench.nowMs < untilMs;) {
        bench.advance(100);
        bench.receiveVotes("prepare", 9, [3, 4, 5, 6], new Uint8Array(32).fill(++heard));
      }
    };
    const givenUp = () => bench.votesSent("view-change").map(({ view }) => view);
    bench.receiveCertificate(bench.certificate("view-change", 1)); // views 2 and 3 of v1 and v2, who say nothing
    hearOthers(700);
    expect(givenUp()).toEqual([2]);
    bench.receiveCertificate(bench.certificate("view-change", 2, undefined, [2, 3, 4, 5, 6]));
    hearOthers(3_000); // far beyond 1,200 ms, twice 600
    expect(bench.replica.view).toBe(3);
    expect(givenUp()).toEqual([2]);
  });

  test("C10: nobody is called silent while a quorum was not heard: the fault may be one's own", () => {
    const bench = new Bench({ self: 0, timing: { silenceMs: 600, baseTimeoutMs: 10_000 } });
    bench.receiveCertificate(bench.certificate("view-change", 1));
    bench.advance(9_000);
    expect(bench.votesSent("view-change").filter(({ view }) => view === 2)).toEqual([]);
  });

  test("C10: votes above the window are not kept, certificates act at any view", () => {
    const bench = new Bench({ self: 0, timing: { window: 4 } });
    bench.receiveVotes("view-change", 6, [1], undefined);
    expect(bench.replica.votes.has(6)).toBe(false);
    bench.receiveVotes("view-change", 5, [1], undefined);
    expect(bench.replica.votes.has(5)).toBe(true);
    bench.receiveCertificate(bench.certificate("view-change", 1_000));
    expect(bench.replica.view).toBe(1_001);
  });

  test("C10: a far-future view fills no memory", () => {
    const bench = new Bench({ self: 0 });
    for (let i = 0; i < 200; i++) {
      bench.receiveVotes("view-change", 1_000 + i, [1]);
      const block = bench.blockOn(bench.genesis, { names: [`far ${i}`] });
      bench.receive(1, bench.proposal(1_002 + 4 * i, block));
    }
    const { votes, proposals, candidates } = bench.replica;
    expect(Math.max(...votes.keys())).toBeLessThanOrEqual(1 + bench.timing.window);
    expect(proposals.size).toBeLessThanOrEqual(1);
    expect(candidates.size).toBeLessThanOrEqual(1);
  });

  test("C10: more than eight uncommitted ancestors make the proposal empty, never withheld", () => {
    const bench = new Bench({ self: 0, timing: { silenceMs: 1e9 } });
    let parent = bench.sentOf("proposal")[0]!.block;
    let certificate = bench.certificate("prepare", 1, digestOf(parent.header));
    bench.receiveCertificate(certificate);
    for (let view = 2; view <= 13; view++) {
      if (view % 4 === 1) {
        const mine = bench.sentOf("proposal").find((one) => one.view === view)!;
        parent = mine.block;
      } else {
        parent = bench.blockOn(parent.header, { names: [`of view ${view}`] });
        bench.receiveProposal(view, parent, certificate);
      }
      certificate = bench.certificate("prepare", view, digestOf(parent.header));
      if (view < 13) bench.receiveCertificate(certificate);
    }
    const own = bench
      .sentOf("proposal")
      .map(({ view, block }) => [view, block.transactions.length]);
    expect(own).toEqual([
      [1, 1],
      [5, 1],
      [9, 1],
      [13, 0],
    ]);
  });
});
