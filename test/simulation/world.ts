import {
  chainIdOf,
  firstValidators,
  type Genesis,
  genesisDigest,
  genesisHeader,
} from "../../src/chain/genesis.ts";
import { peerIdOfKey } from "../../src/chain/peer-id.ts";
import { defaultParameters } from "../../src/chain/parameters.ts";
import { receiptsRoot } from "../../src/chain/receipt.ts";
import { sealTransaction, type Transaction, transactionId } from "../../src/chain/transaction.ts";
import type { ValidatorSet } from "../../src/chain/validator-set.ts";
import { writeGenesisState } from "../../src/execution/genesis-state.ts";
import { accountOfKey, type AccountId, COUNCIL } from "../../src/primitives/account-id.ts";
import { assetId } from "../../src/primitives/asset-id.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { encode } from "../../src/primitives/fields/codec.ts";
import { updateMap } from "../../src/state/authenticated-map/update.ts";
import { Overlay } from "../../src/state/overlay.ts";
import type { Tip } from "../../src/execution/block-tree.ts";
import { operationTypeByName } from "../../src/transactions/table.ts";
import { MemoryState, payment } from "../ledger.ts";
import { type SimulatedKey, simulatedKey } from "./fast-signatures.ts";

/** The largest world has thirteen validators and two spares. */
const PEERS = Array.from({ length: 20 }, (_, i) =>
  peerIdOfKey(simulatedKey(`validator ${i}`).publicKey),
);
const nodes = new Map(PEERS.map((peer, i) => [peer, i]));

/** The peer id of node i, in every world. */
export function peerOf(i: number): string {
  return PEERS[i]!;
}

export function nodeOf(peer: string): number {
  const node = nodes.get(peer);
  if (node === undefined) throw new Error(`${peer} is nobody's peer id`);
  return node;
}

export const START_MS = 1_700_000_000_000;
/** Long, so that one set of signed transactions serves every moment of every run. */
export const LIFETIME_MS = 100_000_000;

/** A network before its first block, the same in every run with as many validators. */
export interface World {
  readonly chainId: Uint8Array;
  /** The validators of genesis; the keys behind theirs are those of nodes that may join them. */
  readonly validators: ValidatorSet;
  readonly keys: readonly SimulatedKey[];
  readonly genesis: Tip;
  /** The state of height 0, to be copied by each node. */
  readonly state: MemoryState;
  /** Signed transaction number i: the first two define and issue money, the others pay. */
  transaction(i: number): Uint8Array;
  /** Its wireHash in hexadecimal. */
  wireHash(i: number): string;
  /** What the whole council signs to end an epoch (C13). Different numbers are different transactions. */
  change(change: Change, number: number): Uint8Array;
}

/** Nodes that gain or lose their vote, and a parameter that changes nothing in a simulation but the epoch. */
export interface Change {
  readonly add?: readonly number[];
  readonly remove?: readonly number[];
  readonly behindMs?: number;
}

const worlds = new Map<string, World>();

/** A world of so many validators, and of so many more nodes that only follow at first. */
export function worldOf(validators: number, spares = 0): World {
  const name = `${validators} ${spares}`;
  const known = worlds.get(name);
  if (known !== undefined) return known;
  const world = createWorld(validators, spares);
  worlds.set(name, world);
  return world;
}

function createWorld(n: number, spares: number): World {
  const keys = Array.from({ length: n + spares }, (_, i) => simulatedKey(`validator ${i}`));
  const members = keys.map(({ publicKey }, i) => ({ name: `v${i}`, publicKey, peerId: peerOf(i) }));
  const gateway = simulatedKey("gateway");
  const alice = simulatedKey("alice");
  const genesis: Genesis = {
    network: "simulation",
    timeMs: START_MS,
    protocolVersion: 1,
    parameters: { ...defaultParameters, lifetimeMs: LIFETIME_MS },
    validators: members.slice(0, n),
    council: keys.map(({ publicKey }) => ({ publicKey, weight: 1 })),
    participants: [
      { ...member("gateway", gateway), roles: ["gateway"] },
      { ...member("alice", alice), roles: ["person"] },
    ],
  };
  const state = new MemoryState();
  const overlay = new Overlay(state);
  writeGenesisState(genesis, overlay);
  const { tree } = updateMap(state.tree, overlay.changes());
  state.commit({ overlay, tree });
  const chainId = chainIdOf(genesis);
  const signed = new Map<number, Transaction>();
  const transaction = (i: number): Transaction => {
    const known = signed.get(i);
    if (known !== undefined) return known;
    const fresh = i === 0 ? issueMoney(chainId, gateway, alice) : pay(chainId, alice, gateway, i);
    signed.set(i, fresh);
    return fresh;
  };
  return {
    chainId,
    validators: firstValidators(genesis),
    keys,
    state,
    genesis: {
      header: genesisHeader(genesis),
      digest: genesisDigest(genesis),
      stateRoot: tree.root,
      receiptsRoot: receiptsRoot([]),
    },
    transaction: (i) => transaction(i).bytes,
    wireHash: (i) => toHex(transaction(i).wireHash),
    change({ add = [], remove = [], behindMs }, number) {
      const orders: Order[] = [
        ...add.map((i): Order => ["council.validator.add", members[i]!]),
        ...remove.map((i): Order => ["council.validator.remove", { name: `v${i}` }]),
      ];
      if (behindMs !== undefined) orders.push(["council.parameters.set", { behindMs }]);
      return sign(chainId, keys, COUNCIL, 1_000_000 + number, orders).bytes;
    },
  };
}

type Order = readonly [type: string, body: object];

function member(name: string, { publicKey }: SimulatedKey) {
  const thresholds = { low: 1, medium: 1, high: 1 };
  const authority = { signers: [{ publicKey, weight: 1 }], thresholds };
  return { name, country: "HK", lei: undefined, authority };
}

function issueMoney(chainId: Uint8Array, gateway: SimulatedKey, alice: SimulatedKey): Transaction {
  const asset = assetId("HKD", accountOfKey(gateway.publicKey));
  const to = accountOfKey(alice.publicKey);
  const amount = { asset, minor: 1_000_000n };
  return sign(chainId, [gateway], accountOfKey(gateway.publicKey), 0, [
    ["asset.define", { code: "HKD", decimals: 2 }],
    ["asset.issue", { to, amount, reference: undefined }],
  ]);
}

function pay(chainId: Uint8Array, from: SimulatedKey, to: SimulatedKey, i: number): Transaction {
  const account = accountOfKey(to.publicKey);
  const uetr = new Uint8Array(16);
  new DataView(uetr.buffer).setUint32(0, i);
  uetr[6] = 0x40;
  uetr[8] = 0x80;
  const body = payment(account, BigInt(i), assetId("HKD", account), uetr);
  const source = accountOfKey(from.publicKey);
  return sign(chainId, [from], source, i, [["payment.transfer", body]]);
}

function sign(
  chainId: Uint8Array,
  by: readonly SimulatedKey[],
  account: AccountId,
  i: number,
  operations: readonly Order[],
): Transaction {
  const nonce = new Uint8Array(16);
  new DataView(nonce.buffer).setUint32(0, i);
  const body = {
    chainId,
    account,
    nonce,
    validUntil: START_MS + LIFETIME_MS,
    operations: operations.map(([name, value]) => {
      const type = operationTypeByName(name)!;
      return { tag: type.tag, source: undefined, body: encode(type.body, value) };
    }),
  };
  const id = transactionId(body);
  const signatures = by.map((key) => ({
    publicKey: key.publicKey,
    signature: key.sign(id),
  }));
  return sealTransaction(body, signatures);
}
