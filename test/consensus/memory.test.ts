import { describe, expect, test } from "vitest";

import { digestOf } from "../../src/chain/block.ts";
import type { JournalRecord } from "../../src/consensus/journal-entry.ts";
import { journalOf, standingAfter } from "../../src/consensus/restore.ts";
import type { Memory } from "../../src/consensus/restore.ts";
import { Outbox } from "../../src/consensus/outbox.ts";
import { Bench } from "./bench.ts";
import { peerOf } from "../simulation/world.ts";

// Goal: C8: what a replica remembers across a crash, what it may not do after one, and how it votes again after amnesia.
// Method: `step` itself, restarted from the records that it asked to be journalled.

/** What replay would give for everything that the replica has journalled so far. */
function memoryOf(bench: Bench): Memory {
  const { chainId, keys } = bench.world;
  const { publicKey } = keys[bench.replica.setup.self!]!;
  const records = bench.journal.map((entry): JournalRecord =>
    entry.kind === "block" ? { ...entry, bodies: [] } : entry,
  );
  return { ok: true, records: [{ kind: "owner", chainId, publicKey }, ...records], bytes: 0 };
}

const listening = { kind: "listening", heard: [], voteAbove: 0 } as const;

/** Tells the replica that q − 1 others hold no newer vote of it than its journal. */
function letVote(bench: Bench): void {
  const { quorum } = bench.world.validators;
  for (let i = 1; i < quorum; i++) bench.receive(i, status());
}

function status(more: object = {}) {
  return {
    ...({ kind: "status", epoch: 0, view: 1, height: 0, votes: [], reply: false } as const),
    ...{ committed: undefined, entering: undefined, echo: undefined, ...more },
  };
}

