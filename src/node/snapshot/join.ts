import { existsSync, renameSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import type { Genesis } from "../../chain/genesis.ts";
import type { PeerHost } from "../../p2p/host.ts";
import type { PeerLog } from "../../p2p/log.ts";
import { PeerError } from "../../p2p/peer-error.ts";
import { openStore } from "../../state/store.ts";
import { databasePath } from "../first-journal.ts";
import { syncDirectory } from "../synced-file.ts";
import { BadSnapshot } from "./bad-snapshot.ts";
import { Download, type JoinProgress } from "./download.ts";
import { ask, whatIsKept } from "./exchange.ts";
import { snapshotLimits } from "./limits.ts";

export interface JoinOptions {
  readonly genesis: Genesis;
  readonly data: string;
  /** Height of the chain that is here; 0 if there is none. */
  readonly height: number;
  /** Listens and dials; nothing else uses it meanwhile. */
  readonly host: Pick<PeerHost, "peers" | "request" | "penalise">;
  readonly log: Pick<PeerLog, "info" | "warn">;
  readonly onProgress: (progress: JoinProgress) => void;
}

/** Of a store that is filled and then closed: the nodes of a few million entries. */
const TREE_MEMORY_BYTES = 512 << 20;

/**
 * Puts a snapshot of the chain in the place of what is in the data directory, if that is the way to the head. Asks until a peer
 * could give it whole; what was here stays until then. Resolves with the height at which the node is to go on.
 */
export async function joinFromSnapshot(options: JoinOptions): Promise<number> {
  const { data, height, log } = options;
  const path = `${databasePath(data)}.joining`;
  const liars = new Set<string>();
  for (;;) {
    const offers = await offersOf(options);
    if (!isWorthIt(height, offers)) return height;
    for (const { peer } of offers.filter((one) => one.height > height && !liars.has(one.peer))) {
      try {
        const joined = await download(options, peer, path);
        replaceDatabase(data, path);
        log.info({ height: joined, peer }, "joined from a snapshot");
        return joined;
      } catch (error) {
        rmSync(path, { recursive: true, force: true });
        if (error instanceof BadSnapshot) liars.add(peer);
        report(options, peer, error);
      }
    }
    await sleep(snapshotLimits.againMs);
  }
}

/** What a peer has: how far it is, and whether it still has the block that this node needs next. */
interface Offer {
  readonly peer: string;
  readonly height: number;
  readonly hasNext: boolean;
}

/** Of all that are connected, the farthest first. */
async function offersOf({ height, host, log }: JoinOptions): Promise<Offer[]> {
  if (host.peers().length === 0) log.info({}, "waiting for a peer to join from");
  while (host.peers().length === 0) await sleep(100);
  await sleep(snapshotLimits.gatherMs);
  const answers = await Promise.allSettled(
    host.peers().map(async ({ peerId: peer }) => ({
      peer,
      ...(await ask(host, peer, whatIsKept, { height })),
    })),
  );
  const offers = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  return offers.sort((a, b) => b.height - a.height);
}

/**
 * Blocks bring more than a snapshot, since they come with their histories: a node that has some already goes on with them as
 * long as most peers keep them, and a short chain is had from genesis as fast.
 */
function isWorthIt(height: number, offers: readonly Offer[]): boolean {
  if (offers.length === 0) return true; // nobody has answered yet
  const haveNext = offers.filter(({ hasNext }) => hasNext).length;
  if (2 * haveNext <= offers.length) return true;
  return height === 0 && offers[0]!.height >= snapshotLimits.worthBlocks;
}

async function download(options: JoinOptions, peer: string, path: string): Promise<number> {
  const { host, genesis, onProgress } = options;
  rmSync(path, { recursive: true, force: true }); // of a start that was cut off
  const store = await openStore(path, { treeMemoryBytes: TREE_MEMORY_BYTES });
  try {
    return await new Download({ host, peer, genesis, store, onProgress }).run();
  } finally {
    await store.close();
  }
}

function report({ host, log }: JoinOptions, peer: string, error: unknown): void {
  if (error instanceof BadSnapshot) {
    log.warn({ peer, reason: error.message }, "a peer's snapshot is false");
    host.penalise(peer, `a false snapshot: ${error.message}`);
  } else if (error instanceof PeerError) {
    log.info({ peer, reason: error.message }, "a peer gave no snapshot");
  } else {
    throw error; // the disk, or a mistake of our own
  }
}

/** From here on the new chain is the node's. A crash in between leaves none, and the node joins again. */
function replaceDatabase(data: string, path: string): void {
  const database = databasePath(data);
  const old = `${database}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(database)) renameSync(database, old);
  renameSync(path, database);
  syncDirectory(data);
  rmSync(old, { recursive: true, force: true });
}
