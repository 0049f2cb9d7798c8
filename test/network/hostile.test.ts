import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { chainIdOf, parseGenesis } from "../../src/chain/genesis.ts";
import { Layout, portsOf } from "../../src/cli/devnet/layout.ts";
import { loadKey } from "../../src/node/node-keys.ts";
import { limits } from "../../src/p2p/limits.ts";
import { protocolsOfChain } from "../../src/p2p/protocols.ts";
import { Load } from "../bench/load.ts";
import { Flow } from "../chaos/flow.ts";
import { FourNodes } from "../chaos/four-nodes.ts";
import { eventually } from "../e2e/devnet.ts";
import {
  type Attack,
  falseVotes,
  flood,
  garbage,
  HostileMember,
  questions,
  streams,
} from "./hostile-member.ts";

// Goal: a member that sends garbage, floods, or opens streams without end is cut off and named by the node that it
// attacks, and the others go on to serve what they are offered.
// Method: three real validators, which are a quorum, so that each of them counts; a libp2p peer with the fourth's network
// key. Payments are offered at a fixed moderate rate before and during each attack: what is compared is whether they are
// served, not how many could be. A victim that cut the member off refuses it for a minute: the attacks go round among them.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const HOSTILE = 3;
const OTHERS = [0, 1, 2] as const;
const OFFERED_PER_SECOND = 120;
/** Long beside the stop of half a second that a busy machine may cause by itself. */
const WINDOW_MS = 8_000;
/** The share of what was committed before that must be committed still. */
const SHARE_MIN = 0.9;
/** A connection, nine misdeeds and the news of them. */
const CUT_OFF_MS_MAX = 5_000;

let four: FourNodes;
let load: Load;
let flow: Flow;
let hostile: HostileMember;

beforeAll(async () => {
  four = await FourNodes.create();
  await four.start();
  await four.nodes[HOSTILE]!.stop();
  const { devnet } = four;
  const genesis = parseGenesis(JSON.parse(readFileSync(devnet.genesis, "utf8")));
  if (!genesis.ok) throw new Error("the devnet's own genesis file does not hold");
  const { networkKey } = new Layout(devnet.directory).node(HOSTILE);
  const { seed } = await loadKey(networkKey, "");
  hostile = await HostileMember.start(seed, protocolsOfChain(chainIdOf(genesis.value)));
  load = new Load(devnet, OTHERS);
  await load.open();
  flow = new Flow(load, OFFERED_PER_SECOND);
  flow.start();
});

afterAll(async () => {
  await hostile?.stop();
  await flow?.stop();
  load?.close();
  await four?.remove();
});

/** Transactions that became final within the window, per second. */
async function committedPerSecond(): Promise<number> {
  const [before, fromMs] = [load.finalCount, performance.now()];
  await sleep(WINDOW_MS);
  return ((load.finalCount - before) * 1_000) / (performance.now() - fromMs);
}

const counters = async (node: number) => ({
  penalties: await four.metric(node, "p2p_penalties"),
  cutOff: await four.metric(node, "p2p_peers_cut_off"),
});

/** When each victim cut the member off. */
const cutAtMs = new Map<number, number>();

test.each<[string, number, Attack, RegExp]>([
  ["sends garbage", 0, garbage, /decode|announced|shorter/],
  ["floods with votes that nobody counts", 1, flood, /too many messages/],
  ["opens streams without end", 2, streams, /too many streams/],
  ["sends forged votes by the hundred", 0, falseVotes, /a vote with a false signature/],
  ["asks for blocks without end", 1, questions, /questions without end|too many messages/],
])("a member that %s is cut off and named; the rest is served", async (what, node, attack, why) => {
  const coolMs = (cutAtMs.get(node) ?? -Infinity) + limits.coolDownMs - performance.now();
  await sleep(Math.max(0, coolMs - WINDOW_MS)); // the victim takes it back; the calm window comes first
  await eventually("no more to wait for a block than a second brings", async () =>
    flow.sent.length - load.finalCount < OFFERED_PER_SECOND ? true : undefined,
  ); // else what is compared is how fast a backlog is worked off
  const calm = await committedPerSecond();
  const before = await counters(node);
  const logBefore = four.nodes[node]!.log().length;

  const { p2p } = portsOf(four.devnet.basePort, node);
  const fromMs = performance.now();
  hostile.begin(`/ip4/127.0.0.1/tcp/${p2p}`, attack);
  const attacked = committedPerSecond();
  await eventually(
    `a member that ${what} to be cut off`,
    async () => ((await counters(node)).cutOff > before.cutOff ? true : undefined),
    CUT_OFF_MS_MAX,
  );
  const cutMs = Math.round(performance.now() - fromMs);
  cutAtMs.set(node, performance.now());
  const during = await attacked;
  expect(await four.metric(node, "peers")).toBe(OTHERS.length - 1); // it is out, however often it dials
  await hostile.cease();

  const after = await counters(node);
  const share = Math.round((during / calm) * 100);
  const rates = `${calm.toFixed(1)} tx/s before, ${during.toFixed(1)} during (${share} %)`;
  process.stdout.write(`a member that ${what}: cut off after ${cutMs} ms; ${rates}\n`);
  expect(after.cutOff).toBe(before.cutOff + 1);
  expect(after.penalties).toBeGreaterThan(before.penalties);
  const named = four.nodes[node]!.log()
    .slice(logBefore)
    .filter(({ peerId }) => peerId === hostile.peerId);
  expect(named.map(({ msg }) => msg)).toContain("A peer is cut off for a while.");
  expect(named.find(({ msg }) => msg === "A peer misbehaved.")?.reason).toMatch(why);
  expect(during).toBeGreaterThanOrEqual(SHARE_MIN * calm);
});
