import { mkdirSync } from "node:fs";

import { chainIdOf, firstValidators, type Genesis } from "../chain/genesis.ts";
import { indexOfKey } from "../chain/validator-set.ts";
import { Driver } from "../consensus/driver.ts";
import { defaultTiming, type Timing } from "../consensus/timing.ts";
import type { Note } from "../consensus/ports.ts";
import { BlockTree, type ExecutedBlock } from "../execution/block-tree.ts";
import { BodyCache } from "../mempool/body-cache.ts";
import { Pool } from "../mempool/pool.ts";
import { createPeerHost, type PeerHost } from "../p2p/host.ts";
import { toHex } from "../primitives/bytes.ts";
import { createRpcServer, type RpcServer } from "../rpc/server.ts";
import { openStore } from "../state/store.ts";
import { Admission } from "./admission.ts";
import { Alarms, createClock } from "./alarm.ts";
import { ChainStore } from "./chain-store.ts";
import type { NodeConfig } from "./config.ts";
import { databasePath, journalPath } from "./first-journal.ts";
import { GossipBatches } from "./gossip-batches.ts";
import { JournalFile } from "./journal-file.ts";
import { loadKey, type NodeKey } from "./node-keys.ts";
import type { NodeLog } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { NodeError } from "./node-error.ts";
import { ReplicaChain } from "./replica-chain.ts";
import { createRpcNode } from "./rpc-node.ts";
import { VERSION } from "./version.ts";

export interface RunningNode {
  readonly rpcUrl: string;
  readonly peerId: string;
  height(): number;
  stop(): Promise<void>;
}

export interface NodeOptions {
  readonly config: NodeConfig;
  readonly genesis: Genesis;
  readonly log: NodeLog;
  /** Opens key files. */
  readonly passphrase: string;
  /** Something failed that the node must not survive: a full disk, a broken promise. */
  onFatal(error: Error): void;
}

/** Wires a node together and starts it: disk, then consensus, then network, then JSON-RPC. */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const { config, genesis, log, passphrase, onFatal } = options;
  const chainId = chainIdOf(genesis);
  const validators = firstValidators(genesis);
  const clock = createClock();
  const { lifetimeMs } = genesis.parameters;
  const networkKey = await loadKey(config.keys.network, passphrase);
  const validatorKey =
    config.keys.validator === undefined
      ? undefined
      : await loadKey(config.keys.validator, passphrase);
  const self = validatorKey && indexOfKey(validators, validatorKey.publicKey);
  if (self === -1) throw notAMember();

  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const store = await openStore(databasePath(config.data));
  const closers: (() => Promise<void> | void)[] = [() => store.close()];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };

  try {
    const chain = await ChainStore.open(store, genesis);
    const recent = chain.recentIds(lifetimeMs);
    const head = chain.tip;
    const tree = new BlockTree({ lifetimeMs, validators: validators.hash, store, head, recent });
    const pool = new Pool();
    const bodies = new BodyCache();
    const metrics = new Metrics();
    const admission = new Admission({
      chainId,
      lifetimeMs,
      pool,
      bodies,
      ledger: store,
      committedTimeMs: () => chain.head().header.timeMs,
      isCommitted: (id) => chain.place(id) !== undefined,
      nowMs: clock.nowMs,
    });
    const timing = timingOf(genesis);
    const replicaChain = new ReplicaChain({
      tree,
      chain,
      pool,
      bodies,
      admission,
      gossipMs: timing.gossipMs,
      nowMs: clock.nowMs,
      onCommitted: (final) => announce(final),
      onFailure: onFatal,
    });

    const host = await createPeerHost({
      seed: networkKey.seed,
      listen: config.p2p.listen,
      bootstrap: config.p2p.bootstrap,
      members: validators.validators.map(({ peerId, name }) => ({ peerId, name, validator: true })),
      chainId,
      log: log.child({ part: "p2p" }),
    });
    const journal = new JournalFile(journalPath(config.data), onFatal);
    const alarms = new Alarms(clock, (name) => guard(onFatal, () => driver.timer(name)));
    const driver: Driver = new Driver({
      membership: { chainId, validators, self },
      timing,
      journal: JournalFile.read(journalPath(config.data)),
      ports: {
        journal,
        network: host,
        timers: alarms,
        clock,
        chain: replicaChain,
        signer: { sign: (message) => signerOf(validatorKey).sign(message) },
        events: { note: (note) => hear(note) },
      },
    });
    closers.push(() => {
      driver.stop();
      alarms.clearAll();
      journal.close();
    });

    const hear = (note: Note): void => {
      metrics.note(note);
      logNote(log, note);
    };
    const arrived = oncePerTurn(() => guard(onFatal, () => driver.transactionsChanged()));
    const batches = joinNetwork(host, driver, admission, replicaChain, { arrived, onFatal, log });
    closers.push(() => batches.stop());

    const rpcNode = createRpcNode({
      name: config.name,
      version: VERSION,
      genesis,
      chainId,
      validators,
      chain,
      pool,
      admission,
      host,
      metrics,
      consensus: () => ({
        epoch: validators.epoch,
        view: driver.replica.view,
        role: driver.replica.standing.kind === "voting" ? "validator" : "observer",
      }),
      evidence: () => driver.replica.evidence,
      behindBlocks: () => behind(driver),
      submitted(value, bytes) {
        replicaChain.sawBody(value);
        batches.publish(bytes);
        arrived();
      },
    });
    const announce = (final: readonly ExecutedBlock[]): void => {
      for (const one of final) {
        const { header, receipts, transactions } = one;
        metrics.committed(header.height, receipts, clock.nowMs() - header.timeMs);
        metrics.brokenInvariants(one.brokenInvariants.length);
        if (one.brokenInvariants.length > 0)
          log.error({ invariants: one.brokenInvariants }, "invariant broken");
        log.info({ height: header.height, transactions: transactions.length }, "committed");
        rpcNode.announce({
          height: header.height,
          digest: one.digest,
          block: one.block,
          transactions: transactions.map(({ transaction }) => transaction),
          receipts,
        });
      }
    };
    observe(metrics, pool, host);

    guard(onFatal, () => driver.start());
    await host.start();
    closers.push(() => host.stop());
    const { host: address, port } = config.rpc;
    const rpc: RpcServer = await createRpcServer({
      context: rpcNode,
      host: address,
      port,
      log: log.child({ part: "rpc" }),
      registry: metrics.registry,
    });
    closers.push(() => rpc.close());
    const height = (): number => chain.head().height;
    return { rpcUrl: rpc.url, peerId: host.peerId, height, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Transactions come in bursts, and consensus looks through the pool each time that it hears of some. */
function oncePerTurn(work: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      work();
    });
  };
}

