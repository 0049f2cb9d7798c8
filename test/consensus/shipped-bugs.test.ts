import { describe, expect, test } from "vitest";

import { decodeMessage, type Message } from "../../src/consensus/messages.ts";
import type { Timing } from "../../src/consensus/timing.ts";
import { equivocatingProposer } from "../simulation/byzantine/equivocating-proposer.ts";
import { silent } from "../simulation/byzantine/silent.ts";
import { Cluster } from "../simulation/cluster.ts";
import { goodNetwork } from "../simulation/network.ts";

// Goal: bugs that other implementations shipped, or that lurk in this protocol, each seen not to be here.
// Method: whole clusters: production step, driver, executor and journal; simulated clock, network and disk. Agreement, C7
// across restarts and equal roots are checked at every step of every run.

function cluster(validators = 4, timing: Partial<Timing> = {}): Cluster {
  return new Cluster({ seed: 1, validators, timing });
}

const everyone = (c: Cluster, number: number) => () =>
  c.honest.every((i) => c.hasCommitted(i, number));

/** Drops messages of this kind from now on, between whomever it says. */
function drop(c: Cluster, which: (message: Message, from: number, to: number) => boolean): void {
  c.network.filter = (from, to, bytes) => !which(decodeMessage(bytes)!, from, to);
}

const isVote = (message: Message, kind: string): boolean =>
  message.kind === "vote" && message.vote.kind === kind;

describe("a prepared block is not lost", () => {
  test("C1, C3: prepared block lost on view change: prepared at one replica only, it is committed later", () => {
    const c = cluster();
    // Of view 1 only v2 sees the PREPAREs, and its certificate reaches nobody before the view change.
    drop(
      c,
      (message, from, to) =>
        (isVote(message, "prepare") && to !== 2) || (from === 2 && message.kind === "certificate"),
    );
    const number = c.submit(0);
    c.runMs(200);
    expect(c.node(2).driver.replica.prepared.has(1)).toBe(true);
    c.network.filter = undefined;
    expect(c.runUntil(everyone(c, number), 20_000), c.trace()).toBe(true);
  });

  test("C7: view change racing with commit: COMMITs lost while others give the view up", () => {
    const c = cluster();
    let number = 0;
    for (let round = 0; round < 10; round++) {
      drop(
        c,
        (message, from) =>
          isVote(message, "commit") || (from === round % 4 && message.kind === "certificate"),
      );
      number = c.submit(round % 4);
      c.runMs(1_500);
      c.network.filter = undefined;
      c.runMs(300);
    }
    expect(c.runUntil(everyone(c, number), 30_000), c.trace()).toBe(true);
  });

  test("Execution: overlay dropped that the next block builds on: a view prepared and skipped, both branches executed", () => {
    const c = new Cluster({
      seed: 3,
      validators: 4,
      byzantine: new Map([[0, equivocatingProposer]]),
    });
    let number = 0;
    for (let i = 0; i < 12; i++) {
      number = c.submit(1 + (i % 3));
      c.runMs(400);
    }
    expect(c.runUntil(everyone(c, number), 60_000), c.trace()).toBe(true);
    expect(c.notesOf("evidence").length).toBeGreaterThan(0);
  });
});

