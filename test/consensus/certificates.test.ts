import { afterEach, describe, expect, test } from "vitest";

import { installVerifier, portableVerifier, type Verifier } from "../../src/primitives/verifier.ts";
import { peerOf } from "../simulation/world.ts";
import { Bench } from "./bench.ts";

// Goal: C13, C14 and the certificate bugs that others shipped: what counts as proof, what counts as evidence.
// Method: `step` itself, one replica of four, every message made by hand.

afterEach(() => installVerifier(portableVerifier));

describe("certificates", () => {
  const digest = new Uint8Array(32).fill(5);

  test.each([
    ["a signer counted twice", [1, 1, 2]],
    ["a signer counted q times", [1, 1, 1]],
    ["signers out of order", [2, 1, 3]],
    ["too few signers", [1, 2]],
    ["a stranger", [1, 2, 4]],
  ])("C3: duplicate signers in a certificate: %s prove nothing", (_, by) => {
    const bench = new Bench({ self: 0 });
    const { seals } = bench.certificate("prepare", 1, digest, [1, 2, 3]);
    const chosen = by.map((validator) => ({
      validator,
      signature: seals[(validator - 1) % 3]!.signature,
    }));
    bench.receiveCertificate({ ...bench.certificate("prepare", 1, digest), seals: chosen });
    expect(bench.replica.view).toBe(1);
    expect(bench.replica.prepared.size).toBe(0);
  });

  test("C13: a certificate or vote of another epoch is none, though its signatures hold there", () => {
    const bench = new Bench({ self: 0 });
    const seals = [1, 2, 3].map((by) => {
      const { signature } = bench.vote(by, "prepare", 1, digest, 1);
      return { validator: by, signature };
    });
    bench.receiveCertificate({ epoch: 1, view: 1, kind: "prepare", digest, seals });
    bench.receiveCertificate({ epoch: 0, view: 1, kind: "prepare", digest, seals });
    bench.receive(1, { kind: "vote", vote: bench.vote(1, "view-change", 1, undefined, 1) });
    expect(bench.replica.view).toBe(1);
    expect(bench.replica.votes.get(1)?.["view-change"].size).toBe(0);
  });

  test("C13: a certificate of another chain is none", () => {
    const bench = new Bench({ self: 0 });
    const other = new Bench({ self: 0, validators: 5 }); // other genesis, other chain id, the same keys
    bench.receiveCertificate(other.certificate("prepare", 1, digest, [1, 2, 3]));
    expect(bench.replica.prepared.size).toBe(0);
  });

  test("a certificate of one kind or view is not one of another", () => {
    const bench = new Bench({ self: 0 });
    const prepared = bench.certificate("prepare", 1, digest);
    bench.receiveCertificate({ ...prepared, kind: "commit" });
    bench.receiveCertificate({ ...prepared, view: 2 });
    expect(bench.replica.view).toBe(1);
  });

  test("a vote seen twice is verified once, and a certificate of votes seen not at all", () => {
    const bench = new Bench({ self: 0, includable: false });
    const votes = [1, 2].map((by) => bench.vote(by, "prepare", 1, digest));
    let verified = 0;
    const counting: Verifier = { verify: () => ++verified > 0 };
    installVerifier(counting);
    for (const vote of [...votes, ...votes]) bench.receive(vote.validator, { kind: "vote", vote });
    expect(verified).toBe(2);
    const third = bench.vote(3, "prepare", 1, digest);
    const seals = [...votes, third].map(({ validator, signature }) => ({ validator, signature }));
    bench.receiveCertificate({ epoch: 0, view: 1, kind: "prepare", digest, seals });
    expect(verified).toBe(3);
    expect(bench.replica.view).toBe(2);
  });
});

