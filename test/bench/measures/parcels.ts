import { setTimeout as sleep } from "node:timers/promises";

import { OneByOne } from "../clients/one-by-one.ts";
import { findRecalled } from "../clients/recalled-parcels.ts";
import { partRates, type Point } from "../figures/part-rates.ts";
import { median, quantile } from "../figures/quantile.ts";
import { numbers } from "../network/accounts.ts";
import { operationsFor, packBadBatch, recallTimes } from "../network/bad-batch.ts";
import { fillPort } from "../network/customs-chain.ts";
import { CustomsNode } from "../network/customs-node.ts";
import type { PortCast } from "../network/customs-port.ts";
import type { OfflineChain } from "../network/offline-chain.ts";
import { EVENTS_OF_DOCUMENTS, EVENTS_PER_PARCEL, trackParcels } from "../network/parcel-ways.ts";
import { keysOf } from "../network/parcels.ts";
import type { Say } from "../progress.ts";
import { timeLeft } from "../time-left.ts";
import type { Bench } from "./context.ts";

const READS = 5_000;
const WARM_UP = 2_000;
/** What the start of a node leaves behind is over by then. */
const REST_MS = 10_000;
/** More than a way has: all of it is one page. */
const WAY_MAX = 100;
const PARTS = 10;

/** What was seen while a chain grew. */
interface Growth {
  readonly declaredMs: number;
  readonly tracked: readonly Point[];
  readonly packed: readonly Point[];
  readonly recallMs: readonly number[];
}

/** How long the whole way of a parcel is looked for among those of many, and every parcel that a recall reaches. */
export async function measureParcels({ options, say, add, note }: Bench): Promise<void> {
  const tracked = Math.ceil(options.events / EVENTS_PER_PARCEL);
  const packed = { first: tracked, count: options.parcels };
  let growth: Growth | undefined;
  const node = await CustomsNode.create(async (chain, cast) => {
    growth = await grow(chain, cast, { tracked, packed: packed.count }, say);
  });
  try {
    const { tracked: points, recallMs } = growth!;
    const last = points.at(-1)!;
    const events = { note: `${(tracked * EVENTS_PER_PARCEL).toLocaleString("en")} events` };
    const size = { note: `${packed.count.toLocaleString("en")} parcels` };
    await sleep(REST_MS);
    const client = new OneByOne(node.rpc);
    say(`${READS} reads of a parcel's way`);
    const ways = await readWays(client, tracked);
    say("every parcel of a recalled batch");
    const pages = await findRecalled(client, packed, (found) =>
      say.now(`${found} of ${packed.count} parcels found`),
    );
    client.close();
    const seconds = pages.reduce((sum, ms) => sum + ms, 0) / 1_000;
    add(
      { id: "tracked", value: (1_000 * last.count) / last.ms, ...events },
      { id: "track-p50", value: quantile(ways, 0.5), ...events },
      { id: "track-p99", value: quantile(ways, 0.99), ...events },
      { id: "recall", value: median(recallMs), ...size },
      { id: "recall-all", value: seconds, ...size },
      { id: "recall-found", value: packed.count / seconds, ...size },
      { id: "recall-p99", value: quantile(pages, 0.99), ...size },
    );
    note(textOf(growth!, node));
  } finally {
    await node.remove();
  }
}

async function grow(
  chain: OfflineChain,
  cast: PortCast,
  { tracked, packed }: { readonly tracked: number; readonly packed: number },
  say: Say,
): Promise<Growth> {
  let declaredMs = 0;
  await fillPort(chain, cast, tracked, ({ parcels, ms }) => {
    declaredMs = ms;
    say.now(`${parcels} of ${tracked} parcels declared, ${timeLeft(parcels, tracked, ms)}`);
  });
  say(`${tracked} parcels are declared (in ${(declaredMs / 1_000).toFixed(0)} s)`);
  const statuses = tracked * (EVENTS_PER_PARCEL - EVENTS_OF_DOCUMENTS);
  const ways = pointsOf("events", statuses, say);
  await trackParcels(chain, cast.carrier, tracked, ways.onBlock);
  const goods = pointsOf("waybills and packings", operationsFor(packed), say);
  await packBadBatch(chain, cast, { first: tracked, count: packed }, goods.onBlock);
  const recallMs = await recallTimes(chain, cast.merchant);
  return { declaredMs, tracked: ways.points, packed: goods.points, recallMs };
}

/** Notes how many were done when, and says it. */
function pointsOf(what: string, all: number, say: Say) {
  const points: Point[] = [];
  const from = performance.now();
  const onBlock = (count: number): void => {
    const ms = performance.now() - from;
    points.push({ count, ms });
    const rate = ((1_000 * count) / ms).toFixed(0);
    say.now(`${count} of ${all} ${what}, ${rate} a second, ${timeLeft(count, all, ms)}`);
  };
  return { points, onBlock };
}

/** Milliseconds of reads of whole ways, of parcels anywhere on the chain. Throws if one is not whole. */
async function readWays(client: OneByOne, parcels: number): Promise<number[]> {
  const random = numbers(1);
  const found: number[] = [];
  for (let i = 0; i < WARM_UP + READS; i++) {
    const { waybill } = keysOf(random() % parcels);
    const { ms, result } = await client.ask("customs_track", { ...waybill, limit: WAY_MAX });
    const { path } = result as { readonly path: readonly unknown[] };
    if (path.length !== EVENTS_PER_PARCEL) {
      throw new Error(`${waybill.logisticsNo} has ${path.length} events, not ${EVENTS_PER_PARCEL}`);
    }
    if (i >= WARM_UP) found.push(ms);
  }
  return found;
}

function textOf({ declaredMs, tracked, packed, recallMs }: Growth, node: CustomsNode): string {
  const list = (points: readonly Point[]): string =>
    partRates(points, Math.min(PARTS, points.length))
      .map((one) => one.toFixed(0))
      .join(", ");
  const seconds = (points: readonly Point[]): string => (points.at(-1)!.ms / 1_000).toFixed(0);
  return [
    `parcels: declared in ${(declaredMs / 1_000).toFixed(0)} s; events a second, parts of the chain one after the other: ${list(tracked)} (${seconds(tracked)} s);`,
    `  waybills, then packings, a second: ${list(packed)} (${seconds(packed)} s); blocks of one recall p99 ${quantile(recallMs, 0.99).toFixed(2)} ms`,
    `  the node on this chain: ${node.databaseMb.toFixed(0)} MB on disk, serves ${(node.startMs / 1_000).toFixed(1)} s after its start, ${node.residentMb.toFixed(0)} MB of memory after the reads`,
  ].join("\n");
}