describe("restarts", () => {
  test("C8: view regression after restart: no replica comes back in a lower view than it voted in", () => {
    const c = cluster();
    for (let i = 0; i < 5; i++) {
      c.submit(i % 4);
      c.runMs(100);
      const before = c.view(i % 4);
      const signed = [...c.node(i % 4).driver.replica.own.keys()];
      c.crash(i % 4);
      c.restart(i % 4);
      expect(c.view(i % 4)).toBeGreaterThanOrEqual(Math.min(before, ...signed));
      c.runMs(200);
    }
    const number = c.submit(0);
    expect(c.runUntil(everyone(c, number), 20_000), c.trace()).toBe(true);
  });

  test.each([4, 6, 7])("C8, C9: f+1 of %i restart at once and join again", (n) => {
    const c = cluster(n);
    c.submit(0);
    c.runMs(500);
    const down = Array.from({ length: Math.floor((n - 1) / 3) + 1 }, (_, i) => i);
    for (const i of down) c.crash(i);
    c.submit(n - 1);
    c.runMs(5_000);
    for (const i of down) c.restart(i);
    const number = c.submit(0);
    expect(c.runUntil(everyone(c, number), 20_000), c.trace()).toBe(true);
    expect(down.every((i) => c.node(i).driver.replica.standing.kind === "voting")).toBe(true);
  });

  test("C8: all crash at once in the middle of everything, again and again", () => {
    const c = cluster();
    let number = 0;
    for (let i = 0; i < 15; i++) {
      number = c.submit(i % 4);
      c.runMs(3 + ((7 * i) % 40));
      for (let j = 0; j < 4; j++) c.crash(j);
      for (let j = 0; j < 4; j++) c.restart(j);
      c.runMs(100);
    }
    number = c.submit(2);
    expect(c.runUntil(everyone(c, number), 20_000), c.trace()).toBe(true);
  });

  test("C5, C8: a skipped certificate lost by all in a crash is formed again or fetched", () => {
    const c = cluster();
    c.runMs(100);
    const skipped = () => c.honest.some((i) => c.node(i).driver.replica.skipped.size > 0);
    drop(c, (message) => message.kind === "proposal");
    const number = c.submit(1);
    expect(c.runUntil(skipped, 10_000)).toBe(true);
    for (let j = 0; j < 4; j++) c.crash(j); // in the step that formed it: nothing of it was synced
    c.network.filter = undefined;
    for (let j = 0; j < 4; j++) c.restart(j);
    const again = c.submit(2);
    expect(c.runUntil(everyone(c, again), 20_000), c.trace()).toBe(true);
    expect(number).toBeLessThan(again);
  });

  test("C8: bodies lost by all in a power cut: they are in the journals of those who PREPAREd the block", () => {
    const c = cluster();
    drop(c, (message) => isVote(message, "commit"));
    const number = c.submit(0);
    const isPrepared = () => c.honest.every((i) => c.node(i).driver.replica.prepared.size > 0);
    expect(c.runUntil(isPrepared, 2_000)).toBe(true);
    c.runMs(50);
    for (let j = 0; j < 4; j++) c.crash(j); // pools, caches and overlays are gone
    c.network.filter = undefined;
    for (let j = 0; j < 4; j++) c.restart(j);
    expect(c.runUntil(everyone(c, number), 20_000), c.trace()).toBe(true);
  });
});

describe("lost memory", () => {
  test("C8: double sign after a restored old journal: its votes never contradict, and it votes again later", () => {
    const c = cluster();
    c.submit(0);
    c.runMs(500);
    const old = c.disks[1]!.readJournal();
    drop(c, (message) => message.kind === "certificate" || isVote(message, "commit"));
    for (let i = 0; i < 3; i++) {
      c.submit(i);
      c.runMs(1_500);
    }
    c.crash(1);
    c.disks[1]!.tamperJournal(old);
    c.network.filter = undefined;
    c.restart(1);
    const number = c.submit(0);
    expect(c.runUntil(everyone(c, number), 60_000), c.trace()).toBe(true);
    for (let i = 0; i < 12; i++) {
      c.submit(i % 4);
      c.runMs(200);
    }
    expect(c.node(1).driver.replica.standing.kind).toBe("voting");
  });

  test.each<[string, (c: Cluster) => Uint8Array | undefined]>([
    ["missing", () => undefined],
    ["damaged before its tail", (c) => c.disks[1]!.readJournal()!.with(30, 1)],
  ])(
    "C8: wiped validator that syncs and then votes again: a journal that is %s",
    (_, journalOf) => {
      const c = cluster();
      for (let i = 0; i < 4; i++) {
        c.submit(i);
        c.runMs(300);
      }
      c.crash(1);
      c.disks[1]!.tamperJournal(journalOf(c));
      c.restart(1);
      expect(c.node(1).driver.replica.standing.kind).toBe("observing");
      for (let i = 0; i < 10; i++) {
        c.submit(i % 4);
        c.runMs(300);
      }
      const { standing, own, committed } = c.node(1).driver.replica;
      expect(standing.kind, c.trace()).toBe("voting");
      c.crash(2); // now its vote is needed
      const number = c.submit(0);
      const others = () => [0, 1, 3].every((i) => c.hasCommitted(i, number));
      expect(c.runUntil(others, 30_000), c.trace()).toBe(true);
      expect([...own.keys()].every((view) => view > committed.view)).toBe(true);
    },
  );

  test("C8: with two validators it stays an observer until an operator says otherwise", () => {
    const c = cluster(2);
    c.submit(0);
    c.runMs(500);
    c.crash(1);
    c.disks[1]!.tamperJournal(undefined);
    c.restart(1);
    const number = c.submit(0);
    expect(c.runUntil(everyone(c, number), 30_000)).toBe(false);
    c.crash(1);
    c.restart(1, true);
    expect(c.runUntil(everyone(c, number), 30_000), c.trace()).toBe(true);
  });
});

