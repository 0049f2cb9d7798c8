import type { Connection, Stream } from "@libp2p/interface";
import { multiaddr } from "@multiformats/multiaddr";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";

import { createNode, type HostNode } from "../../src/p2p/libp2p-node.ts";
import { frameHeader } from "../../src/p2p/frames.ts";
import type { PeerHost } from "../../src/p2p/host.ts";
import { limits } from "../../src/p2p/limits.ts";
import { networkKeyOfSeed } from "../../src/p2p/peer-id.ts";
import { protocolsOfChain } from "../../src/p2p/protocols.ts";
import { hostOf, membersOf, seedOf, until } from "./network.ts";

// A member whose machine was broken into: it has the key and may connect, but it writes what it likes.
const protocols = protocolsOfChain(new Uint8Array(32).fill(7));

let host: PeerHost;
let attacker: HostNode;
let connection: Connection;

async function attack(onStream: (stream: Stream) => void = () => undefined): Promise<void> {
  host = await hostOf({ n: 0, members: await membersOf(2) });
  await host.start();
  attacker = await createNode({
    privateKey: await networkKeyOfSeed(seedOf(1)),
    listen: [],
    gate: {},
  });
  await attacker.handle(protocols.direct, onStream);
  await attacker.handle([protocols.request, protocols.batches], () => undefined);
  await attacker.start();
  await connect();
}

async function connect(): Promise<void> {
  connection = await attacker.dial(multiaddr(host.addresses()[0]));
  await until("the host took it for a peer", () => host.peers().length === 1);
}

afterEach(async () => {
  await host.stop();
  await attacker.stop();
});

/** Deterministic bytes: a failing run can be repeated. */
function noise(seed: number, length: number): Uint8Array {
  let state = seed + 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

test("a frame above the bound is a penalty: the stream ends, the connection and the process go on", async () => {
  await attack();
  let heard = 0;
  host.onMessage(() => heard++);
  const stream = await connection.newStream(protocols.direct);
  stream.send(frameHeader(limits.frameBytesMax + 1));
  await until("the penalty", () => host.counters()["penalties"] === 1);
  expect(host.peers()).toHaveLength(1);

  const next = await connection.newStream(protocols.direct);
  next.send(frameHeader(1));
  next.send(Uint8Array.of(1));
  await until("a good frame on a new stream is heard", () => heard === 1);
});

test("a peer that keeps breaking the framing is cut off", async () => {
  await attack();
  for (let i = 0; i <= limits.penaltiesMax && connection.status === "open"; i++) {
    const stream = await connection.newStream(protocols.direct);
    stream.send(frameHeader(0xffffffff));
    await until("the penalty", () => host.counters()["penalties"] === i + 1);
  }
  await until("it is cut", () => host.peers().length === 0);
  expect(host.counters()["peersCutOff"]).toBe(1);
  await attacker.dial(multiaddr(host.addresses()[0])).catch(() => undefined);
  await pause(300);
  expect(host.peers()).toEqual([]);
});

test("random bytes in frames, requests and batches never end the process", async () => {
  await attack();
  let malformed = 0;
  for (let i = 0; i < 40; i++) {
    for (const protocol of [protocols.direct, protocols.request, protocols.batches]) {
      if (connection.status !== "open") {
        malformed += host.counters()["framesMalformed"]!;
        await attacker.stop();
        await host.stop();
        await attack(); // it was cut off, as it should be
      }
      try {
        const stream = await connection.newStream(protocol);
        stream.send(noise(i, 1 + ((i * 97) % 3_000)));
        const framed = noise(i + 1_000, 1 + (i % 50));
        if (stream.writeStatus === "writable") stream.send(frameHeader(framed.length));
        if (stream.writeStatus === "writable") stream.send(framed);
        if (i % 2 === 0) await stream.close();
        else stream.abort(new Error("on purpose"));
      } catch {
        // the host ended the stream or the connection first
      }
    }
  }
  await pause(100);
  expect(host.addresses()).toHaveLength(1);
  expect(malformed + host.counters()["framesMalformed"]!).toBeGreaterThan(10);
});

test("a request that is cut off is a penalty; unknown response ids are not", async () => {
  await attack();
  const stream = await connection.newStream(protocols.request);
  stream.send(frameHeader(3));
  stream.send(Uint8Array.of(1, 2, 3));
  await until("the penalty", () => host.counters()["framesMalformed"] === 1);
});

test("a frame that is announced but never sent takes no more memory than what came", async () => {
  await attack();
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 50; i++) {
    const stream = await connection.newStream(protocols.direct);
    stream.send(frameHeader(limits.frameBytesMax));
    stream.send(new Uint8Array(10));
  }
  await pause(100);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
});

test("a peer that opens stream after stream keeps one; the older ones are ended", async () => {
  await attack();
  for (let i = 0; i < 30; i++) await connection.newStream(protocols.direct);
  await pause(200);
  const open = connection.streams.filter(
    (stream) => stream.direction === "outbound" && stream.protocol === protocols.direct,
  );
  expect(open.length).toBe(1);
  expect(connection.status).toBe("open");
});

test("a peer that opens streams faster than any node does is cut off", async () => {
  await attack();
  const most = limits.streamsOpened.burst + limits.penaltiesMax + 1;
  for (let i = 0; i < 2 * most && connection.status === "open"; i++) {
    await connection.newStream(protocols.direct).catch(() => undefined); // refused
  }
  await until("it is cut", () => host.peers().length === 0);
  expect(host.counters()).toMatchObject({ penalties: limits.penaltiesMax + 1, peersCutOff: 1 });
});

test("a peer that floods with well-formed messages is cut off; what it says beyond the bound is not heard", async () => {
  await attack();
  let heard = 0;
  host.onMessage(() => heard++);
  const stream = await connection.newStream(protocols.direct);
  const message = Uint8Array.of(0, 0, 0, 1, 1);
  const sent = 3 * limits.messagesIn.burst;
  stream.send(Uint8Array.from({ length: sent * 5 }, (_, i) => message[i % 5]!));
  await until("it is cut", () => host.peers().length === 0);
  expect(host.counters()).toMatchObject({ penalties: limits.penaltiesMax + 1, peersCutOff: 1 });
  expect(heard).toBeGreaterThanOrEqual(limits.messagesIn.burst);
  expect(heard).toBeLessThan(sent);
});

test("a peer that does not read costs the bound of its queue and no more", async () => {
  await attack((stream) => stream.pause());
  await pause(100);
  const message = new Uint8Array(100_000);
  for (let round = 0; round < 20; round++) {
    for (let i = 0; i < 100; i++) host.send(attacker.peerId.toString(), message);
    await pause(5);
  }
  const counters = host.counters();
  const kept = 2_000 - counters["directDroppedQueueFull"]! - counters["directMessagesOut"]!;
  expect(kept * message.length).toBeLessThanOrEqual(limits.directQueueBytesMax);
  expect(counters["directBytesOut"]).toBeLessThan(8 * 1024 * 1024);
  expect(host.peers()).toHaveLength(1);
});

test("a peer that resets the host's streams gets new ones and loses nothing that is sent afterwards", async () => {
  const heard: number[] = [];
  let streams = 0;
  await attack((stream) => {
    streams++;
    if (streams === 1) stream.abort(new Error("on purpose"));
    stream.addEventListener("message", (event) => heard.push(event.data.byteLength));
  });
  await until("it opened another", () => streams === 2);
  host.send(attacker.peerId.toString(), new Uint8Array(10));
  await until("the message arrived", () => heard.includes(14));
});
