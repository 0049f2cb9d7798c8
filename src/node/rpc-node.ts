import type { Genesis } from "../chain/genesis.ts";
import type { Receipt } from "../chain/receipt.ts";
import { validatorsOf } from "../chain/epoch.ts";
import type { ValidatorSet } from "../chain/validator-set.ts";
import type { Evidence } from "../consensus/ports.ts";
import type { ReadTransaction } from "../execution/read-transaction.ts";
import type { Refusal } from "../execution/refusals.ts";
import type { Pool } from "../mempool/pool.ts";
import type { PeerHost } from "../p2p/host.ts";
import { toHex } from "../primitives/bytes.ts";
import type { CommittedBlock, RpcContext, Submitted, TransactionStatus } from "../rpc/context.ts";
import { proveKey } from "../state/authenticated-map/prove.ts";
import { epochs } from "../transactions/council/records.ts";
import type { Admission, Admitted } from "./admission.ts";
import type { ChainStore } from "./chain-store.ts";
import type { Metrics } from "./metrics.ts";

export interface RpcNodeOptions {
  readonly name: string;
  readonly version: string;
  readonly genesis: Genesis;
  readonly chainId: Uint8Array;
  /** Those of the epoch that this node is in. */
  readonly validators: () => ValidatorSet;
  readonly chain: ChainStore;
  readonly pool: Pool;
  readonly admission: Admission;
  readonly host: PeerHost;
  readonly metrics: Metrics;
  readonly consensus: RpcContext["consensus"];
  readonly evidence: () => readonly Evidence[];
  readonly behindBlocks: () => number;
  readonly evaluatePersons: RpcContext["evaluatePersons"];
  /** Tells the network and consensus of a transaction that came in here. */
  readonly submitted: (value: ReadTransaction) => void;
}

/** Refusals of ids are remembered for `tx_get`, so that a sender that lost the answer can ask again. */
const REFUSALS_MAX = 10_000;

/** The node as its JSON-RPC server sees it. */
export function createRpcNode(options: RpcNodeOptions): RpcContext & {
  announce(block: CommittedBlock): void;
} {
  const { chain, pool, admission, host } = options;
  const listeners = new Set<(block: CommittedBlock) => void>();
  const refusals = new Map<string, Refusal>();

  const statusOf = (id: Uint8Array): TransactionStatus => {
    const place = chain.place(id);
    if (place !== undefined) return { status: "committed", ...place };
    const key = toHex(id);
    if (pool.has(key)) return { status: "pending" };
    const refused = refusals.get(key);
    if (refused === undefined) return { status: "unknown" };
    if (refused.code === "EXPIRED") return { status: "expired" };
    return { status: "rejected", refusal: refused };
  };

  const submit = async (bodies: readonly Uint8Array[]): Promise<Submitted[]> => {
    const admitted = await admission.admitMany(bodies, host.peerId);
    return admitted.map(answerTo);
  };

  const answerTo = (admitted: Admitted): Submitted => {
    if (admitted.ok) {
      if (admitted.fresh) options.submitted(admitted.value);
      return { status: "pending", id: admitted.value.transaction.id };
    }
    const { refusal, id } = admitted;
    if (refusal.code === "ALREADY_COMMITTED" && id !== undefined) {
      const place = chain.place(id);
      return place === undefined
        ? { status: "pending", id } // its block is on its way to the disk
        : { status: "committed", ...place, id };
    }
    if (id !== undefined && refusal.code === "EXPIRED" && refusals.has(toHex(id))) {
      return { status: "expired", id }; // sent again: the answer is the status
    }
    if (id !== undefined) remember(refusals, toHex(id), refusal);
    return { status: "rejected", refusal };
  };

  return {
    genesis: options.genesis,
    chainId: options.chainId,
    self: {
      name: options.name,
      version: options.version,
      peerId: host.peerId,
      addresses: () => host.addresses(),
    },
    peers: () => host.peers(),
    consensus: options.consensus,
    validators: options.validators,
    validatorsOf(epoch) {
      const record = epochs.read(chain.store, epoch);
      return record === undefined ? undefined : validatorsOf(record);
    },
    parameters: () => chain.epoch.constitution.parameters,
    evidence: options.evidence,
    chain,
    ledger: chain.store,
    entries: (prefix, range) => chain.store.rangeState(prefix, range),
    proveState(key) {
      const { height } = chain.head();
      const proof = proveKey(chain.store.tree, key);
      return { height, value: chain.store.get(key), proof };
    },
    submit,
    simulate: (bytes): Receipt | Refusal => admission.simulate(bytes, chain.head().height + 1),
    status: statusOf,
    evaluatePersons: options.evaluatePersons,
    pool: () => ({ transactions: pool.size, bytes: pool.bytes }),
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    metrics: () => options.metrics.registry.metrics(),
    health: () => health(options),
    announce(block) {
      for (const listener of listeners) listener(block);
    },
  };
}

function remember(refusals: Map<string, Refusal>, key: string, refusal: Refusal): void {
  refusals.set(key, refusal);
  if (refusals.size <= REFUSALS_MAX) return;
  const [oldest] = refusals.keys();
  refusals.delete(oldest!);
}

function health(options: RpcNodeOptions): ReturnType<RpcContext["health"]> {
  const { host, behindBlocks } = options;
  const { validators } = options.validators();
  const connected = new Set(host.peers().map(({ peerId }) => peerId));
  connected.add(host.peerId);
  const connectedValidators = validators.filter(({ peerId }) => connected.has(peerId)).length;
  const figures = { behindBlocks: behindBlocks(), connectedValidators };
  const reason = complaint(options, connectedValidators);
  return reason === undefined ? figures : { ...figures, reason };
}

/** What keeps this node from being ready; undefined if nothing does. */
function complaint(options: RpcNodeOptions, connected: number): string | undefined {
  const { chain } = options;
  const { quorum } = options.validators();
  if (connected < quorum) {
    return `connected to ${connected} validators, itself included; blocks need ${quorum}`;
  }
  const { emptyBlockIntervalMs, timeoutCapMs } = chain.epoch.constitution.parameters;
  const ageMs = Date.now() - chain.head().header.timeMs;
  if (ageMs > 2 * emptyBlockIntervalMs + timeoutCapMs) return `the newest block is ${ageMs} ms old`;
  return undefined;
}
