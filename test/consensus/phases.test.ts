import { describe, expect, test } from "vitest";

import { digestOf, ZERO_HASH } from "../../src/chain/block.ts";
import type { VoteKind } from "../../src/chain/vote.ts";
import { beginTurn } from "../../src/consensus/turn.ts";
import { castVote } from "../../src/consensus/votes.ts";
import { Bench } from "./bench.ts";
import { peerOf } from "../simulation/world.ts";

// Goal: C2, C3, C6, C7: the three phases and what never happens in them.
// Method: `step` itself, one replica of four, every message made by hand.

describe("C2: PREPARE", () => {
  test("C2: the first acceptable proposal of the view is PREPAREd once, journalled with its block, and executed", () => {
    const bench = new Bench({ self: 1 });
    const block = bench.blockOn(bench.genesis);
    const digest = bench.receiveProposal(1, block);
    bench.receiveProposal(1, block);
    expect(bench.votesSent("prepare")).toMatchObject([{ view: 1, digest }]);
    expect(bench.journal.map(({ kind }) => kind)).toEqual(["block", "vote"]);
    expect(bench.executed).toEqual([block]);
  });

  test("C2: nothing is PREPAREd while a body is missing; the primary is asked, then the others in turn", () => {
    const bench = new Bench({ self: 1 });
    bench.missing = (block) => block.transactions.map(({ wireHash }) => wireHash);
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.advance(2 * bench.timing.retransmitMs - 100);
    expect(bench.votesSent("prepare")).toEqual([]);
    expect(
      bench.sent.filter(({ message }) => message.kind === "want-bodies").map(({ to }) => to),
    ).toEqual([peerOf(0), peerOf(2)]);
    bench.missing = () => [];
    bench.receive(2, { kind: "have-bodies", bodies: [] });
    expect(bench.votesSent("prepare")).toMatchObject([{ digest }]);
  });

  test("C2: nothing is PREPAREd before the parent is executed here", () => {
    const bench = new Bench({ self: 2 });
    const first = bench.blockOn(bench.genesis);
    bench.executes = false;
    const certificate = bench.certificate("prepare", 1, bench.receiveProposal(1, first));
    const second = bench.blockOn(first.header, { names: ["b"] });
    bench.receiveProposal(2, second, certificate);
    expect(bench.replica.view).toBe(2);
    expect(bench.votesSent("prepare").filter(({ view }) => view === 2)).toEqual([]);
    bench.feed({ kind: "executed", digest: digestOf(first.header), next: undefined });
    expect(bench.votesSent("prepare").filter(({ view }) => view === 2)).toHaveLength(1);
  });

  test("C2: an unacceptable proposal counts as time-out", () => {
    const bench = new Bench({ self: 1 });
    bench.problem = () => "a root differs";
    bench.receiveProposal(1, bench.blockOn(bench.genesis));
    expect(bench.votesSent("prepare")).toEqual([]);
    expect(bench.votesSent("view-change")).toMatchObject([{ view: 1 }]);
    expect(bench.notesOf("unacceptable")).toMatchObject([{ problem: "a root differs" }]);
  });

  test.each([
    ["another chain", { chainId: new Uint8Array(32).fill(1) }],
    ["another epoch", { epoch: 1 }],
    ["another validator set", { validators: new Uint8Array(32).fill(1) }],
    ["a height that does not follow", { height: 2 }],
  ])("C2: a header of %s is unacceptable", (_, change) => {
    const bench = new Bench({ self: 1 });
    const block = bench.blockOn(bench.genesis);
    bench.receiveProposal(1, { ...block, header: { ...block.header, ...change } });
    expect(bench.votesSent("prepare")).toEqual([]);
    expect(bench.votesSent("view-change")).toHaveLength(1);
  });

  test("C2: a list of transactions that the header does not name is dropped and leaves no trace", () => {
    const bench = new Bench({ self: 1 });
    const block = bench.blockOn(bench.genesis);
    bench.receiveProposal(1, { ...block, transactions: [] });
    expect(bench.replica.proposals.size).toBe(0);
    const digest = bench.receiveProposal(1, block);
    expect(bench.votesSent("prepare")).toMatchObject([{ digest }]);
  });

  test("C2: a proposal that nobody's primary signed is not one", () => {
    const bench = new Bench({ self: 1 });
    const proposal = bench.proposal(1, bench.blockOn(bench.genesis));
    const { signature } = bench.vote(2, "prepare", 1, digestOf(proposal.block.header));
    bench.receive(2, { ...proposal, signature });
    expect(bench.replica.proposals.size).toBe(0);
  });

  test("C2: a parent without its certificate, or with one for another block, justifies nothing", () => {
    const bench = new Bench({ self: 2 });
    const first = bench.blockOn(bench.genesis);
    bench.receiveProposal(1, first);
    bench.receiveCertificate(bench.certificate("prepare", 1, digestOf(first.header)));
    const second = bench.blockOn(first.header, { names: ["b"] });
    const other = bench.certificate("prepare", 1, digestOf(second.header));
    bench.receiveProposal(2, second, other);
    expect(bench.replica.proposals.has(2)).toBe(false);
    bench.receiveProposal(2, second);
    expect(bench.votesSent("prepare").filter(({ view }) => view === 2)).toEqual([]);
  });

  test("C2: a certificate justifies its own block alone: a block beside it on an older parent is not PREPAREd", () => {
    const bench = new Bench({ self: 2 });
    const first = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    const prepared = bench.certificate("prepare", 1, first);
    bench.receiveCertificate(prepared);
    const beside = bench.blockOn(bench.genesis, { names: ["beside"] }); // would undo what may be committed
    bench.receiveProposal(2, beside, prepared);
    expect(bench.replica.proposals.has(2)).toBe(false);
    expect(bench.votesSent("prepare").filter(({ view }) => view === 2)).toEqual([]);
  });

  test("C1, C2: a proposal on an older parent waits for the skipped certificates between, and asks for them", () => {
    const bench = new Bench({ self: 3 });
    const first = bench.receiveProposal(1, bench.blockOn(bench.genesis, { names: ["lost"] }));
    bench.receiveCertificate(bench.certificate("prepare", 1, first, [0, 1, 2]));
    const block = bench.blockOn(bench.genesis, { names: ["other"] });
    const digest = bench.receiveProposal(2, block); // on genesis: view 1 must have been skipped
    expect(bench.votesSent("prepare").filter(({ view }) => view === 2)).toEqual([]);
    expect(bench.sentOf("want-certificates")).toMatchObject([{ fromView: 1, toView: 1 }]);
    bench.receive(1, {
      kind: "have-certificates",
      certificates: [bench.certificate("view-change", 1, undefined, [0, 1, 2])],
    });
    expect(bench.votesSent("prepare").filter(({ view }) => view === 2)).toMatchObject([{ digest }]);
  });
});

