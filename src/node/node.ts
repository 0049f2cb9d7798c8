import { chainIdOf, firstValidators, type Genesis } from "../chain/genesis.ts";
import type { ExecutedBlock } from "../execution/block-tree.ts";
import { createPeerHost } from "../p2p/host.ts";
import type { CommittedBlock } from "../rpc/context.ts";
import { createRpcServer } from "../rpc/server.ts";
import { createClock } from "./alarm.ts";
import type { NodeConfig } from "./config.ts";
import { openLedger } from "./ledger-parts.ts";
import type { NodeLog } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { loadKey } from "./node-keys.ts";
import { logNote, observe } from "./observe.ts";
import { ReplicaNode } from "./replica.ts";
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
  { config, genesis, log, passphrase, onFatal }: NodeOptions,
  closers: (() => Promise<void> | void)[],
): Promise<Omit<RunningNode, "stop">> {
  const { keys, p2p, rpc, data, name } = config;
  const chainId = chainIdOf(genesis);
  const validators = firstValidators(genesis);
  const clock = createClock();
  const networkKey = await loadKey(keys.network, passphrase);
  const key = keys.validator === undefined ? undefined : await loadKey(keys.validator, passphrase);

  const ledger = await openLedger(data, genesis, clock);
  const { chain } = ledger;
  closers.push(() => chain.store.close());
  const host = await createPeerHost({
    seed: networkKey.seed,
    listen: p2p.listen,
    bootstrap: p2p.bootstrap,
    members: validators.validators.map((one) => ({ ...one, validator: true })),
    chainId,
    log: log.child({ part: "p2p" }),
  });
  const metrics = new Metrics();
  const onCommitted = (final: readonly ExecutedBlock[]): void => {
    for (const one of final) {
      report(one, metrics, log, clock.nowMs());
      rpcNode.announce(committedBlock(one));
    }
  };
  const onNote: ConstructorParameters<typeof ReplicaNode>[0]["onNote"] = (note) => {
    metrics.note(note);
    logNote(log, note);
  };
  const replica = new ReplicaNode({
    ...{ genesis, data, clock, ledger, host, key },
    ...{ onNote, onCommitted, onFatal },
  });
  closers.push(() => replica.stop());
  const { driver } = replica;
  const rpcNode = createRpcNode({
    ...{ name, version: VERSION, genesis, chainId, validators, host, metrics },
    ...ledger,
    consensus: () => ({
      epoch: validators.epoch,
      view: driver.replica.view,
      role: driver.replica.standing.kind === "voting" ? "validator" : "observer",
    }),
    evidence: () => driver.replica.evidence,
    behindBlocks: () => replica.behindBlocks,
    submitted: (value) => replica.submitted(value),
  });
  observe(metrics, ledger.pool, host);

  replica.start();
  closers.push(() => host.stop());
  await host.start();
  const { registry } = metrics;
  const server = await createRpcServer({
    ...{ context: rpcNode, host: rpc.host, port: rpc.port, registry },
    log: log.child({ part: "rpc" }),
  });
  closers.push(() => server.close());
  return { rpcUrl: server.url, peerId: host.peerId, height: () => chain.head().height };
}

function report(one: ExecutedBlock, metrics: Metrics, log: NodeLog, nowMs: number): void {
  const { header, receipts, transactions, brokenInvariants } = one;
  metrics.committed(header.height, receipts, nowMs - header.timeMs);
  metrics.brokenInvariants(brokenInvariants.length);
  if (brokenInvariants.length > 0) log.error({ invariants: brokenInvariants }, "invariant broken");
  log.info({ height: header.height, transactions: transactions.length }, "committed");
}

function committedBlock({
  header,
  digest,
  block,
  transactions,
  receipts,
}: ExecutedBlock): CommittedBlock {
  return {
    height: header.height,
    digest,
    block,
    transactions: transactions.map(({ transaction }) => transaction),
    receipts,
  };
}
