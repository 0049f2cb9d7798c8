import { mkdirSync } from "node:fs";

import { chainIdOf, type Genesis } from "../chain/genesis.ts";
import type { ClockPort } from "../consensus/ports.ts";
import { BlockTree } from "../execution/block-tree.ts";
import { BodyCache } from "../mempool/body-cache.ts";
import { Pool } from "../mempool/pool.ts";
import { openStore } from "../state/store.ts";
import { Admission } from "./admission.ts";
import { ChainStore } from "./chain-store.ts";
import { databasePath } from "./first-journal.ts";
import { checkHere, type CheckSignatures } from "./signatures/checks.ts";

/** Disk, tree of blocks, pool: everything of a node that knows no peer. */
export interface LedgerParts {
  readonly chain: ChainStore;
  readonly tree: BlockTree;
  readonly pool: Pool;
  readonly bodies: BodyCache;
  readonly admission: Admission;
}

export interface LedgerOptions {
  /** Blocks older than so many are taken away; none are by default. */
  readonly keepBlocks?: number | undefined;
  /** On the event loop by default. */
  readonly checkSignatures?: CheckSignatures;
}

/** Opens the chain in a data directory, at the height where it stands. Throws `StoreError` or `NodeError`. */
export async function openLedger(
  data: string,
  genesis: Genesis,
  clock: ClockPort,
  { keepBlocks, checkSignatures = checkHere }: LedgerOptions = {},
): Promise<LedgerParts> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const store = await openStore(databasePath(data));
  try {
    const chain = await ChainStore.open(store, genesis, keepBlocks);
    const recent = chain.recentIds();
    const tree = new BlockTree({ store, head: chain.tip, recent });
    const pool = new Pool();
    const bodies = new BodyCache();
    const admission = new Admission({
      chainId: chainIdOf(genesis),
      pool,
      bodies,
      ledger: store,
      committedTimeMs: () => chain.head().header.timeMs,
      constitution: () => chain.epoch.constitution,
      // What is valid yet is among the recent ids if it is committed: the disk is asked about the others only.
      isCommitted: ({ id, transaction }) =>
        recent.has(id) ||
        (transaction.body.validUntil < chain.head().header.timeMs &&
          chain.place(transaction.id) !== undefined),
      nowMs: () => clock.nowMs(),
      checkSignatures,
    });
    return { chain, tree, pool, bodies, admission };
  } catch (error) {
    await store.close();
    throw error;
  }
}