describe("C3: prepared", () => {
  test("C3: q PREPAREs form the certificate: journalled, broadcast before COMMIT, and the next view begins", () => {
    const bench = new Bench({ self: 1 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveVotes("prepare", 1, [2], digest);
    expect(bench.replica.view).toBe(2);
    const kinds = bench.sent.map(({ message }) =>
      message.kind === "vote" ? message.vote.kind : message.kind,
    );
    expect(kinds.slice(0, 3)).toEqual(["prepare", "certificate", "commit"]);
    expect(bench.journal.map(({ kind }) => kind).slice(0, 4)).toEqual([
      "block",
      "vote",
      "certificate",
      "vote",
    ]);
  });

  test("C3: without the block COMMIT is sent all the same, and the signers are asked for it in turn", () => {
    const bench = new Bench({ self: 0, includable: false });
    const block = bench.blockOn(bench.genesis);
    const digest = digestOf(block.header);
    bench.receiveVotes("prepare", 1, [1, 2, 3], digest);
    expect(bench.votesSent("commit")).toMatchObject([{ view: 1, digest }]);
    bench.advance(3 * bench.timing.retransmitMs);
    const asked = bench.sent.filter(({ message }) => message.kind === "want-block");
    expect(asked.map(({ to }) => to)).toEqual([peerOf(1), peerOf(2), peerOf(3)]);
    bench.receive(3, { kind: "have-block", block });
    expect(bench.executed).toEqual([block]);
  });

  test("C3, C7: no COMMIT in a view that was given up, though it is entered and built on", () => {
    const bench = new Bench({ self: 1 });
    bench.advance(1_000);
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis)); // a PREPARE after a VIEW-CHANGE is allowed
    bench.receiveVotes("prepare", 1, [2], digest);
    expect(bench.votesSent("prepare")).toHaveLength(1);
    expect(bench.replica.view).toBe(2);
    expect(bench.votesSent("commit")).toEqual([]);
    expect(bench.sentOf("proposal")[0]!.block.header.parent).toEqual(digest);
  });

  test("C3: what a quorum prepared and this replica finds unacceptable is its own fault: it stops voting", () => {
    const bench = new Bench({ self: 1 });
    bench.problem = () => "a root differs";
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveCertificate(bench.certificate("prepare", 1, digest, [0, 2, 3]));
    expect(bench.replica.standing.kind).toBe("faulty");
    expect(bench.notesOf("fault")).toHaveLength(1);
    bench.advance(20_000);
    expect(bench.votesSent("view-change").filter(({ view }) => view > 1)).toEqual([]);
  });
});

