import { describe, expect, test } from "vitest";

import { digestOf, ZERO_HASH } from "../../src/chain/block.ts";
import type { VoteKind } from "../../src/chain/vote.ts";
import { bounds } from "../../src/consensus/timing.ts";
import { Bench } from "./bench.ts";

// Goal: a vote that the signer did not sign was not cast: nothing rests on it, and it is cast as soon as the signer signs.
// Method: `step` itself, one replica of four, whose signer signs or does not as the test says.

const AGAIN_MS = bounds.signAgainMs;

/** A bench whose signer does not sign this kind until the test lets it. */
function silentOn(kind: VoteKind, self: number): Bench {
  return new Bench({ self, notSigned: (one) => (one.kind === kind ? "out of reach" : undefined) });
}

const back = (bench: Bench): void => void (bench.notSigned = () => undefined);

describe("C7: a vote without a signature is not cast", () => {
  test.each<[VoteKind, (bench: Bench) => void]>([
    ["prepare", (bench) => void bench.receiveProposal(1, bench.blockOn(bench.genesis))],
    [
      "commit",
      (bench) => {
        const digest = digestOf(bench.blockOn(bench.genesis).header);
        bench.receiveCertificate(bench.certificate("prepare", 1, digest, [0, 2, 3]));
      },
    ],
    ["view-change", (bench) => bench.advance(1_000)],
  ])("%s: neither counted, journalled nor sent, and said once in the view", (kind, cause) => {
    const bench = silentOn(kind, 1);
    cause(bench);
    bench.advance(AGAIN_MS + 10);
    expect(bench.votesSent(kind)).toEqual([]);
    expect(bench.journal.filter((entry) => entry.kind === "vote")).toEqual([]);
    expect(bench.replica.own.get(1)?.[kind]).toBeUndefined();
    expect(bench.replica.failures).toBe(0);
    expect(bench.asked.filter((one) => one.kind === kind).length).toBeGreaterThan(1);
    expect(bench.notesOf("unsigned")).toEqual([
      { kind: "unsigned", view: 1, vote: kind, reason: "out of reach" },
    ]);
  });

  test.each<[VoteKind, (bench: Bench) => void]>([
    ["prepare", (bench) => void bench.receiveProposal(1, bench.blockOn(bench.genesis))],
    [
      "commit",
      (bench) => {
        const digest = digestOf(bench.blockOn(bench.genesis).header);
        bench.receiveCertificate(bench.certificate("prepare", 1, digest, [0, 2, 3]));
      },
    ],
    ["view-change", (bench) => bench.advance(1_000)],
  ])(
    "%s: cast within the pause once the signer is back, though nothing else happens",
    (kind, cause) => {
      const bench = silentOn(kind, 1);
      cause(bench);
      bench.advance(3 * AGAIN_MS);
      const before = bench.asked.filter((one) => one.kind === kind);
      back(bench);
      bench.advance(AGAIN_MS);
      const [vote] = bench.votesSent(kind);
      expect(vote).toMatchObject({ view: 1, digest: before[0]!.digest });
      expect(bench.journal).toContainEqual({ kind: "vote", vote });
      const after = bench.asked.length;
      bench.advance(AGAIN_MS + 1);
      expect(bench.asked.slice(after).filter((one) => one.view === 1 && one.kind === kind)).toEqual(
        [],
      );
    },
  );

  test("events in between do not ask the signer again: one that is in trouble is left alone for a pause", () => {
    const bench = silentOn("view-change", 1);
    bench.advance(1_000);
    const asked = bench.asked.length;
    bench.receiveVotes("view-change", 1, [2]);
    bench.receiveVotes("view-change", 1, [3]);
    expect(bench.asked).toHaveLength(asked);
  });

  test("a time-out that could not be signed is T's no longer than until it is: failures count once (C10)", () => {
    const bench = silentOn("view-change", 1);
    bench.advance(2_000);
    expect(bench.replica.failures).toBe(0);
    back(bench);
    bench.advance(AGAIN_MS);
    expect(bench.replica.failures).toBe(1);
    expect(bench.notesOf("view-change")).toMatchObject([{ view: 1, reason: "time-out" }]);
  });

  test("what could not be signed in a view is not signed any more once a commit covers it (C8)", () => {
    const bench = silentOn("commit", 1);
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveCertificate(bench.certificate("prepare", 1, digest, [0, 2, 3]));
    bench.receiveCertificate(bench.certificate("commit", 1, digest, [0, 2, 3]));
    back(bench);
    bench.advance(3 * AGAIN_MS);
    expect(bench.votesSent("commit")).toEqual([]);
    expect(bench.replica.unsigned.size).toBe(0);
  });

  test("C7: a COMMIT that could not be signed is not made up for after the VIEW-CHANGE of its view", () => {
    const bench = new Bench({ self: 1 });
    bench.advance(1_000); // VIEW-CHANGE(1)
    bench.notSigned = () => "out of reach";
    const digest = digestOf(bench.blockOn(bench.genesis).header);
    bench.receiveCertificate(bench.certificate("prepare", 1, digest, [0, 2, 3]));
    back(bench);
    bench.advance(3 * AGAIN_MS);
    expect(bench.asked.filter((one) => one.kind === "commit")).toEqual([]);
  });

  test("one refused vote holds no other up", () => {
    const bench = silentOn("view-change", 1);
    bench.advance(1_050);
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    expect(bench.votesSent("prepare")).toMatchObject([{ view: 1, digest }]);
  });
});

describe("C1, C7: a primary whose signer is out of reach", () => {
  test("builds one block, sends no proposal, and proposes that very block when the signer is back", () => {
    const bench = silentOn("prepare", 0);
    const builds = (): number => bench.effects.filter(({ kind }) => kind === "build").length;
    expect(builds()).toBe(1);
    bench.advance(3 * AGAIN_MS);
    bench.feed({ kind: "transactions-changed" });
    bench.advance(AGAIN_MS);
    expect(builds()).toBe(1);
    expect(bench.sentOf("proposal")).toEqual([]);
    const digests = new Set(bench.asked.map(({ digest }) => digest.join()));
    expect(digests.size).toBe(1); // the signer may have signed it unheard, and would refuse another
    back(bench);
    bench.advance(AGAIN_MS);
    const [proposal] = bench.sentOf("proposal");
    expect(digestOf(proposal!.block.header).join()).toBe([...digests][0]);
    expect(bench.replica.own.get(1)?.prepare?.digest).toEqual(digestOf(proposal!.block.header));
  });

  test("gives its view up like everyone, and proposes in its next", () => {
    const bench = silentOn("prepare", 0);
    bench.advance(1_000);
    expect(bench.votesSent("view-change")).toMatchObject([{ view: 1, digest: ZERO_HASH }]);
    for (const view of [1, 2, 3, 4])
      bench.receiveCertificate(bench.certificate("view-change", view));
    expect(bench.replica.view).toBe(5);
    back(bench);
    bench.advance(AGAIN_MS);
    expect(bench.sentOf("proposal")).toMatchObject([{ view: 5 }]);
  });
});