describe("what is false costs its sender a penalty, and nothing behind it is looked at", () => {
  const digest = new Uint8Array(32).fill(5);
  const penalties = (bench: Bench) =>
    bench.effects.flatMap((one) => (one.kind === "penalise" ? [[one.peer, one.reason]] : []));
  const falsely = <T extends { signature: Uint8Array }>(one: T): T => {
    return { ...one, signature: new Uint8Array(64).fill(1) };
  };

  test("a vote with a false signature", () => {
    const bench = new Bench({ self: 0 });
    bench.receive(2, { kind: "vote", vote: falsely(bench.vote(1, "prepare", 1, digest)) });
    expect(penalties(bench)).toEqual([[peerOf(2), "a vote with a false signature"]]);
  });

  test("a certificate whose last seal is false", () => {
    const bench = new Bench({ self: 0 });
    const { seals, ...statement } = bench.certificate("prepare", 1, digest);
    const certificate = { ...statement, seals: [...seals.slice(0, -1), falsely(seals.at(-1)!)] };
    bench.receive(2, { kind: "certificate", certificate });
    expect(penalties(bench)).toEqual([[peerOf(2), "a certificate that proves nothing"]]);
  });

  test("a STATUS full of false votes costs one verification", () => {
    const bench = new Bench({ self: 0 });
    let verified = 0;
    const refusing: Verifier = { verify: () => ++verified < 0 };
    installVerifier(refusing);
    const votes = Array.from({ length: 256 }, (_, i) =>
      falsely(bench.vote(1, "commit", 100 + i, digest)),
    );
    bench.receive(1, {
      ...{ kind: "status", epoch: 0, view: 1, height: 0, reply: false, votes },
      ...{ committed: undefined, entering: undefined, echo: undefined },
    });
    expect(verified).toBe(1);
    expect(penalties(bench)).toHaveLength(1);
  });

  test("what is of another epoch, or old, or known is no misdeed", () => {
    const bench = new Bench({ self: 0 });
    const vote = bench.vote(1, "prepare", 1, digest);
    for (const one of [vote, vote, falsely({ ...vote, epoch: 3 })]) {
      bench.receive(1, { kind: "vote", vote: one });
    }
    expect(penalties(bench)).toEqual([]);
  });
});

describe("C14: evidence", () => {
  const [a, b] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];

  test.each([
    ["two PREPAREs", "prepare", a, "prepare", b],
    ["two COMMITs", "commit", a, "commit", b],
    ["COMMIT, then VIEW-CHANGE", "commit", a, "view-change", undefined],
    ["VIEW-CHANGE, then COMMIT", "view-change", undefined, "commit", a],
  ] as const)("C14: %s in one view are kept as evidence", (_, kind1, digest1, kind2, digest2) => {
    const bench = new Bench({ self: 0 });
    bench.receiveVotes(kind1, 1, [3], digest1);
    bench.receiveVotes(kind2, 1, [3], digest2);
    bench.receiveVotes(kind2, 1, [3], digest2);
    expect(bench.replica.evidence).toHaveLength(1);
    expect(bench.replica.evidence[0]).toMatchObject({
      validator: 3,
      first: { kind: kind1 },
      second: { kind: kind2 },
    });
    expect(bench.notesOf("evidence")).toHaveLength(1);
  });

  test("C14: a PREPARE beside a VIEW-CHANGE, or the same vote again, is no evidence", () => {
    const bench = new Bench({ self: 0 });
    bench.receiveVotes("prepare", 1, [3], a);
    bench.receiveVotes("prepare", 1, [3], a);
    bench.receiveVotes("view-change", 1, [3]);
    expect(bench.replica.evidence).toEqual([]);
  });

  test("C2, C14: a second, different block of the primary is evidence, and the first stays", () => {
    const bench = new Bench({ self: 1 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis, { names: ["one"] }));
    bench.receiveProposal(1, bench.blockOn(bench.genesis, { names: ["two"] }));
    expect(bench.replica.evidence).toMatchObject([{ validator: 0 }]);
    expect(bench.votesSent("prepare")).toMatchObject([{ digest }]);
  });

  test("C14: two proposals that differ in their justification only are not evidence", () => {
    const bench = new Bench({ self: 2 });
    const first = bench.blockOn(bench.genesis);
    const digest = bench.receiveProposal(1, first);
    const block = bench.blockOn(first.header, { names: ["b"] });
    bench.receiveProposal(2, block, bench.certificate("prepare", 1, digest));
    bench.receiveProposal(2, block, bench.certificate("commit", 1, digest));
    expect(bench.replica.evidence).toEqual([]);
  });
});
