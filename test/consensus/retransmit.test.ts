import { describe, expect, test } from "vitest";

import { digestOf } from "../../src/chain/block.ts";
import type { Message } from "../../src/consensus/messages.ts";
import { Bench } from "./bench.ts";
import { peerOf } from "../simulation/world.ts";

// Goal: C9: everything that is needed is sent again, and whoever is behind is helped forward.
// Method: `step` itself, one replica of four, every message made by hand.

function status(more: object = {}): Extract<Message, { kind: "status" }> {
  return {
    ...{ kind: "status", epoch: 0, view: 1, height: 0, votes: [], reply: false },
    ...{ committed: undefined, entering: undefined, echo: undefined, ...more },
  };
}

describe("C9: retransmission", () => {
  test("C9: own votes, the own proposal and the certificate for entering the view are re-sent at an interval", () => {
    const bench = new Bench({ self: 1 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveVotes("prepare", 1, [2], digest);
    bench.sent.length = 0;
    bench.advance(bench.timing.retransmitMs);
    const [again] = bench.sentOf("status");
    expect(again!.entering).toMatchObject({ kind: "prepare", view: 1 });
    expect(again!.votes.map(({ kind, view }) => `${kind} ${view}`).sort()).toEqual([
      "commit 1",
      "prepare 1",
      "prepare 2",
    ]);
    expect(bench.sentOf("proposal")).toMatchObject([{ view: 2, bodies: [] }]);
  });

  test("C9: a time-out does not end it: the VIEW-CHANGE is re-sent as long as the view lasts", () => {
    const bench = new Bench({ self: 1 });
    bench.advance(20_000);
    const withVote = bench
      .sentOf("status")
      .filter(({ votes }) => votes.some(({ kind }) => kind === "view-change"));
    expect(withVote.length).toBeGreaterThan(30);
  });

  test("C8, C9: a new connection exchanges certificates, own votes, and the newest vote held of the other", () => {
    const bench = new Bench({ self: 1 });
    bench.receiveVotes("view-change", 1, [2]);
    bench.sent.length = 0;
    bench.feed({ kind: "connected", peer: peerOf(2) });
    expect(bench.sent).toMatchObject([
      { to: peerOf(2), message: { kind: "status", echo: { validator: 2, view: 1 } } },
    ]);
  });
});

describe("C9: who is behind is answered", () => {
  test("C9: with the last commit certificate, the certificate for entering the view, and own votes", () => {
    const bench = new Bench({ self: 1 });
    const digest = bench.receiveProposal(1, bench.blockOn(bench.genesis));
    bench.receiveCertificate(bench.certificate("commit", 1, digest));
    bench.receiveCertificate(bench.certificate("view-change", 2));
    bench.sent.length = 0;
    bench.receive(3, status());
    const [answer] = bench.sent.filter(({ to }) => to === peerOf(3));
    expect(answer!.message).toMatchObject({
      kind: "status",
      committed: { kind: "commit", view: 1 },
      entering: { kind: "view-change", view: 2 },
    });
  });

  test("C9: a lone VIEW-CHANGE of a lower view is answered too, and not every time", () => {
    const bench = new Bench({ self: 1 });
    bench.receiveCertificate(bench.certificate("view-change", 3));
    bench.sent.length = 0;
    for (let i = 0; i < 10; i++) bench.receive(3, status());
    bench.receiveVotes("view-change", 2, [3]);
    expect(bench.sentOf("status")).toHaveLength(1);
    bench.advance(300);
    bench.receiveVotes("view-change", 1, [3]);
    expect(bench.sent.filter(({ to }) => to === peerOf(3))).toHaveLength(2);
  });

  test("C9: idle replicas answer too", () => {
    const bench = new Bench({ self: 1, includable: false, timing: { emptyBlockIntervalMs: 1e6 } });
    const empty = bench.blockOn(bench.genesis, { names: [] });
    bench.receiveCertificate(bench.certificate("commit", 1, bench.receiveProposal(1, empty)));
    bench.receiveCertificate(bench.certificate("prepare", 1, digestOf(empty.header)));
    bench.sent.length = 0;
    bench.receive(3, status());
    expect(bench.sentOf("status")).toHaveLength(1);
  });
});

describe("C9: who is behind moves", () => {
  test("C9: certificates of a higher view move a replica there at once, whatever T or its cap", () => {
    const bench = new Bench({ self: 1 });
    bench.receive(2, status({ view: 9, entering: bench.certificate("view-change", 8) }));
    expect(bench.replica.view).toBe(9);
  });

  test("C9: f+1 messages of a higher view: those peers are asked for its certificate, again until it comes", () => {
    const bench = new Bench({ self: 1, includable: false, timing: { emptyBlockIntervalMs: 1e6 } });
    bench.receiveVotes("view-change", 7, [2]);
    expect(bench.sentOf("status")).toEqual([]);
    bench.receiveVotes("view-change", 9, [3]);
    const asked = () =>
      bench.sent.filter(({ message }) => message.kind === "status" && message.reply);
    expect(asked().map(({ to }) => to)).toEqual([peerOf(2), peerOf(3)]);
    bench.advance(bench.timing.retransmitMs);
    expect(asked()).toHaveLength(4);
    bench.receiveCertificate(bench.certificate("view-change", 8));
    bench.advance(10_000);
    expect(asked()).toHaveLength(4);
  });

  test("C9: one who follows without a vote executes what is certified, and signs nothing", () => {
    const bench = new Bench({ self: undefined });
    const block = bench.blockOn(bench.genesis);
    const digest = bench.receiveProposal(1, block);
    expect(bench.executed).toEqual([]);
    bench.receiveCertificate(bench.certificate("commit", 1, digest, [0, 1, 2]));
    expect(bench.committed).toEqual([digest]);
    expect(bench.sentOf("vote")).toEqual([]);
  });
});