describe("time-outs", () => {
  test("C10: storm after many time-outs: messages stay in proportion to time, and T comes down again", () => {
    const c = cluster();
    c.partition([0, 1], [2, 3]);
    c.submit(0);
    c.submit(2);
    c.runMs(30_000);
    const before = c.network.sent;
    c.runMs(30_000);
    // Two halves that cannot agree re-send at an interval: a STATUS, a proposal and an offer to three others each.
    expect(c.network.sent - before).toBeLessThan(
      4 * 3 * 3 * (30_000 / c.timing.retransmitMs) * 1.2,
    );
    c.heal();
    let number = c.submit(0);
    expect(c.runUntil(everyone(c, number), 40_000), c.trace()).toBe(true);
    for (let i = 0; i < 20; i++) {
      number = c.submit(i % 4);
      c.runMs(100);
    }
    expect(c.runUntil(everyone(c, number), 2_000)).toBe(true);
    expect(c.honest.map((i) => c.node(i).driver.replica.failures)).toEqual([0, 0, 0, 0]);
  });

  test("C9, C10: capped time-outs with laggards: who was away for many views jumps to the others' view", () => {
    const c = cluster(4, { timeoutCapMs: 2_000, silenceMs: 1e9 });
    c.partition([3], [0, 1, 2]);
    drop(c, (message) => message.kind === "proposal"); // the others skip view after view
    c.submit(0);
    c.runMs(60_000);
    const ahead = c.view(0);
    expect(ahead - c.view(3)).toBeGreaterThan(15);
    c.network.filter = undefined;
    c.heal();
    expect(
      c.runUntil(() => c.view(3) >= ahead, 3 * c.timing.retransmitMs),
      c.trace(),
    ).toBe(true);
    const number = c.submit(3);
    expect(c.runUntil(everyone(c, number), 20_000), c.trace()).toBe(true);
  });

  test("C4, C9: timer that stops in 'timed out': one VIEW-CHANGE lost by everybody is re-sent until it counts", () => {
    const c = cluster(4, { silenceMs: 1e9 });
    c.crash(0);
    const number = c.submit(1);
    drop(c, (message) => isVote(message, "view-change")); // the first sending of each is lost, always
    const live = () => [1, 2, 3].every((i) => c.hasCommitted(i, number));
    expect(c.runUntil(live, 30_000), c.trace()).toBe(true);
  });

  test.each([500, 750, 999, 1_500, 3_000])(
    "C10: delay of %i ms, base/2 to 3·base: it commits, and does not prepare for ever",
    (delayMs) => {
      const c = cluster();
      c.network.conditions = { ...goodNetwork, delayMinMs: delayMs, delayMaxMs: delayMs };
      const number = c.submit(0);
      expect(c.runUntil(everyone(c, number), 120_000), c.trace()).toBe(true);
    },
  );

  // With f = 0 one VIEW-CHANGE takes everybody along. "Never two views in a row" holds for each replica, but they took turns.
  test.each([3_250, 3_500, 3_750])(
    "C10: messages that take nearly silenceMs: nobody is taken for silent for ever [out of step by %i ms]",
    (outOfStepMs) => {
      const c = cluster(3);
      c.network.conditions = { ...goodNetwork, delayMinMs: 2_650, delayMaxMs: 2_650 };
      c.crash(1);
      c.submit(0, 0);
      c.runMs(20_000 + outOfStepMs);
      c.restart(1);
      c.runMs(outOfStepMs);
      const number = c.submit(2, 0);
      expect(c.runUntil(everyone(c, number), 120_000), c.trace()).toBe(true);
    },
  );

  test("C10: an empty chain commits its sealing block with such a delay, too, and comes to rest", () => {
    const c = cluster(4, { emptyBlockIntervalMs: 60_000 });
    c.network.conditions = { ...goodNetwork, delayMinMs: 800, delayMaxMs: 800 };
    const number = c.submit(0);
    expect(c.runUntil(everyone(c, number), 60_000), c.trace()).toBe(true);
    const resting = () => c.honest.every((i) => c.node(i).driver.replica.idle);
    expect(c.runUntil(resting, 60_000), c.trace()).toBe(true);
  });
});