describe("C8: persist, then send", () => {
  test("C8: what a turn sends leaves when all it wrote is on disk, in order, one sync for the turn", () => {
    const syncs: (() => void)[] = [];
    const left: string[] = [];
    const outbox = new Outbox({
      append: () => {},
      replace: () => {},
      sync: (done) => syncs.push(done),
    });
    outbox.append(new Uint8Array(10));
    outbox.append(new Uint8Array(5));
    outbox.send(() => left.push("vote"));
    outbox.flush();
    outbox.send(() => left.push("later, with nothing written"));
    outbox.flush();
    expect(syncs).toHaveLength(1);
    expect(left).toEqual([]);
    syncs[0]!();
    expect(left).toEqual(["vote", "later, with nothing written"]);
    expect(outbox.syncedBytes).toBe(15);
  });

  test("C8: every own vote is journalled in the step that sends it, its block and certificate before it", () => {
    const bench = new Bench({ self: 1 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveVotes("prepare", 1, [2], digest);
    const at = (kind: string): number => bench.journal.findIndex((entry) => entry.kind === kind);
    expect(at("block")).toBeLessThan(at("vote"));
    const votes = bench.journal.flatMap((entry) => (entry.kind === "vote" ? [entry.vote] : []));
    expect(votes).toEqual(expect.arrayContaining(bench.sentOf("vote").map(({ vote }) => vote)));
  });
});

describe("C8: after a crash", () => {
  test("C8: the same votes are re-sent, the view is not lower than before, and nothing is signed anew", () => {
    const before = new Bench({ self: 1 });
    const digest = before.receiveProposal(1, before.blockOn(before.genesis));
    before.receiveVotes("prepare", 1, [2], digest);
    const after = new Bench({ self: 1, memory: memoryOf(before), standing: listening });
    expect(after.replica.view).toBe(before.replica.view);
    expect(after.journal).toEqual([]);
    after.feed({ kind: "connected", peer: peerOf(0) });
    const { votes } = after.sentOf("status")[0]!;
    expect(votes).toEqual(
      expect.arrayContaining(
        before.journal.flatMap((one) => (one.kind === "vote" ? [one.vote] : [])),
      ),
    );
  });

  test("C8: own votes survive: no second PREPARE in the view, no VIEW-CHANGE after COMMIT", () => {
    const before = new Bench({ self: 1 });
    before.receiveProposal(1, before.blockOn(before.genesis));
    const after = new Bench({ self: 1, memory: memoryOf(before), standing: listening });
    letVote(after);
    after.receiveProposal(1, after.blockOn(after.genesis, { names: ["other"] }));
    expect(after.votesSent("prepare")).toEqual([]);
    expect(after.replica.own.get(1)?.prepare).toEqual(before.replica.own.get(1)?.prepare);
  });

  test("C8: a journal that is begun anew holds every certificate and vote above the last commit", () => {
    const bench = new Bench({ self: 3 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveVotes("prepare", 1, [2], digest);
    const skipped = bench.certificate("view-change", 2);
    bench.receiveCertificate(skipped);
    const records = journalOf(bench.replica);
    const certificates = records.flatMap((one) => ("certificate" in one ? [one.certificate] : []));
    expect(certificates).toEqual([skipped, bench.replica.prepared.get(1)]);
    const votes = records.flatMap((one) => ("vote" in one ? [one.vote] : []));
    expect(votes.map(({ kind, view }) => `${kind} ${view}`)).toEqual(["prepare 1", "commit 1"]);
  });

  test("C3, C8: a restored certificate whose block was lost is acted on: the block is fetched again", () => {
    const before = new Bench({ self: 0, includable: false });
    const block = before.blockOn(before.genesis);
    before.receiveVotes("prepare", 1, [1, 2, 3], digestOf(block.header));
    const after = new Bench({ self: 0, memory: memoryOf(before), standing: listening });
    expect(after.replica.view).toBe(2);
    after.advance(after.timing.retransmitMs);
    expect(after.sentOf("want-block")).toMatchObject([{ digest: digestOf(block.header) }]);
  });

  test("C8: the primary's own proposal of the view is re-sent", () => {
    const before = new Bench({ self: 0 });
    const [proposal] = before.sentOf("proposal");
    const after = new Bench({ self: 0, memory: memoryOf(before), standing: listening });
    after.advance(after.timing.retransmitMs);
    expect(after.sentOf("proposal")).toEqual([proposal]);
  });

  test("C8: nothing is signed before q − 1 others said what they hold; they are asked at an interval", () => {
    const bench = new Bench({ self: 0, standing: listening });
    bench.advance(5_000);
    expect([...bench.sentOf("proposal"), ...bench.sentOf("vote")]).toEqual([]);
    expect(bench.sentOf("status").every(({ reply }) => reply)).toBe(true);
    expect(bench.sentOf("status").length).toBeGreaterThan(5);
    letVote(bench);
    expect(bench.replica.standing.kind).toBe("voting");
    expect(bench.sentOf("vote").length + bench.sentOf("proposal").length).toBeGreaterThan(0);
  });

  test("C8: a lone validator waits for nobody", () => {
    const bench = new Bench({ validators: 1, self: 0, standing: listening, includable: false });
    bench.advance(bench.timing.emptyBlockIntervalMs);
    expect(bench.committed).toHaveLength(1);
  });
});

describe("C8: after amnesia", () => {
  const setup = new Bench().replica.setup;
  const owner = {
    kind: "owner",
    chainId: setup.chainId,
    publicKey: setup.validators.validators[0]!.publicKey,
  } as const;

  test.each<[string, Memory, string]>([
    ["missing", undefined, "observing"],
    ["damaged before its tail", { ok: false, records: [owner], damage: "a frame" }, "observing"],
    [
      "of another key",
      { ok: true, records: [{ ...owner, publicKey: new Uint8Array(32) }], bytes: 0 },
      "observing",
    ],
    [
      "of another chain",
      { ok: true, records: [{ ...owner, chainId: new Uint8Array(32) }], bytes: 0 },
      "observing",
    ],
    [
      "that says so",
      {
        ok: true,
        records: [owner, { kind: "observing", epoch: 0, voteAbove: undefined, votedAnew: false }],
        bytes: 0,
      },
      "observing",
    ],
    ["whole", { ok: true, records: [owner], bytes: 0 }, "listening"],
  ])("C8: a journal %s", (_, memory, standing) => {
    expect(standingAfter(setup, memory).kind).toBe(standing);
  });

  test("C8: double sign after a restored old journal: an echo that the journal lacks makes an observer", () => {
    const bench = new Bench({ self: 1, standing: listening });
    bench.receive(0, status({ echo: bench.vote(1, "prepare", 1, new Uint8Array(32).fill(7)) }));
    expect(bench.replica.standing.kind).toBe("observing");
    expect(bench.journal).toContainEqual({
      ...{ kind: "observing", epoch: 0, voteAbove: undefined, votedAnew: false },
    });
    bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.advance(10_000);
    expect(bench.sentOf("vote")).toEqual([]);
  });

  test("C8: so does a certificate with a vote of one's own that the journal lacks", () => {
    const bench = new Bench({ self: 1 });
    bench.receiveCertificate(bench.certificate("view-change", 1, undefined, [1, 2, 3]));
    expect(bench.replica.standing.kind).toBe("observing");
  });

  test("C8: an echo of a vote that the journal has, or that a commit covers, proves nothing", () => {
    const bench = new Bench({ self: 1 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receive(0, status({ echo: bench.vote(1, "prepare", 1, digest) }));
    bench.receiveCertificate(bench.certificate("commit", 3, digest));
    bench.receive(0, status({ echo: bench.vote(1, "view-change", 2) }));
    expect(bench.replica.standing.kind).toBe("voting");
  });

  test("C8: an observer votes again above V + 2, V being the highest view that q others report", () => {
    const bench = new Bench({ self: 0, standing: { kind: "observing", reported: new Map() } });
    const entering = bench.certificate("view-change", 5);
    bench.receive(1, status({ view: 6, entering }));
    bench.receive(2, status());
    expect(bench.replica.standing.kind).toBe("observing");
    bench.receive(3, status());
    expect(bench.replica.standing).toEqual({ kind: "voting", voteAbove: 7 });
    bench.receiveVotes("view-change", 6, [1, 2, 3]);
    bench.receiveVotes("view-change", 7, [1, 2, 3]);
    expect(bench.votesSent("view-change")).toEqual([]);
    bench.receiveVotes("view-change", 8, [1, 2]);
    expect(bench.votesSent("view-change")).toMatchObject([{ view: 8 }]);
  });

  test("C8: a wiped validator that syncs votes again, and a restart does not make it forget from when", () => {
    const bench = new Bench({ self: 0, standing: { kind: "observing", reported: new Map() } });
    for (const i of [1, 2, 3]) bench.receive(i, status());
    const records = journalOf(bench.replica);
    expect(standingAfter(setup, { ok: true, records, bytes: 0 })).toEqual({
      ...listening,
      voteAbove: 2,
    });
    bench.receive(1, status({ echo: bench.vote(0, "prepare", 1, new Uint8Array(32).fill(7)) }));
    expect(bench.replica.standing.kind).toBe("voting"); // the forgotten vote is below what it may sign
  });

  test("C8: with two validators only an operator's command lets it vote, and it adopts the votes that are echoed", () => {
    const lost = new Bench({
      validators: 2,
      self: 0,
      standing: { kind: "observing", reported: new Map() },
    });
    lost.receive(1, status());
    expect(lost.replica.standing.kind).toBe("observing");
    const told = new Bench({ validators: 2, self: 0, standing: listening, voteAnyway: true });
    const echo = told.vote(0, "view-change", 1);
    told.receive(1, status({ echo }));
    expect(told.replica.standing.kind).toBe("voting");
    expect(told.replica.own.get(1)).toEqual({ "view-change": echo });
  });
});