/** Blocks are at most one a view, so the views between the best certificate known and the head bound what is missing. */
function behind({ replica: { committed, head } }: Driver): number {
  return Math.max(0, committed.view - head.view);
}

interface NetworkHooks {
  /** Transactions came in. */
  arrived(): void;
  onFatal(error: Error): void;
  readonly log: NodeLog;
}

/** Connects consensus and pool with the peers. */
function joinNetwork(
  host: PeerHost,
  driver: Driver,
  admission: Admission,
  chain: ReplicaChain,
  { arrived, onFatal }: NetworkHooks,
): GossipBatches {
  host.onMessage((from, bytes) => {
    guard(onFatal, () => {
      if (!driver.receive(from, bytes)) host.penalise(from, "a message that does not decode");
    });
  });
  host.onConnect((peer) => guard(onFatal, () => driver.connected(peer)));
  return new GossipBatches(host, (bytes) => {
    const admitted = admission.admit(bytes);
    if (admitted.ok && admitted.fresh) {
      chain.sawBody(admitted.value);
      arrived();
    }
    return admitted;
  });
}

/** What consensus throws is a broken promise of our own: the node stops before it says anything it does not mean. */
function guard(onFatal: (error: Error) => void, work: () => void): void {
  try {
    work();
  } catch (error) {
    onFatal(error as Error);
  }
}

function timingOf({ parameters }: Genesis): Timing {
  const { baseTimeoutMs, timeoutCapMs, retransmitMs, silenceMs, aheadMs, behindMs } = parameters;
  const { emptyBlockIntervalMs } = parameters;
  return {
    ...defaultTiming,
    baseTimeoutMs,
    timeoutCapMs,
    retransmitMs,
    silenceMs,
    aheadMs,
    behindMs,
    emptyBlockIntervalMs,
  };
}

function observe(metrics: Metrics, pool: Pool, host: PeerHost): void {
  metrics.observe("pool_transactions", "Transactions that wait for a block.", () => pool.size);
  metrics.observe("pool_bytes", "Their bytes.", () => pool.bytes);
  metrics.observe("peers", "Connected members.", () => host.peers().length);
  for (const name of Object.keys(host.counters())) {
    const metric = `p2p_${name.replace(/[A-Z.-]/g, (c) => `_${c.toLowerCase()}`).replace(/[^a-z0-9_]/g, "_")}`;
    metrics.observe(metric, `Network counter ${name}.`, () => host.counters()[name] ?? 0);
  }
}

function logNote(log: NodeLog, note: Note): void {
  switch (note.kind) {
    case "view":
      return log.debug({ view: note.view, primary: note.primary }, "view entered");
    case "prepared":
    case "committed":
      return log.debug({ view: note.view, digest: toHex(note.digest) }, note.kind);
    case "view-change":
      return log.warn({ view: note.view, reason: note.reason }, "gave a view up");
    case "skipped":
      return log.warn({ view: note.view }, "view skipped");
    case "unacceptable":
      return log.warn({ view: note.view, problem: note.problem }, "proposal refused");
    case "evidence":
      return log.error({ validator: note.evidence.validator }, "a validator voted twice");
    case "observing":
      return log.warn({ reason: note.reason, voteAbove: note.voteAbove }, "observing, not voting");
    case "fault":
      return log.error(
        { reason: note.reason },
        "this node disagrees with a quorum and stopped voting",
      );
  }
}

function signerOf(key: NodeKey | undefined): NodeKey {
  if (key === undefined)
    throw new NodeError("NOT_A_MEMBER", "An observer has no key to vote with.");
  return key;
}

function notAMember(): NodeError {
  const message =
    "The validator key is not in the genesis validator set. Name the key that the council registered, or leave keys.validator out to observe.";
  return new NodeError("NOT_A_MEMBER", message);
}
