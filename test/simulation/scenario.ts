import type { Random } from "../state/random.ts";
import { behaviours } from "./byzantine/all.ts";
import type { Behaviour } from "./byzantine/behaviour.ts";
import { Violation } from "./checks.ts";
import { Cluster, simulatedTiming } from "./cluster.ts";
import { type Conditions, goodNetwork } from "./network.ts";
import type { Change } from "./world.ts";

/** How one run ended. */
export interface Outcome {
  readonly seed: number;
  readonly problem: string | undefined;
  readonly trace: string;
  readonly blocks: number;
  readonly validators: number;
  /** From the end of the faults until everyone had the last transaction. */
  readonly recoveryMs: number;
  readonly recoveryViews: number;
}

/** After the faults stop: so many views, or so much time, and everyone has committed what one node alone was told. */
const RECOVERY_MS = 180_000;

/** Numbers of validators, most often those that networks start with; a run of thirteen costs ten times one of four. */
const SIZES = [
  ...[1, 2, 3, 4, 4, 4, 4, 5, 6, 6, 7, 1, 2, 3, 4, 4, 4, 4, 5, 6, 6, 7],
  ...[3, 4, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
] as const;

/** One random run: faults of every kind for a while, then calm. The seed decides everything. */
export function runSeed(seed: number): Outcome {
  const plan = createPlan(seed);
  const { cluster } = plan;
  let problem: string | undefined;
  let recovery = { ms: 0, views: 0 };
  try {
    misbehave(plan);
    recovery = recover(plan);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    problem = error instanceof Violation ? error.message : (error.stack ?? error.message);
  }
  return {
    seed,
    problem,
    trace: problem === undefined ? "" : cluster.trace(),
    blocks: cluster.highest,
    validators: cluster.size,
    recoveryMs: recovery.ms,
    recoveryViews: recovery.views,
  };
}

interface Plan {
  readonly cluster: Cluster;
  readonly random: Random;
  /** The network's everyday conditions in this run. */
  readonly everyday: Conditions;
  /** Nodes that the council may add or remove without giving the faulty ones too much weight (C13). */
  readonly movable: readonly number[];
  /** An honest node that loses its journal now and then (C8): the one that may, where the faulty ones are fewer than f. */
  readonly forgetful: number | undefined;
  readonly durationMs: number;
}

function createPlan(seed: number): Plan {
  const validators = SIZES[(seed * 7919) % SIZES.length]!;
  const faulty = Math.floor((validators - 1) / 3);
  const byzantine = new Map<number, Behaviour>();
  for (let i = 0; i < faulty; i++) {
    if ((seed + i) % 3 === 0) continue; // a third of the faulty ones are honest
    const who = (seed * 31 + i * 2) % validators;
    byzantine.set(who, behaviours[(seed + 3 * i) % behaviours.length]!);
  }
  const skewMs = [0, 100, 400][seed % 3]!;
  const spares = seed % 4 === 1 ? 1 + ((seed % 3) % 2) : 0;
  const cluster = new Cluster({ seed, validators, spares, byzantine, skewMs });
  const { random } = cluster;
  const forgetful =
    byzantine.size < faulty && seed % 2 === 0 ? cluster.honest[seed % 3] : undefined;
  const unreliable = byzantine.size + (forgetful === undefined ? 0 : 1);
  const movable = spares === 0 ? [] : movableNodes(cluster, validators, unreliable);
  const everyday = everydayConditions(random);
  cluster.network.conditions = everyday;
  const longestMs = Math.min(14_000, 50_000 / (validators + spares));
  const durationMs = 3_000 + random.below(longestMs);
  return { cluster, random, everyday, movable, forgetful, durationMs };
}

/** The spares, and as many honest validators as can go while 3f + 1 stay: whatever the order of changes, a quorum is honest. */
function movableNodes(cluster: Cluster, validators: number, unreliable: number): number[] {
  const removable = validators - (3 * unreliable + 1);
  const first = cluster.honest.filter((i) => i < validators).slice(0, removable);
  return [...first, ...cluster.honest.filter((i) => i >= validators)];
}

/** Fast, slow and varying networks, and fixed delays between half of T and three times T. */
function everydayConditions(random: Random): Conditions {
  const base = simulatedTiming.baseTimeoutMs;
  switch (random.below(6)) {
    case 0: {
      const delayMs = base / 2 + random.below((5 * base) / 2);
      return { ...goodNetwork, delayMinMs: delayMs, delayMaxMs: delayMs };
    }
    case 1:
      return { ...goodNetwork, delayMinMs: 1, delayMaxMs: 600 };
    case 2:
      return { ...goodNetwork, delayMinMs: 20, delayMaxMs: 200 };
    default:
      return goodNetwork;
  }
}

/** Runs in which a node misses more blocks than one page holds: few, because they are long. */
const BURST_EVERY = 60;
const BURST_BLOCKS = 90;

/** One node is away while so many blocks commit that it must catch up by several pages (C9). */
function burst({ cluster }: Plan): void {
  cluster.crash(cluster.size - 1);
  for (let i = 0; i < BURST_BLOCKS && cluster.live.length > 0; i++) {
    cluster.submit(cluster.live[0]!);
    cluster.runMs(40);
  }
  cluster.restart(cluster.size - 1);
}

/** Between two things that happen, up to so much; sometimes long enough for an idle chain to make its empty block (C11). */
const PAUSES_MS = [20, 20, 200, 200, 2_500, 2_500, 12_000] as const;

function misbehave(plan: Plan): void {
  const { cluster, random, durationMs } = plan;
  const endMs = cluster.clock.nowMs + durationMs;
  if (cluster.seed % BURST_EVERY === 7) burst(plan);
  while (cluster.clock.nowMs < endMs) {
    act(plan);
    cluster.runMs(random.below(PAUSES_MS[random.below(PAUSES_MS.length)]!));
  }
}

function act({ cluster, random, everyday, movable, forgetful }: Plan): void {
  const any = random.below(cluster.size);
  const { live } = cluster;
  if (forgetful !== undefined && random.below(12) === 0) return cluster.forget(forgetful);
  switch (random.below(movable.length > 0 ? 18 : 15)) {
    case 0:
      return cluster.crashSoon(any, random.below(30));
    case 1:
      for (let i = 0; i < cluster.size; i++)
        if (random.below(2) === 0) cluster.crashSoon(i, random.below(10));
      return;
    case 2:
    case 3:
      for (let i = 0; i < cluster.size; i++) cluster.restart(i);
      return;
    case 4:
      return split(cluster, random);
    case 5:
      return cluster.network.cut(any, random.below(cluster.size));
    case 6:
      return cluster.heal();
    case 7:
      cluster.network.conditions = {
        ...everyday,
        loss: random.below(300),
        duplication: random.below(100),
      };
      return;
    case 8:
      cluster.network.conditions = everyday;
      return;
    case 15:
    case 16:
    case 17:
      if (live.length === 0) return;
      return cluster.change(live[random.below(live.length)]!, changeOf(movable, random));
    default:
      if (live.length === 0) return;
      for (let count = random.below(3); count >= 0; count--) {
        cluster.submit(live[random.below(live.length)]!, [0, 500, 1000][random.below(3)]);
      }
  }
}

/** One or two nodes added or removed, or a new epoch of the same set; what does not fit the set of then fails on the ledger. */
function changeOf(movable: readonly number[], random: Random): Change {
  const first = movable[random.below(movable.length)]!;
  const second = movable[random.below(movable.length)]!;
  switch (random.below(6)) {
    case 0:
      return { behindMs: 5_000 + random.below(100) };
    case 1:
    case 2:
      return { add: [first] };
    case 3:
      return { remove: [first] };
    default:
      return { add: [first], remove: [second] };
  }
}

/** Two groups that do not hear each other, in half of all cases of one size, each with something to agree on. */
function split(cluster: Cluster, random: Random): void {
  const groups: [number[], number[]] = [[], []];
  const even = random.below(2) === 0;
  const first = random.below(cluster.size);
  for (let at = 0; at < cluster.size; at++) {
    const i = (first + at) % cluster.size;
    groups[even ? Number(at >= cluster.size / 2) : random.below(2)]!.push(i);
  }
  cluster.partition(...groups);
  for (const group of groups) {
    const up = group.filter((i) => cluster.live.includes(i));
    if (up.length > 0) cluster.submit(up[random.below(up.length)]!, 1000);
  }
  cluster.runMs(random.below(6_000));
}

/** The faults stop, but for the faulty replicas; one honest node is told of a transaction and tells nobody (C11). */
function recover({ cluster, random, everyday }: Plan): { ms: number; views: number } {
  cluster.network.conditions = everyday;
  cluster.calm();
  for (let i = 0; i < cluster.size; i++) cluster.restart(i);
  const { honest } = cluster;
  const fromMs = cluster.clock.nowMs;
  const [fromEpoch, fromView] = [highestEpoch(cluster), highestView(cluster)];
  const last = cluster.submit(honest[random.below(honest.length)]!, 0);
  if (!cluster.runUntil(() => honest.every((i) => cluster.hasCommitted(i, last)), RECOVERY_MS)) {
    throw new Violation(`no progress within ${RECOVERY_MS} ms after the faults stopped`);
  }
  // Views begin anew with an epoch: then those of the last one are what is counted.
  const views = highestView(cluster) - (highestEpoch(cluster) === fromEpoch ? fromView : 0);
  if (views > 10 * cluster.size + 20) throw new Violation(`progress only after ${views} views`);
  return { ms: cluster.clock.nowMs - fromMs, views };
}

function highestEpoch(cluster: Cluster): number {
  return Math.max(...cluster.honest.map((i) => cluster.epoch(i)));
}

function highestView(cluster: Cluster): number {
  const epoch = highestEpoch(cluster);
  const views = cluster.honest.map((i) => (cluster.epoch(i) === epoch ? cluster.view(i) : 0));
  return Math.max(...views);
}
