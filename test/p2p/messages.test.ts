import { afterEach, expect, test } from "vitest";

import type { PeerHost } from "../../src/p2p/host.ts";
import { limits } from "../../src/p2p/limits.ts";
import { startNetwork, stopAll, until } from "./network.ts";

let hosts: PeerHost[] = [];
afterEach(() => stopAll(hosts));

test("messages arrive in the order in which they were sent, small and large mixed", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  const received: Uint8Array[] = [];
  b.onMessage((from, message) => {
    expect(from).toBe(a.peerId);
    received.push(message);
  });

  for (let i = 0; i < 2_000; i++) {
    const message = new Uint8Array(i % 250 === 0 ? 1_000_000 : 40 + (i % 100));
    new DataView(message.buffer).setUint32(0, i);
    a.send(b.peerId, message);
  }

  await until("all arrived", () => received.length === 2_000);
  received.forEach((message, i) => expect(new DataView(message.buffer).getUint32(0)).toBe(i));
});

test("a message of exactly the largest size arrives; a larger one is dropped and counted", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  const lengths: number[] = [];
  b.onMessage((_from, message) => lengths.push(message.length));

  a.send(b.peerId, new Uint8Array(limits.frameBytesMax));
  a.send(b.peerId, new Uint8Array(limits.frameBytesMax + 1));
  a.send(b.peerId, new Uint8Array(0));

  await until("both arrived", () => lengths.length === 2);
  expect(lengths).toEqual([limits.frameBytesMax, 0]);
  expect(a.counters()["directDroppedTooLarge"]).toBe(1);
  expect(a.peers()).toHaveLength(1);
});

test("a full queue drops the oldest messages, counts them, and keeps the order of the rest", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  const received: number[] = [];
  b.onMessage((_from, message) => received.push(new DataView(message.buffer).getUint32(0)));
  const count = limits.directQueueCountMax + 100;

  for (let i = 0; i < count; i++) {
    const message = new Uint8Array(8);
    new DataView(message.buffer).setUint32(0, i);
    a.send(b.peerId, message);
  }

  await until("the rest arrived", () => received.length === limits.directQueueCountMax);
  expect(received[0]).toBe(100);
  expect(received.at(-1)).toBe(count - 1);
  expect(a.counters()["directDroppedQueueFull"]).toBe(100);
});

test("broadcast reaches every validator and no observer", async () => {
  hosts = await startNetwork(3);
  const [a, b, c] = hosts as [PeerHost, PeerHost, PeerHost];
  a.setMembers(
    hosts.map(({ peerId }) => ({ peerId, name: peerId, validator: peerId !== c.peerId })),
  );
  const received: string[] = [];
  b.onMessage((_from, message) => received.push(`b${message[0]}`));
  c.onMessage((_from, message) => received.push(`c${message[0]}`));

  a.broadcast(Uint8Array.of(1), "validators");
  a.send(c.peerId, Uint8Array.of(2));

  await until("both arrived", () => received.length >= 2);
  expect(received.sort()).toEqual(["b1", "c2"]);
});

test("what is not urgent travels with the next message, in its order, or a little later alone", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  const received: number[] = [];
  b.onMessage((_from, message) => received.push(message[0]!));
  a.broadcast(Uint8Array.of(1), "validators", "soon");
  a.send(b.peerId, Uint8Array.of(2));
  a.broadcast(Uint8Array.of(3), "validators", "soon");
  await until("all arrived", () => received.length === 3);
  expect(received).toEqual([1, 2, 3]);
});

test("a message to a peer that is not connected is dropped and counted, never thrown", async () => {
  hosts = await startNetwork(2);
  hosts[0]!.send("12D3KooWnobody", Uint8Array.of(1));
  expect(hosts[0]!.counters()["directDroppedNotConnected"]).toBe(1);
});

test("a handler that throws loses neither the stream nor later messages", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  const received: number[] = [];
  b.onMessage(() => {
    throw new Error("on purpose");
  });
  b.onMessage((_from, message) => received.push(message[0]!));

  a.send(b.peerId, Uint8Array.of(1));
  a.send(b.peerId, Uint8Array.of(2));

  await until("both arrived", () => received.length === 2);
  expect(b.counters()["handlerErrors"]).toBe(2);
});

test("the first message of a peer can be answered at once, in both directions", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  const answers: number[] = [];
  b.onMessage((from, message) => b.send(from, message));
  a.onMessage((_from, message) => answers.push(message[0]!));
  a.send(b.peerId, Uint8Array.of(9));
  await until("the answer arrived", () => answers.length === 1);
});

test("the time of a direct message over loopback is measured and printed", async () => {
  hosts = await startNetwork(2);
  const [a, b] = hosts as [PeerHost, PeerHost];
  b.onMessage((from, message) => b.send(from, message));
  let onAnswer = (): void => {};
  a.onMessage(() => onAnswer());
  const vote = new Uint8Array(200);
  const roundTrip = (): Promise<void> =>
    new Promise((resolve) => {
      onAnswer = resolve;
      a.send(b.peerId, vote);
    });

  for (let i = 0; i < 500; i++) await roundTrip();
  const times: number[] = [];
  for (let i = 0; i < 2_000; i++) {
    const start = performance.now();
    await roundTrip();
    times.push(performance.now() - start);
  }
  times.sort((x, y) => x - y);

  let arrived = 0;
  const burst = 4_000; // with what came before, less than a host lets one peer send at once
  onAnswer = () => arrived++;
  const start = performance.now();
  for (let i = 0; i < burst; i += 1_000) {
    for (let j = 0; j < 1_000; j++) a.send(b.peerId, vote);
    await until("the answers arrived", () => arrived === i + 1_000);
  }
  const perSecond = Math.round((2 * burst * 1_000) / (performance.now() - start));

  const oneWay = (share: number): string =>
    (times[Math.floor(times.length * share)]! / 2).toFixed(3);
  process.stdout.write(
    `direct message of 200 bytes, one way over loopback: median ${oneWay(0.5)} ms, ` +
      `p99 ${oneWay(0.99)} ms; ${perSecond} messages a second in bursts\n`,
  );
});
