import { setTimeout as sleep } from "node:timers/promises";

import { toHex } from "../../../src/primitives/bytes.ts";
import { listId } from "../../../src/transactions/customs/lists/records.ts";
import { OneByOne } from "../clients/one-by-one.ts";
import { partRates, type Point } from "../figures/part-rates.ts";
import { quantile } from "../figures/quantile.ts";
import { numbers } from "../network/accounts.ts";
import { fillPort, type Grown } from "../network/customs-chain.ts";
import { CustomsNode } from "../network/customs-node.ts";
import { keysOf } from "../network/parcels.ts";
import { timeLeft } from "../time-left.ts";
import { cebFilesPerSecond } from "./ceb-files.ts";
import type { Bench } from "./context.ts";

const READS = 5_000;
const WARM_UP = 2_000;
/** What the start of a node leaves behind is over by then. */
const REST_MS = 10_000;
/** A caller's budget of calls, of which one kind of reads needs most, is whole again after that. */
const BUDGET_MS = 2_000;
const CEB_SECONDS_MAX = 10;
const PARTS = 10;

type Read = "order" | "waybill" | "list";
const READ_NAMES = ["order", "waybill", "list"] as const;

/** The call that finds a document of a parcel. */
const CALLS: Readonly<Record<Read, (parcel: number) => readonly [method: string, params: object]>> =
  {
    order: (parcel) => ["customs_order", keysOf(parcel).order],
    waybill: (parcel) => ["customs_waybill", keysOf(parcel).waybill],
    list(parcel) {
      const { agentCode, copNo } = keysOf(parcel).list;
      return ["customs_list", { id: toHex(listId(agentCode, copNo)) }];
    },
  };

/** How fast declarations are matched while a chain grows, how long one is looked for among all of them, and how fast files are read. */
export async function measureDeclarations({ options, say, add, note }: Bench): Promise<void> {
  const { declarations: count, seconds } = options;
  const grown: Grown[] = [];
  const node = await CustomsNode.create((chain, cast) =>
    fillPort(chain, cast, count, (now) => {
      grown.push(now);
      const { parcels, ms } = now;
      const rate = ((1_000 * parcels) / ms).toFixed(0);
      say.now(
        `${parcels} of ${count} declarations, ${rate} a second, ${timeLeft(parcels, count, ms)}`,
      );
    }),
  );
  try {
    const { executorMs, ms } = grown.at(-1)!;
    const size = { note: `${count.toLocaleString("en")} lists` };
    add(
      { id: "declarations", value: (1_000 * count) / executorMs, ...size },
      { id: "declarations-disk", value: (1_000 * count) / ms, ...size },
    );
    say(`${count} lists are matched (made in ${(ms / 1_000).toFixed(0)} s)`);
    await sleep(REST_MS);
    const client = new OneByOne(node.rpc);
    for (const name of READ_NAMES) {
      say(`${READS} reads of ${name}`);
      await sleep(BUDGET_MS);
      const found = await readAnywhere(client, name, count);
      add(
        { id: `${name}-p50`, value: quantile(found, 0.5), ...size },
        { id: `${name}-p99`, value: quantile(found, 0.99), ...size },
      );
    }
    client.close();
    note(textOf(grown, node));
  } finally {
    await node.remove();
  }
  say("files of customs' messages");
  const forMs = 1_000 * Math.min(CEB_SECONDS_MAX, seconds);
  for (const orders of [1, 100]) {
    add({ id: `ceb-${orders}`, value: cebFilesPerSecond(orders, forMs) });
  }
}

/** Milliseconds of reads of one kind, of documents anywhere on the chain. */
async function readAnywhere(client: OneByOne, name: Read, count: number): Promise<number[]> {
  const random = numbers(1 + READ_NAMES.indexOf(name));
  const found: number[] = [];
  for (let i = 0; i < WARM_UP + READS; i++) {
    const ms = await client.call(...CALLS[name](random() % count));
    if (i >= WARM_UP) found.push(ms);
  }
  return found;
}

function textOf(grown: readonly Grown[], { startMs, residentMb, databaseMb }: CustomsNode): string {
  const executor = grown.map(({ parcels, executorMs }) => ({ count: parcels, ms: executorMs }));
  const all = grown.map(({ parcels, ms }) => ({ count: parcels, ms }));
  const parts = Math.min(PARTS, grown.length);
  const list = (points: readonly Point[]): string =>
    partRates(points, parts)
      .map((one) => one.toFixed(0))
      .join(", ");
  return [
    `declarations, lists matched a second, ${parts} parts of the chain one after the other: executor ${list(executor)};`,
    `  with everything ${list(all)}`,
    `  the node on this chain: ${databaseMb.toFixed(0)} MB on disk, serves ${(startMs / 1_000).toFixed(1)} s after its start, ${residentMb.toFixed(0)} MB of memory after the reads`,
  ].join("\n");
}