describe("C6: committed", () => {
  test("C6: q COMMITs make the block final, in any later view too, and the certificate is forwarded", () => {
    const bench = new Bench({ self: 3 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveCertificate(bench.certificate("prepare", 1, digest, [0, 1, 2]));
    for (const view of [2, 3])
      bench.receiveCertificate(bench.certificate("view-change", view, undefined, [0, 1, 2]));
    expect(bench.replica.view).toBe(4);
    bench.receiveVotes("commit", 1, [0, 1], digest);
    expect(bench.committed).toEqual([digest]);
    expect(bench.sentOf("certificate").map(({ certificate }) => certificate.kind)).toContain(
      "commit",
    );
  });

  test("C6: ancestors become final with their descendant", () => {
    const bench = new Bench({ self: 3 });
    const first = bench.blockOn(bench.genesis);
    const certificate = bench.certificate("prepare", 1, bench.receiveProposal(1, first), [0, 1, 2]);
    const second = bench.blockOn(first.header, { names: ["b"] });
    const digest = bench.receiveProposal(2, second, certificate);
    bench.receiveCertificate(bench.certificate("commit", 2, digest, [0, 1, 2]));
    expect(bench.committed).toEqual([digest]);
    expect(bench.replica.head.header.height).toBe(2);
    expect(bench.replica.candidates.size).toBe(0);
  });

  test("C6, C8: what the commit covers is forgotten, and nothing is signed at or below its view", () => {
    const bench = new Bench({ self: 1 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveCertificate(bench.certificate("commit", 5, digest));
    expect(bench.replica.view).toBe(6);
    const { own, votes, prepared, skipped, proposals } = bench.replica;
    for (const map of [own, votes, prepared, skipped, proposals]) {
      expect(Math.min(Infinity, ...map.keys())).toBeGreaterThan(5);
    }
    bench.receiveVotes("view-change", 5, [2, 3]);
    bench.receiveProposal(5, bench.blockOn(bench.genesis, { names: ["late"] }));
    expect(
      [...bench.votesSent("view-change"), ...bench.votesSent("prepare")].map(({ view }) => view),
    ).toEqual([1]);
  });

  // Most ways to a contradiction are closed before a vote is asked for; this is the last door.
  test.each<[VoteKind, VoteKind]>([
    ["commit", "view-change"],
    ["view-change", "commit"],
    ["prepare", "prepare"],
    ["commit", "commit"],
  ])("C7: after %s there is no %s in that view, whoever asks for it", (first, second) => {
    const bench = new Bench();
    const turn = beginTurn(bench.replica, bench.nowMs);
    const digestOfKind = (kind: VoteKind, byte: number): Uint8Array =>
      kind === "view-change" ? ZERO_HASH : new Uint8Array(32).fill(byte);
    expect(castVote(turn, first, 9, digestOfKind(first, 1))).toBeDefined();
    expect(castVote(turn, second, 9, digestOfKind(second, 2))).toBeUndefined();
    expect(castVote(turn, second, 10, digestOfKind(second, 2))).toBeDefined();
  });

  test("C7: view change racing with commit: a replica that sent COMMIT never gives that view up, and the reverse", () => {
    const bench = new Bench({ self: 1 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveVotes("prepare", 1, [2], digest); // COMMIT(1) leaves
    bench.receiveVotes("view-change", 1, [0, 2, 3]);
    expect(bench.votesSent("view-change")).toEqual([]);
    const late = new Bench({ self: 1 });
    late.receiveVotes("view-change", 1, [2, 3]); // gives view 1 up
    const prepared = late.receiveProposal(1, late.blockOn(late.genesis));
    late.receiveVotes("prepare", 1, [2, 3], prepared);
    expect(late.replica.prepared.has(1)).toBe(true);
    expect(late.votesSent("commit")).toEqual([]);
  });
});
