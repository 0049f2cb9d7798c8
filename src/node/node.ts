import { validatorsOf } from "../chain/epoch.ts";
import { chainIdOf, type Genesis } from "../chain/genesis.ts";
import { PROTOCOL_VERSION } from "../chain/protocol-version.ts";
import type { Replica } from "../consensus/replica.ts";
import type { ExecutedBlock } from "../execution/block-tree.ts";
import { createPeerHost, type PeerHost } from "../p2p/host.ts";
import { addPortal } from "../portal/portal.ts";
import { createRpcServer } from "../rpc/server.ts";
import { createClock } from "./alarm.ts";
import type { ChainStore } from "./chain-store.ts";
import type { NodeConfig } from "./config.ts";
import { committedBlock } from "./committed-block.ts";
import { contentsOf, startLetters } from "./letters/start.ts";
import { openLedger } from "./ledger-parts.ts";
import type { NodeLog } from "./log.ts";
import { membersOf, MemberWatch } from "./members.ts";
import { Metrics } from "./metrics.ts";
import { NodeError } from "./node-error.ts";
import { loadKey } from "./node-keys.ts";
import { logNote, observe } from "./observe.ts";
import { startPersons } from "./persons/start.ts";
import { ReplicaNode } from "./replica.ts";
import { createRpcNode } from "./rpc-node.ts";
import { joinBeforeStart } from "./snapshot/before-start.ts";
import type { JoinProgress } from "./snapshot/download.ts";
import { KeptWatch } from "./snapshot/kept-watch.ts";
import { SignatureThreads } from "./signatures/checks.ts";
import { SnapshotServing } from "./snapshot/serving.ts";
import { VERSION } from "./version.ts";
import { loadVoter } from "./voter.ts";

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
  /** How far a start from a snapshot is. */
  readonly onJoining: (progress: JoinProgress) => void;
  /** Something failed that the node must not survive: a full disk, a broken promise. */
  readonly onFatal: (error: Error) => void;
}