describe("idle chains", () => {
  test("C11: sealing block left uncommitted when the chain goes idle: who misses the commit asks until it has it", () => {
    const c = cluster(4, { emptyBlockIntervalMs: 60_000 });
    drop(
      c,
      (message, _, to) => to === 3 && (isVote(message, "commit") || message.kind === "certificate"),
    );
    const number = c.submit(0);
    c.runMs(300);
    c.network.filter = undefined;
    expect(c.runUntil(everyone(c, number), 5_000), c.trace()).toBe(true);
    const level = () =>
      c.lowest === c.highest && c.honest.every((i) => c.node(i).driver.replica.idle);
    expect(c.runUntil(level, 10_000), c.trace()).toBe(true);
    const before = c.network.sent;
    c.runMs(30_000);
    expect(c.network.sent).toBe(before); // and then there is silence
  });

  test("C11: one replica alone knows a transaction while the primary is silent", () => {
    for (const faulty of [0, 1, 2]) {
      const c = new Cluster({
        ...{ seed: 5, validators: 4, byzantine: new Map([[faulty, silent]]) },
        timing: { emptyBlockIntervalMs: 100_000 },
      });
      c.runMs(1_000);
      const number = c.submit(3, 0);
      expect(c.runUntil(everyone(c, number), 30_000), c.trace()).toBe(true);
    }
  });

  test("C11: an empty block prepared and skipped: the chain goes on from it", () => {
    const c = cluster(4, { emptyBlockIntervalMs: 2_000 });
    drop(
      c,
      (message, from) => isVote(message, "commit") || (message.kind === "certificate" && from > 0),
    );
    c.runMs(6_000);
    c.network.filter = undefined;
    const number = c.submit(1);
    expect(c.runUntil(everyone(c, number), 30_000), c.trace()).toBe(true);
  });

  test("C11: a chain without transactions makes one empty block per interval and nothing more", () => {
    const c = cluster(4, { emptyBlockIntervalMs: 10_000 });
    c.runMs(65_000);
    expect(c.highest).toBeGreaterThanOrEqual(6);
    expect(c.highest).toBeLessThanOrEqual(7);
    expect(c.notesOf("view-change")).toEqual([]);
  });
});

describe("throughput", () => {
  test("C1, C6: final after three message delays, the next block proposed after two", () => {
    const c = cluster();
    c.network.conditions = { ...goodNetwork, delayMinMs: 50, delayMaxMs: 50 };
    c.runMs(1_000);
    const fromMs = c.clock.nowMs;
    const number = c.submit(0);
    const head = () => c.notesOf("committed", 0).length > 0;
    expect(c.runUntil(head, 5_000)).toBe(true);
    // Three delays of 50 ms and at most three syncs of 3 ms.
    expect(c.clock.nowMs - fromMs).toBeLessThanOrEqual(3 * 50 + 3 * 3);
    expect(c.runUntil(everyone(c, number), 1_000)).toBe(true);
  });

  test("C9: a replica that was away for a hundred blocks catches up by pages", () => {
    const c = cluster(4, { silenceMs: 600 });
    c.crash(3);
    c.runMs(1_000);
    for (let i = 0; i < 80; i++) {
      c.submit(i % 3);
      c.runMs(100);
    }
    expect(c.height(0)).toBeGreaterThan(100);
    c.restart(3);
    expect(
      c.runUntil(() => c.height(3) >= c.height(0), 5_000),
      c.trace(),
    ).toBe(true);
  });
});
