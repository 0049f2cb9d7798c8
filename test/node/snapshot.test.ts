import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { Genesis } from "../../src/chain/genesis.ts";
import { trustGenesis } from "../../src/chain/proof/trust.ts";
import { peerIdOfKey } from "../../src/chain/peer-id.ts";
import { readReceipts } from "../../src/node/chain-records.ts";
import { checkLedger } from "../../src/node/check-chain.ts";
import { databasePath } from "../../src/node/first-journal.ts";
import { Download, type JoinProgress } from "../../src/node/snapshot/download.ts";
import {
  blocksDown,
  type Exchange,
  handOversFrom,
  type OldBlock,
  openSnapshot,
  stateEntries,
  treeNodes,
  whatIsKept,
} from "../../src/node/snapshot/exchange.ts";
import { proveBlock, provenSets } from "../../src/node/snapshot/proof.ts";
import { joinFromSnapshot } from "../../src/node/snapshot/join.ts";
import { SnapshotServing } from "../../src/node/snapshot/serving.ts";
import type { PeerHost } from "../../src/p2p/host.ts";
import type { RequestHandler } from "../../src/p2p/request-server.ts";
import { COUNCIL } from "../../src/primitives/account-id.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { decodeOwn, encode } from "../../src/primitives/fields/codec.ts";
import { openStore } from "../../src/state/store.ts";
import { testKey } from "../keys.ts";
import { council, testGenesis, TestLedger } from "../ledger.ts";
import { startNetwork, stopAll } from "../p2p/network.ts";
import { DiskChain } from "./disk-chain.ts";

// Goal: a node that has genesis alone gets a chain's state, proven by signatures from genesis on; whoever serves it something
// else is found out, whatever it changes.
// Method: a chain in a real database, served over real sockets; what a liar changes on the way is a table.

const MINUTE_MS = 60_000;
const HEIGHT = 20;
/** Enough for a tree of several levels, and for several answers of each kind. */
const PEOPLE = 900;
const ANSWER_BYTES = 1_200;

function genesisOfMany(): Genesis {
  const made = testGenesis();
  const [model] = made.participants;
  const people = Array.from({ length: PEOPLE }, (_, i) => {
    const signers = [{ publicKey: testKey(`person-${i}`).publicKey, weight: 1 }];
    const authority = { ...model!.authority, signers };
    return { ...model!, name: `person-${i}`, roles: ["person" as const], authority };
  });
  return { ...made, participants: [...made.participants, ...people] };
}

/** Changes an answer on its way; the answer of every other topic stays as it is. */
type Lie = { readonly topic: string; readonly tell: (bytes: Uint8Array) => Uint8Array };

let directory: string;
let disk: DiskChain;
let serving: SnapshotServing[];
/** The first serves the truth unless a test sets a lie, the second always does, the third joins. */
let hosts: [PeerHost, PeerHost, PeerHost];
let lie: Lie | undefined;
const world = new TestLedger(genesisOfMany());
const { genesis, chainId } = world;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "portolan-snapshot-"));
  disk = await DiskChain.open(join(directory, "server"), undefined, world);
  const { publicKey } = testKey("node-4");
  const validator = { name: "node-4", publicKey, peerId: peerIdOfKey(publicKey) };
  const add = { type: "council.validator.add", body: validator, source: COUNCIL };
  await disk.block([add], { by: council.slice(0, 3), account: COUNCIL }, MINUTE_MS);
  while (disk.height < HEIGHT) await disk.pay(MINUTE_MS);

  hosts = (await startNetwork(3)) as [PeerHost, PeerHost, PeerHost];
  const { chain } = disk.ledger;
  const lying = {
    serve: (topic: string, handler: RequestHandler): void =>
      hosts[0].serve(topic, async (from, body) => {
        const answer = await handler(from, body);
        return lie?.topic === topic ? lie.tell(answer) : answer;
      }),
  };
  serving = [lying, hosts[1]].map(
    (host) => new SnapshotServing(host, chain, chainId, ANSWER_BYTES),
  );
}, 60_000);

beforeEach(() => {
  lie = undefined;
});

