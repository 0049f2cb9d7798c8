import { existsSync } from "node:fs";

import { firstValidators, chainIdOf, type Genesis } from "../../chain/genesis.ts";
import { createPeerHost, type Member } from "../../p2p/host.ts";
import { openStore } from "../../state/store.ts";
import { validatorsOf } from "../../chain/epoch.ts";
import { ChainStore } from "../chain-store.ts";
import type { NodeConfig } from "../config.ts";
import { databasePath } from "../first-journal.ts";
import type { NodeLog } from "../log.ts";
import { membersOf } from "../members.ts";
import type { JoinProgress } from "./download.ts";
import { joinFromSnapshot } from "./join.ts";

export interface BeforeStartOptions {
  readonly config: NodeConfig;
  readonly genesis: Genesis;
  /** Of the network key. */
  readonly seed: Uint8Array;
  readonly log: NodeLog;
  readonly nowMs: number;
  readonly onProgress: (progress: JoinProgress) => void;
}

/** What the data directory has, as far as joining asks. */
interface Standing {
  readonly height: number;
  /** Of the head. */
  readonly ageMs: number;
  readonly lifetimeMs: number;
  readonly members: readonly Member[];
}

/**
 * Before a node opens its chain: gets it from a snapshot if there is none or if it is too old to go on from. With a network of its own,
 * which ends before the node's begins.
 */
export async function joinBeforeStart(options: BeforeStartOptions): Promise<void> {
  const { config, genesis, seed, log, onProgress } = options;
  const { height, ageMs, lifetimeMs, members } = await standingOf(options);
  // Every node keeps a lifetime of blocks, so who was away for less goes on with those.
  if (height > 0 && ageMs < lifetimeMs) return;
  const { listen, bootstrap } = config.p2p;
  const host = await createPeerHost({
    ...{ seed, listen, bootstrap, members, chainId: chainIdOf(genesis) },
    log: log.child({ part: "p2p" }),
  });
  try {
    await host.start();
    await joinFromSnapshot({
      ...{ genesis, height, host, onProgress, data: config.data },
      log: log.child({ part: "snapshot" }),
    });
  } finally {
    await host.stop();
  }
}

async function standingOf({ config, genesis, nowMs }: BeforeStartOptions): Promise<Standing> {
  const path = databasePath(config.data);
  if (!existsSync(path)) {
    const members = firstValidators(genesis).validators.map(({ peerId, name }) => {
      return { peerId, name, validator: true };
    });
    const { lifetimeMs } = genesis.parameters;
    return { height: 0, ageMs: nowMs - genesis.timeMs, lifetimeMs, members };
  }
  const store = await openStore(path);
  try {
    const chain = await ChainStore.open(store, genesis);
    const { header } = chain.head();
    const members = membersOf(store, validatorsOf(chain.epoch));
    const { lifetimeMs } = chain.epoch.constitution.parameters;
    return { height: header.height, ageMs: nowMs - header.timeMs, lifetimeMs, members };
  } finally {
    await store.close();
  }
}
