import { afterEach, expect, test } from "vitest";

import type { PeerHost } from "../../src/p2p/host.ts";
import { limits } from "../../src/p2p/limits.ts";
import { freePort, hostOf, membersOf, startNetwork, stopAll, until } from "./network.ts";

let hosts: PeerHost[] = [];
afterEach(() => stopAll(hosts));

/** Publishes until one batch reached all others: gossip learns of subscriptions a moment after the connection. */
async function reachesAll(from: PeerHost, others: readonly PeerHost[]): Promise<void> {
  const heard = others.map(() => new Set<number>());
  others.forEach((host, i) =>
    host.onGossip(async (_peer, batch) => {
      heard[i]!.add(batch[0]!);
      return "accept";
    }),
  );
  let round = Math.floor(Math.random() * 100);
  let publishedMs = 0;
  await until("gossip reached all", () => {
    if (performance.now() - publishedMs > 100) {
      publishedMs = performance.now();
      from.publish(Uint8Array.of(++round % 256, Math.floor(Math.random() * 256)));
    }
    return heard.every((set) => set.size > 0);
  });
}

async function allHear(all: readonly PeerHost[]): Promise<void> {
  for (const host of all) {
    await reachesAll(
      host,
      all.filter((other) => other !== host),
    );
  }
}

function apart(a: PeerHost, b: PeerHost): Promise<void> {
  return until("two are apart", () => a.peers().length === 2 && b.peers().length === 2);
}

/** How many batches of 5,000 bytes each host hears from now on. */
function countLarge(all: readonly PeerHost[]): Map<PeerHost, number> {
  const counts = new Map<PeerHost, number>(all.map((host) => [host, 0]));
  for (const host of all) {
    host.onGossip(async (_from, batch) => {
      if (batch.length === 5_000) counts.set(host, counts.get(host)! + 1);
      return "accept";
    });
  }
  return counts;
}

test("a batch reaches all four hosts, once each, though one pair is not connected", async () => {
  const members = await membersOf(4);
  hosts = await startNetwork(4);
  await allHear(hosts);
  const [a, , , d] = hosts as [PeerHost, PeerHost, PeerHost, PeerHost];
  d.setMembers(members.filter(({ peerId }) => peerId !== a.peerId)); // a and d hear only through b and c
  await apart(a, d);
  const counts = countLarge(hosts);
  a.publish(new Uint8Array(5_000).fill(3));
  await until("all heard", () => hosts.slice(1).every((host) => counts.get(host)! > 0));
  expect(hosts.map((host) => counts.get(host))).toEqual([0, 1, 1, 1]);
});

test("a batch of an author that is connected to every validator is not passed on", async () => {
  const members = await membersOf(4);
  hosts = await startNetwork(4);
  await allHear(hosts);
  const [a, b, c, d] = hosts as [PeerHost, PeerHost, PeerHost, PeerHost];
  a.setMembers(members.filter(({ peerId }) => peerId !== d.peerId)); // to a, the validators are b and c
  await apart(a, d);
  const counts = countLarge(hosts);
  a.publish(new Uint8Array(5_000).fill(3));
  await until("b and c heard", () => counts.get(b)! > 0 && counts.get(c)! > 0);
  b.publish(new Uint8Array(5_000).fill(4)); // comes after anything that b would have passed on
  await until("d heard of b", () => counts.get(d)! > 0);
  expect(counts.get(d)).toBe(1);
});

test("what a handler rejects is not forwarded and is a penalty for who sent it", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  await reachesAll(a, [b]);
  b.onGossip(async () => "reject");
  a.publish(Uint8Array.of(1, 2, 3));
  await until("it was rejected", () => b.counters()["gossipRejected"] === 1);
  expect(b.counters()["penalties"]).toBe(1);
});

test("a batch of the largest size arrives; a larger one is not published", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  await reachesAll(a, [b]);
  const lengths: number[] = [];
  b.onGossip(async (_from, batch) => {
    lengths.push(batch.length);
    return "accept";
  });
  a.publish(new Uint8Array(limits.gossipBytesMax + 1));
  a.publish(new Uint8Array(limits.gossipBytesMax));
  await until("it arrived", () => lengths.length > 0);
  expect(lengths).toEqual([limits.gossipBytesMax]);
  expect(a.counters()["gossipPublishFailed"]).toBe(1);
});

test("a handler that throws ignores the batch and harms nothing", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  await reachesAll(a, [b]);
  b.onGossip(async () => {
    throw new Error("on purpose");
  });
  a.publish(Uint8Array.of(1, 1, 1));
  await until("it failed", () => b.counters()["handlerErrors"] === 1);
  await reachesAll(a, [b]);
});

test("gossip works again after crossed dials and after a restart", async () => {
  const members = await membersOf(2);
  const ports = [await freePort(), await freePort()];
  const bootstrap = ports.map((port, n) => `/ip4/127.0.0.1/tcp/${port}/p2p/${members[n]!.peerId}`);
  const make = (n: number): Promise<PeerHost> => hostOf({ n, members, port: ports[n]!, bootstrap });
  const pair = await Promise.all([make(0), make(1)]);
  hosts = pair;
  await Promise.all(pair.map((host) => host.start()));
  await reachesAll(pair[0], [pair[1]]);
  await reachesAll(pair[1], [pair[0]]);
  for (const n of [0, 1]) {
    await pair[n]!.stop();
    pair[n] = await make(n);
    await pair[n].start();
    await reachesAll(pair[0], [pair[1]]);
    await reachesAll(pair[1], [pair[0]]);
  }
});
