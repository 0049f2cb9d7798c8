import { afterEach, expect, test } from "vitest";

import type { PeerHost } from "../../src/p2p/host.ts";
import { limits } from "../../src/p2p/limits.ts";
import { freePort, hostOf, membersOf, startNetwork, stopAll, until } from "./network.ts";

let hosts: PeerHost[] = [];
afterEach(() => stopAll(hosts));

/** What each host hears from now on, as "author's place: first byte". */
function listen(all: readonly PeerHost[]): string[][] {
  const place = new Map(all.map(({ peerId }, i) => [peerId, i]));
  return all.map((host) => {
    const heard: string[] = [];
    host.onBatch(async (from, batch) => {
      heard.push(`${place.get(from)}: ${batch[0]}`);
      return "taken";
    });
    return heard;
  });
}

test("a batch goes from its author to every validator, once, in order, and to no observer", async () => {
  hosts = await startNetwork(4);
  const [a, , , d] = hosts as [PeerHost, PeerHost, PeerHost, PeerHost];
  a.setMembers(
    hosts.map(({ peerId }) => ({ peerId, name: peerId, validator: peerId !== d.peerId })),
  );
  const heard = listen(hosts);
  for (const first of [1, 2, 3]) a.publish(Uint8Array.of(first, 0));
  d.publish(Uint8Array.of(9));
  const expected = ["0: 1", "0: 2", "0: 3", "3: 9"];
  await until("b and c heard", () => heard[1]!.length === 4 && heard[2]!.length === 4);
  expect(heard.map((one) => [...one].sort())).toEqual([["3: 9"], expected, expected, []]);
});

test("what a handler calls malformed is a penalty for its author", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  b.onBatch(async () => "malformed");
  a.publish(Uint8Array.of(1, 2, 3));
  await until("it was refused", () => b.counters()["batchesMalformed"] === 1);
  expect(b.counters()["penalties"]).toBe(1);
});

test("a batch of the largest size arrives; a larger one is not sent", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  const lengths: number[] = [];
  b.onBatch(async (_from, batch) => {
    lengths.push(batch.length);
    return "taken";
  });
  a.publish(new Uint8Array(limits.batchBytesMax + 1));
  a.publish(new Uint8Array(limits.batchBytesMax));
  await until("it arrived", () => lengths.length > 0);
  expect(lengths).toEqual([limits.batchBytesMax]);
  expect(a.counters()["batchesTooLarge"]).toBe(1);
});

test("a handler that throws loses that batch and harms nothing", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  b.onBatch(async () => {
    throw new Error("on purpose");
  });
  a.publish(Uint8Array.of(1));
  await until("it failed", () => b.counters()["handlerErrors"] === 1);
  const heard = listen(hosts);
  a.publish(Uint8Array.of(2));
  await until("the next arrived", () => heard[1]!.length === 1);
});

test("checks that pile up are bounded: further batches are dropped and counted", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  b.onBatch(async () => {
    await held;
    return "taken";
  });
  for (let sent = 0; sent < limits.batchChecksMax + 50; sent += 50) {
    for (let i = 0; i < 50; i++) a.publish(Uint8Array.of(1));
    await until("they left", () => a.counters()["batchesOut"] === sent + 50);
  }
  await until("all arrived", () => b.counters()["batchesIn"] === a.counters()["batchesOut"]);
  const { batchesIn, batchesDroppedOverload } = b.counters();
  expect(batchesIn! - batchesDroppedOverload!).toBe(limits.batchChecksMax);
  release();
});

test("batches arrive again after crossed dials and after a restart", async () => {
  const members = await membersOf(2);
  const ports = [await freePort(), await freePort()];
  const bootstrap = ports.map((port, n) => `/ip4/127.0.0.1/tcp/${port}/p2p/${members[n]!.peerId}`);
  const make = (n: number): Promise<PeerHost> => hostOf({ n, members, port: ports[n]!, bootstrap });
  const pair = await Promise.all([make(0), make(1)]);
  hosts = pair;
  const bothHear = async (): Promise<void> => {
    await until("they meet", () => pair.every((host) => host.peers().length === 1));
    const heard = listen(pair);
    let sentMs = 0;
    await until("both hear", () => {
      if (performance.now() - sentMs > 100) {
        sentMs = performance.now(); // of crossed dials one may be replaced, with what was on its way
        for (const host of pair) host.publish(Uint8Array.of(1));
      }
      return heard.every((one) => one.length > 0);
    });
  };
  await Promise.all(pair.map((host) => host.start()));
  await bothHear();
  for (const n of [0, 1]) {
    await pair[n]!.stop();
    pair[n] = await make(n);
    await pair[n].start();
    await bothHear();
  }
});