afterAll(async () => {
  for (const one of serving) one.stop();
  await stopAll(hosts);
  await disk.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A block every 50 ms until the work is done: the next one is what proves the state that was pinned. */
async function whileItGoesOn<T>(
  chain: DiskChain,
  serves: readonly SnapshotServing[],
  work: Promise<T>,
): Promise<T> {
  let isDone = false;
  const ended = work.finally(() => (isDone = true));
  ended.catch(() => undefined); // whoever called sees it
  while (!isDone) {
    await chain.pay(MINUTE_MS);
    for (const one of serves) one.committed();
    await Promise.race([sleep(50), ended.catch(() => undefined)]);
  }
  return ended;
}

async function downloadFrom(peer: PeerHost, data: string): Promise<JoinProgress[]> {
  const progress: JoinProgress[] = [];
  const store = await openStore(databasePath(data));
  const onProgress = (one: JoinProgress): void => void progress.push(one);
  const options = { host: hosts[2], peer: peer.peerId, genesis, store, onProgress };
  try {
    await whileItGoesOn(disk, serving, new Download(options).run());
  } finally {
    await store.close();
  }
  return progress;
}

let joiners = 0;
const newData = (): string => join(directory, `joiner-${joiners++}`);

test("a node with genesis alone gets state, tree, hand-overs and a lifetime of blocks, and goes on like the others", async () => {
  const data = newData();
  const progress = await downloadFrom(hosts[0], data);
  for (const part of ["tree", "entries", "blocks"]) {
    const ofPart = progress.filter((one) => one.part === part);
    expect(ofPart.length, part).toBeGreaterThan(1);
    expect(ofPart.at(-1)?.share).toBe(1);
  }

  const checked = await checkLedger(data, genesis);
  const joined = await DiskChain.open(data, undefined, world);
  const { chain, tree } = joined.ledger;
  const there = disk.ledger.chain;
  expect(checked).toMatchObject({ height: joined.height });
  expect(toHex(chain.head().digest)).toBe(toHex(there.block(joined.height)!.digest));
  expect(chain.firstHeight()).toBe(joined.height - 6); // five minutes and one more
  expect(chain.firstHistoryHeight()).toBe(joined.height + 1);
  expect(chain.block(joined.height)).toEqual(there.block(joined.height));
  expect(chain.block(1)).toBeUndefined();
  expect(chain.block(0)).toEqual(there.block(0));
  expect(chain.handOvers(0, 10)).toEqual(there.handOvers(0, 10));
  expect(chain.recentIds()).toBeDefined();
  expect(toHex(chain.store.tree.root)).toBe(toHex(chain.tip.stateRoot));

  const next = there.stored(joined.height + 1)!;
  const read = next.bodies.map((bytes) => joined.ledger.admission.readAgain(bytes));
  expect(tree.check(next.block, read)).toBeUndefined();
  const after = there.stored(joined.height + 2)?.block.header.stateRoot ?? there.tip.stateRoot;
  expect(toHex(tree.execute(next.block, read).stateRoot)).toBe(toHex(after));
  await joined.close();
});

/** An answer decoded, changed and encoded again. */
function changed<A>(
  exchange: Pick<Exchange<unknown, A>, "topic" | "answer">,
  change: (answer: A) => A,
): Lie {
  const tell = (bytes: Uint8Array): Uint8Array =>
    encode(exchange.answer, change(decodeOwn(exchange.answer, bytes)));
  return { topic: exchange.topic, tell };
}

const flipped = (bytes: Uint8Array): Uint8Array => bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1);

describe("a peer is found out by the first thing that it makes up:", () => {
  test.each<[string, RegExp, Lie]>([
    [
      "a state root",
      /is not final/,
      changed(openSnapshot, (one) => {
        return { ...one, next: { ...one.next, stateRoot: flipped(one.next.stateRoot) } };
      }),
    ],
    [
      "the roots of another height, though final",
      /does not follow/,
      changed(openSnapshot, (one) => ({
        ...one,
        header: one.next,
        certificate: one.finality.certificate,
      })),
    ],
    [
      "a certificate signed by too few",
      /is not final/,
      changed(openSnapshot, (one) => {
        const { seals } = one.certificate;
        return { ...one, certificate: { ...one.certificate, seals: seals.slice(1) } };
      }),
    ],
    [
      "a hand-over to other validators",
      /hand-overs do not hold/,
      changed(handOversFrom, ({ handOvers }) => ({
        handOvers: handOvers.map((one) => ({ ...one, validators: one.validators.slice(1) })),
      })),
    ],
    ["no hand-over at all", /how epoch 0 ended/, changed(handOversFrom, () => ({ handOvers: [] }))],
    [
      "a tree node",
      /does not hash to its parent/,
      changed(treeNodes, ({ nodes }) => ({ nodes: nodes.with(-1, flipped(nodes.at(-1)!)) })),
    ],
    [
      "a tree without one of its nodes",
      /tree node/,
      changed(treeNodes, ({ nodes }) => ({ nodes: nodes.toSpliced(3, 1) })),
    ],
    ["a tree that ends early", /no tree node/, changed(treeNodes, () => ({ nodes: [] }))],
    [
      "a value",
      /does not hash to its leaf/,
      changed(stateEntries, ({ entries }) => {
        const last = entries.at(-1)!;
        return { entries: entries.with(-1, { ...last, value: flipped(last.value) }) };
      }),
    ],
    [
      "an entry that the tree does not have",
      /is not in the tree/,
      changed(stateEntries, ({ entries }) => {
        return { entries: entries.with(0, { ...entries[0]!, key: "!" }) };
      }),
    ],
    [
      "a state without one of its entries",
      /it has \d+ of \d+ entries/,
      changed(stateEntries, ({ entries }) => ({ entries: entries.slice(0, -1) })),
    ],
    [
      "the same entry twice",
      /out of order/,
      changed(stateEntries, ({ entries }) => ({ entries: [entries[0]!, ...entries] })),
    ],
    [
      "a block of its own",
      /not the one that its successor names/,
      changed(blocksDown, ({ blocks }) => {
        const { block } = blocks[1]!;
        const header = { ...block.header, timeMs: block.header.timeMs + 1 };
        return { blocks: blocks.with(1, { ...blocks[1]!, block: { ...block, header } }) };
      }),
    ],
    [
      "another list of transactions",
      /block \d+ lists other transactions/,
      changed(blocksDown, ({ blocks }) => {
        const block = { ...blocks[1]!.block, transactions: [] };
        return { blocks: blocks.with(1, { ...blocks[1]!, block }) };
      }),
    ],
    [
      "a receipt",
      /has other receipts/,
      changed(blocksDown, ({ blocks }) => {
        const receipts = blocks[0]!.receipts.map((one) => ({ ...one, code: "NOT_THIS" }));
        return { blocks: blocks.with(0, { ...blocks[0]!, receipts }) };
      }),
    ],
    [
      "another body",
      /another body/,
      changed(blocksDown, ({ blocks }) => {
        return { blocks: blocks.with(1, { ...blocks[1]!, bodies: blocks[0]!.bodies }) };
      }),
    ],
    [
      "fewer bodies",
      /lacks bodies/,
      changed(blocksDown, ({ blocks }) => ({
        blocks: blocks.with(1, { ...blocks[1]!, bodies: [] }),
      })),
    ],
    [
      "fewer blocks than a lifetime",
      /it has no block/,
      changed(blocksDown, () => ({ blocks: [] })),
    ],
    [
      "bytes",
      /does not decode/,
      { topic: treeNodes.topic, tell: () => new Uint8Array(1_000).fill(7) },
    ],
  ])("%s", async (_what, why, told) => {
    lie = told;
    const data = newData();
    await expect(downloadFrom(hosts[0], data)).rejects.toMatchObject({
      name: "BadSnapshot",
      message: expect.stringMatching(why) as string,
    });
  });
});

test.each<[string, RegExp, (one: OldBlock) => OldBlock]>([
  [
    "that does not hold",
    /does not prove it final/,
    (one) => {
      const [first, ...rest] = one.certificate!.seals;
      const seals = [{ ...first!, signature: flipped(first!.signature) }, ...rest];
      return { ...one, certificate: { ...one.certificate!, seals } };
    },
  ],
  [
    "of another block",
    /does not prove it final/,
    (one) => {
      return { ...one, certificate: disk.ledger.chain.stored(1)!.certificate };
    },
  ],
  ["left out", /ended an epoch without/, (one) => ({ ...one, certificate: undefined })],
])("C13: the last block of an epoch with a certificate %s is refused", (_what, why, change) => {
  const { chain } = disk.ledger;
  const { block, bodies, certificate, digest } = {
    ...chain.stored(2)!,
    digest: chain.block(2)!.digest,
  };
  const receiptsRoot = chain.stored(3)!.block.header.receiptsRoot;
  const sets = provenSets(trustGenesis(genesis), chain.handOvers(0, 10));
  const one = { block, bodies, certificate, receipts: readReceipts(chain.store, 2) };
  const expected = { height: 2, digest, receiptsRoot };
  expect(() => proveBlock(one, expected, chainId, sets)).not.toThrow();
  expect(() => proveBlock(change(one), expected, chainId, sets)).toThrow(why);
});

test("a peer that forgets blocks while it serves a snapshot serves them from the height of that", async () => {
  const small = new TestLedger();
  const pruned = await DiskChain.open(newData(), 1, small);
  while (pruned.height < HEIGHT) await pruned.pay(MINUTE_MS);
  const [server, joiner] = (await startNetwork(2)) as [PeerHost, PeerHost];
  const serves = new SnapshotServing(server, pruned.ledger.chain, small.chainId);
  const data = newData();
  const store = await openStore(databasePath(data));
  let pinned = 0;
  const request = async (peer: string, topic: string, body: Uint8Array, timeoutMs: number) => {
    const isLate = (): boolean => pruned.ledger.chain.firstHeight() > pinned;
    if (topic === blocksDown.topic) while (!isLate()) await sleep(10);
    return joiner.request(peer, topic, body, timeoutMs);
  };
  const options = { genesis: small.genesis, store, peer: server.peerId, host: { request } };
  const onProgress = (one: JoinProgress): void => void (pinned = one.height);
  const running = new Download({ ...options, onProgress }).run();
  const height = await whileItGoesOn(pruned, [serves], running);
  await store.close();
  expect(pruned.ledger.chain.block(height)).toBeUndefined();
  expect(await checkLedger(data, small.genesis)).toMatchObject({ height });
  serves.stop();
  await stopAll([server, joiner]);
  await pruned.close();
});

test("after a peer that lies the next one is asked; what was here stays until the new chain is whole", async () => {
  lie = changed(treeNodes, ({ nodes }) => ({ nodes: nodes.with(-1, flipped(nodes.at(-1)!)) }));
  const data = newData();
  const old = await DiskChain.open(data, undefined, world);
  await old.close();
  const said: string[] = [];
  const log = (_: object, message: string): void => void said.push(message);
  const farAhead = { hasNext: false, height: 10_000 };
  const claims = [hosts[0], hosts[1]].map(({ peerId }) => peerId);
  const host = {
    peers: () => hosts[2].peers(),
    penalise: (peer: string) => void said.push(`penalty ${claims.indexOf(peer)}`),
    request: async (peer: string, topic: string, body: Uint8Array, timeoutMs: number) => {
      const answer = await hosts[2].request(peer, topic, body, timeoutMs);
      const isLiar = peer === hosts[0].peerId && topic === whatIsKept.topic;
      return isLiar ? encode(whatIsKept.answer, farAhead) : answer; // so that it is asked first
    },
  };
  const options = { genesis, data, height: 0, host, log: { info: log, warn: log } };
  const joining = joinFromSnapshot({ ...options, onProgress: () => undefined });
  const height = await whileItGoesOn(disk, serving, joining);
  expect(height).toBeGreaterThanOrEqual(HEIGHT);
  expect(said).toEqual(["a peer's snapshot is false", "penalty 0", "joined from a snapshot"]);
  expect(await checkLedger(data, genesis)).toMatchObject({ height });
}, 30_000);

test("a chain whose next block most peers keep goes on by blocks, whatever is here", async () => {
  const data = newData();
  const silent = { info: () => undefined, warn: () => undefined };
  const options = { genesis, data, height: 3, host: hosts[2], log: silent };
  expect(await joinFromSnapshot({ ...options, onProgress: () => undefined })).toBe(3);
});
