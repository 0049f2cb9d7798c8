import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";

import type { PeerHost } from "../../src/p2p/host.ts";
import { limits } from "../../src/p2p/limits.ts";
import { startNetwork, stopAll, until } from "./network.ts";

let hosts: PeerHost[] = [];
afterEach(() => stopAll(hosts));

async function pair(): Promise<[PeerHost, PeerHost]> {
  hosts = await startNetwork(2);
  return hosts as [PeerHost, PeerHost];
}

const nothing = new Uint8Array(0);

test("a request gets its answer, from whichever side dialled", async () => {
  const [a, b] = await pair();
  for (const host of hosts) host.serve("double", async (_from, body) => body.map((x) => 2 * x));
  expect(await a.request(b.peerId, "double", Uint8Array.of(1, 2), 1_000)).toEqual(
    Uint8Array.of(2, 4),
  );
  expect(await b.request(a.peerId, "double", Uint8Array.of(4), 1_000)).toEqual(Uint8Array.of(8));
});

test("answers may come in any order and reach the request that asked", async () => {
  const [a, b] = await pair();
  b.serve("wait", async (_from, body) => {
    await pause(60 - 2 * body[0]!);
    return body;
  });
  const asked = Array.from({ length: 30 }, (_, i) => i);
  const answers = await Promise.all(
    asked.map((i) => a.request(b.peerId, "wait", Uint8Array.of(i), 5_000)),
  );
  expect(answers.map((answer) => answer[0])).toEqual(asked);
});

test("a request that is not answered in time rejects with PEER_TIMEOUT; the late answer is dropped", async () => {
  const [a, b] = await pair();
  b.serve("slow", async (_from, body) => {
    await pause(200);
    return body;
  });
  await expect(a.request(b.peerId, "slow", nothing, 50)).rejects.toMatchObject({
    code: "PEER_TIMEOUT",
  });
  await until("the late answer came", () => a.counters()["responsesUnexpected"] === 1);
  expect(a.peers()).toHaveLength(1);
});

test("an unknown topic, a handler that throws and an answer too large reject with PEER_REFUSED", async () => {
  const [a, b] = await pair();
  b.serve("throws", async () => {
    throw new Error("on purpose");
  });
  b.serve("huge", async () => new Uint8Array(limits.frameBytesMax + 1));
  for (const topic of ["unknown", "throws", "huge"]) {
    await expect(a.request(b.peerId, topic, nothing, 1_000)).rejects.toMatchObject({
      code: "PEER_REFUSED",
    });
  }
});

test("requests beyond the bound per peer reject with PEER_BUSY, and the bound frees itself", async () => {
  const [a, b] = await pair();
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  b.serve("held", async (_from, body) => {
    await held;
    return body;
  });
  await until("the host's own request is over", () => a.counters()["responsesIn"] === 1);
  const running = Array.from({ length: limits.requestsPerPeerMax }, () =>
    a.request(b.peerId, "held", nothing, 10_000),
  );
  await expect(a.request(b.peerId, "held", nothing, 1_000)).rejects.toMatchObject({
    code: "PEER_BUSY",
  });
  release();
  await Promise.all(running);
  await a.request(b.peerId, "held", nothing, 1_000);
});

test("a request too large rejects before it is sent", async () => {
  const [a, b] = await pair();
  const body = new Uint8Array(limits.requestBytesMax + 1);
  await expect(a.request(b.peerId, "x", body, 1_000)).rejects.toMatchObject({
    code: "MESSAGE_TOO_LARGE",
  });
});

test("large answers arrive whole, many at once", async () => {
  const [a, b] = await pair();
  b.serve("block", async (_from, body) => new Uint8Array(1_500_000).fill(body[0]!));
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => a.request(b.peerId, "block", Uint8Array.of(i), 10_000)),
  );
  answers.forEach((answer, i) => {
    expect(answer.length).toBe(1_500_000);
    expect(answer[0]).toBe(i);
    expect(answer.at(-1)).toBe(i);
  });
});

test("a request to a peer that leaves, or is not there, rejects with PEER_GONE", async () => {
  const [a, b] = await pair();
  b.serve("never", () => new Promise(() => {}));
  const asked = a.request(b.peerId, "never", nothing, 20_000);
  const gone = expect(asked).rejects.toMatchObject({ code: "PEER_GONE" });
  await until("it arrived", () => b.counters()["requestsIn"]! >= 2);
  await b.stop();
  await gone;
  await expect(a.request(b.peerId, "never", nothing, 1_000)).rejects.toMatchObject({
    code: "PEER_GONE",
  });
});

test("the time of a request over loopback is measured and printed", async () => {
  const [a, b] = await pair();
  b.serve("echo", async (_from, body) => body);
  const body = new Uint8Array(100);
  for (let i = 0; i < 300; i++) await a.request(b.peerId, "echo", body, 1_000);
  const count = 2_000;
  const start = performance.now();
  for (let i = 0; i < count; i++) await a.request(b.peerId, "echo", body, 1_000);
  const each = (performance.now() - start) / count;
  process.stdout.write(`request and answer of 100 bytes over loopback: ${each.toFixed(3)} ms\n`);
});