/** Wires a node together and starts it: disk, then consensus, then network, then JSON-RPC. Stops in reverse. */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const closers: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return { ...(await start(options, closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  { config, genesis, log, passphrase, onFatal, onJoining: onProgress }: NodeOptions,
  closers: (() => Promise<void> | void)[],
): Promise<Omit<RunningNode, "stop">> {
  const { keys, p2p, rpc, data, name } = config;
  const chainId = chainIdOf(genesis);
  const clock = createClock();
  const nowMs = (): number => clock.nowMs();
  const networkKey = await loadKey(keys.network, passphrase);
  const voter = await loadVoter({
    ...{ keys, passphrase, onFatal },
    log: log.child({ part: "signer" }),
  });
  closers.push(() => voter?.stop());

  const { seed } = networkKey;
  await joinFirst({ config, genesis, log, onProgress, seed, nowMs: nowMs() });
  const threads = new SignatureThreads();
  const { keepBlocks } = config.chain;
  const { check: checkSignatures } = threads;
  const ledger = await openLedger(data, genesis, clock, { keepBlocks, checkSignatures });
  const { chain } = ledger;
  closers.push(() => chain.store.close());
  closers.push(() => threads.stop());
  requireVersion(chain.epoch.constitution.protocolVersion, chain.head().height);
  const members = membersOf(chain.store, validatorsOf(chain.epoch));
  const host = await createPeerHost({
    ...{ ...p2p, seed, members, chainId },
    log: log.child({ part: "p2p" }),
  });
  const memberWatch = new MemberWatch(host, chain.store, members, nowMs);
  const serving = new SnapshotServing(host, chain, chainId);
  closers.push(() => serving.stop());
  const metrics = new Metrics();
  const onCommitted = (final: readonly ExecutedBlock[]): void => {
    for (const one of final) {
      report(one, metrics, log, clock.nowMs());
      rpcNode.announce(committedBlock(one));
    }
    serving.committed();
    memberWatch.update(driver.replica.setup.validators, chain.head().header.timeMs);
  };
  const onNote: ConstructorParameters<typeof ReplicaNode>[0]["onNote"] = (note) => {
    metrics.note(note);
    logNote(log, note);
    if (note.kind !== "epoch") return;
    requireVersion(note.protocolVersion, note.height);
    memberWatch.update(note.validators, chain.head().header.timeMs);
  };
  const replica = new ReplicaNode({
    ...{ genesis, data, clock, ledger, host, voter },
    ...{ onNote, onCommitted, onFatal },
  });
  closers.push(() => replica.stop());
  const { driver } = replica;
  const shared = { host, ledger: chain.store, log, nowMs };
  const persons = await startPersons({ ...shared, config, passphrase, metrics });
  closers.push(() => persons.stop());
  const rpcNode = createRpcNode({
    ...{ name, version: VERSION, genesis, chainId, host, metrics },
    ...ledger,
    consensus: () => ({
      epoch: driver.replica.setup.validators.epoch,
      view: driver.replica.view,
      role: isVoting(driver.replica) ? "validator" : "observer",
    }),
    validators: () => driver.replica.setup.validators,
    evidence: () => driver.replica.evidence,
    behindBlocks: () => replica.behindBlocks,
    evaluatePersons: (...asked) => persons.evaluate(...asked),
    submitted: (value) => replica.submitted(value),
  });
  observe(metrics, ledger.pool, host);
  metrics.observe("snapshots_open", "States held open for nodes that join.", () => serving.open);
  const keptWatch = watchKept({ host, chain, replica, config, onFatal });
  closers.push(() => keptWatch.stop());

  const ownEnds = { config, passphrase, seed, metrics };
  const letters = await startLetters(ownEnds, { ...shared, chainId });
  closers.push(() => letters?.stop());
  replica.start();
  closers.push(() => host.stop());
  await host.start();
  const server = await createRpcServer({
    ...{ context: rpcNode, host: rpc.host, port: rpc.port, registry: metrics.registry },
    log: log.child({ part: "rpc" }),
    ...(letters && { letters: contentsOf(letters) }),
    extend: addPortal,
  });
  closers.push(() => server.close());
  return { rpcUrl: server.url, peerId: host.peerId, height: () => chain.head().height };
}

/** A node without a chain that is to begin with a snapshot fetches it before anything else. */
async function joinFirst(parts: Parameters<typeof joinBeforeStart>[0]): Promise<void> {
  if (parts.config.chain.joinFrom === "snapshot") await joinBeforeStart(parts);
}

function watchKept(parts: {
  readonly host: PeerHost;
  readonly chain: ChainStore;
  readonly replica: ReplicaNode;
  readonly config: NodeConfig;
  readonly onFatal: (error: Error) => void;
}): KeptWatch {
  const { host, chain, replica, config, onFatal } = parts;
  return new KeptWatch({
    ...{ host, joinFrom: config.chain.joinFrom, onGone: onFatal },
    height: () => chain.head().height,
    isBehind: () => replica.behindBlocks > 0,
    validators: () => replica.driver.replica.setup.validators,
  });
}

function isVoting({ setup, standing }: Replica): boolean {
  return setup.self !== undefined && standing.kind === "voting";
}

/** Architecture 13: a node that lacks an epoch's rules stops before its first block. */
function requireVersion(version: number, height: number): void {
  if (version <= PROTOCOL_VERSION) return;
  const message =
    `from height ${height + 1} on, blocks follow protocol version ${version}, and this program knows ` +
    `versions up to ${PROTOCOL_VERSION}. Install a release that knows it and start the node again: nothing is lost.`;
  throw new NodeError("UPGRADE_NEEDED", message, { version, known: PROTOCOL_VERSION });
}

function report(one: ExecutedBlock, metrics: Metrics, log: NodeLog, nowMs: number): void {
  const { header, receipts, transactions, brokenInvariants } = one;
  metrics.committed(header.height, receipts, nowMs - header.timeMs);
  metrics.brokenInvariants(brokenInvariants.length);
  if (brokenInvariants.length > 0) log.error({ invariants: brokenInvariants }, "invariant broken");
  log.info({ height: header.height, transactions: transactions.length }, "committed");
}
