import { expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { AddressBook } from "../../src/p2p/address-book.ts";
import { Conduct } from "../../src/p2p/conduct.ts";
import { newerStays } from "../../src/p2p/duplicates.ts";
import { limits } from "../../src/p2p/limits.ts";
import { MemberList } from "../../src/p2p/member-list.ts";
import { peerIdOfSeed } from "../../src/p2p/peer-id.ts";
import { protocolsOfChain } from "../../src/p2p/protocols.ts";
import { redialDelayMs } from "../../src/p2p/redial.ts";
import { memberOf, seedOf } from "./network.ts";

test("the peer id of a seed never changes, and another length is refused", async () => {
  const seed = new Uint8Array(32).fill(1);
  expect(await peerIdOfSeed(seed)).toBe("12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5");
  await expect(peerIdOfSeed(new Uint8Array(31))).rejects.toMatchObject({ code: "BAD_SEED" });
});

test("protocol names carry the first 8 bytes of the chain id", () => {
  const chain = Uint8Array.from({ length: 32 }, (_, i) => i);
  const { direct, request, batches } = protocolsOfChain(chain);
  for (const name of [direct, request, batches]) {
    expect(name).toContain(`/${toHex(chain.subarray(0, 8))}/`);
  }
});

test("of crossed dials both sides keep the one that the smaller peer id dialled", () => {
  const young = { open: true, ageMs: 10 };
  expect(newerStays({ ...young, dialler: "A" }, "B")).toBe(false);
  expect(newerStays({ ...young, dialler: "B" }, "A")).toBe(true);
});

test("otherwise the newer connection stays", () => {
  expect(newerStays({ dialler: "A", open: true, ageMs: 10 }, "A")).toBe(true);
  expect(newerStays({ dialler: "A", open: false, ageMs: 10 }, "B")).toBe(true);
  expect(newerStays({ dialler: "A", open: true, ageMs: limits.crossedDialsMs + 1 }, "B")).toBe(
    true,
  );
});

test("pauses between dials double from 100 ms to 2 s and stay there", () => {
  const pauses = [0, 1, 2, 3, 4, 5, 6, 1_000_000].map(redialDelayMs);
  expect(pauses).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]);
});

test("penalties expire with the window, a cut-off with the cool-down", () => {
  let now = 0;
  const conduct = new Conduct(() => now);
  for (let i = 0; i < limits.penaltiesMax; i++) expect(conduct.penalise("A")).toBe(false);
  now += limits.penaltyWindowMs;
  for (let i = 0; i < limits.penaltiesMax; i++) expect(conduct.penalise("A")).toBe(false);
  expect(conduct.penalise("A")).toBe(true);
  expect(conduct.isCutOff("A")).toBe(true);
  expect(conduct.isCutOff("B")).toBe(false);
  now += limits.coolDownMs;
  expect(conduct.isCutOff("A")).toBe(false);
});

test("a typed address vouches for an unknown peer, not for one that the list removed", async () => {
  const [a, b] = [await memberOf(1), await memberOf(2)];
  const list = new MemberList("self", [b.peerId], [a]);
  expect(list.mayConnect(b.peerId)).toBe(true);
  expect(list.set([a, b])).toEqual([]);
  expect(list.set([a])).toEqual([b.peerId]);
  expect(list.mayConnect(b.peerId)).toBe(false);
  expect(list.mayConnect("self")).toBe(false);
});

test("hearsay is bounded and never pushes out what was typed or what the peer says of itself", async () => {
  const peerId = await peerIdOfSeed(seedOf(1));
  const at = (port: number): string => `/ip4/192.0.2.1/tcp/${port}/p2p/${peerId}`;
  const book = new AddressBook([at(1)]);
  expect(book.learn(peerId, at(2))).toBe(true);
  expect(book.learn(peerId, at(2))).toBe(false);
  for (let port = 100; port < 200; port++) book.learn("gossip", at(port));
  expect(book.addresses(peerId).slice(0, 2)).toEqual([at(1), at(2)]);
  expect(book.addresses(peerId)).toHaveLength(2 + limits.addressesPerPeerMax);
});

test("only TCP addresses that name a peer are learned", async () => {
  const peerId = await peerIdOfSeed(seedOf(1));
  const book = new AddressBook([]);
  for (const odd of [
    "",
    "nonsense",
    "/ip4/192.0.2.1/tcp/1",
    `/p2p/${peerId}`,
    `/unix/tmp/p2p/${peerId}`,
    `/ip4/192.0.2.1/udp/1/p2p/${peerId}`,
    `/ip4/192.0.2.1/tcp/1/p2p/${peerId}/p2p-circuit/p2p/${peerId}`,
    `/dns4/${"x".repeat(300)}/tcp/1/p2p/${peerId}`,
  ]) {
    expect(book.learn("gossip", odd), odd).toBe(false);
  }
  expect(book.learn("gossip", `/dns4/node.example/tcp/26651/p2p/${peerId}`)).toBe(true);
});
