import { genesisDigest, genesisHeader, type Genesis, chainIdOf } from "../src/chain/genesis.ts";
import { defaultParameters } from "../src/chain/parameters.ts";
import type { Role } from "../src/chain/participant.ts";
import type { Transaction } from "../src/chain/transaction.ts";
import { receiptsRoot, type Receipt } from "../src/chain/receipt.ts";
import { BlockTree, type ExecutedBlock, type Tip } from "../src/execution/block-tree.ts";
import { writeGenesisState } from "../src/execution/genesis-state.ts";
import { readOperations, type ReadTransaction } from "../src/execution/read-transaction.ts";
import { RecentIds } from "../src/execution/recent-ids.ts";
import { assetId } from "../src/primitives/asset-id.ts";
import { encode } from "../src/primitives/fields/codec.ts";
import type { AccountId } from "../src/primitives/account-id.ts";
import type { MapTree } from "../src/state/authenticated-map/tree.ts";
import { updateMap } from "../src/state/authenticated-map/update.ts";
import { Entry, type LedgerReader } from "../src/state/ledger.ts";
import { Overlay } from "../src/state/overlay.ts";
import { balanceOf } from "../src/transactions/assets/balance.ts";
import { operationTypeByName } from "../src/transactions/table.ts";
import { signBody, testKey, type TestKey } from "./keys.ts";
import { emptyTree } from "./memory-tree.ts";

/** A committed state in memory: what the store is on disk. */
export class MemoryState implements LedgerReader {
  readonly values = new Map<string, Uint8Array>();
  readonly #entries = new Map<string, Entry>();
  tree = emptyTree();

  get(key: string): Uint8Array | undefined {
    return this.values.get(key);
  }

  entry(key: string): Entry | undefined {
    const bytes = this.values.get(key);
    const known = this.#entries.get(key);
    if (bytes === undefined || known?.bytes() === bytes) return bytes && known;
    const entry = Entry.of(bytes);
    this.#entries.set(key, entry);
    return entry;
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  copy(): MemoryState {
    const copy = new MemoryState();
    for (const [key, value] of this.values) copy.values.set(key, value);
    copy.tree = this.tree;
    return copy;
  }

  /** Takes over a block, or a genesis, and the tree after it. */
  commit({ overlay, tree }: { readonly overlay: Overlay; readonly tree: MapTree }): void {
    for (const [key, value] of overlay.changes()) {
      if (value === undefined) this.values.delete(key);
      else this.values.set(key, value);
    }
    this.tree = tree;
  }
}

/** One operation as tests write it; the source is the first signer's account unless it is named. */
export interface Order {
  readonly type: string;
  readonly body: object;
  readonly source?: AccountId;
}

export interface SubmitOptions {
  readonly by: readonly TestKey[];
  readonly account?: AccountId;
  readonly validUntil?: number;
  readonly chainId?: Uint8Array;
}

const CAST: readonly (readonly [string, Role])[] = [
  ["gateway-hk", "gateway"],
  ["gateway-us", "gateway"],
  ["alice", "person"],
  ["bob", "person"],
  ["customs-cn", "customs"],
];

export const council = [0, 1, 2, 3].map((i) => testKey(`council-${i}`));

export function testGenesis(): Genesis {
  return {
    network: "test",
    timeMs: 1_700_000_000_000,
    protocolVersion: 1,
    parameters: defaultParameters,
    validators: council.map(({ name, publicKey }) => ({ name, publicKey, peerId: `peer-${name}` })),
    council: council.map(({ publicKey }) => ({ publicKey, weight: 1 })),
    participants: CAST.map(([name, role]) => ({
      name,
      roles: [role],
      country: "HK",
      lei: undefined,
      authority: {
        signers: [{ publicKey: testKey(name).publicKey, weight: 1 }],
        thresholds: { low: 1, medium: 1, high: 1 },
      },
    })),
  };
}

/** The production executor over a state in memory: one block per call, committed at once. */
export class TestLedger {
  readonly genesis: Genesis;
  readonly chainId: Uint8Array;
  readonly state = new MemoryState();
  readonly tree: BlockTree;
  #nonce = 0;

  constructor(genesis = testGenesis()) {
    this.genesis = genesis;
    this.chainId = chainIdOf(genesis);
    const overlay = new Overlay(this.state);
    writeGenesisState(this.genesis, overlay);
    const { tree } = updateMap(this.state.tree, overlay.changes());
    this.state.commit({ overlay, tree });
    const head: Tip = {
      header: genesisHeader(this.genesis),
      digest: genesisDigest(this.genesis),
      stateRoot: tree.root,
      receiptsRoot: receiptsRoot([]),
    };
    this.tree = new BlockTree({
      store: this.state,
      head,
      recent: new RecentIds(),
    });
  }

  get timeMs(): number {
    return this.tree.head.header.timeMs;
  }

  transaction(orders: readonly Order[], options: SubmitOptions): Transaction {
    const nonce = new Uint8Array(16);
    new DataView(nonce.buffer).setUint32(0, ++this.#nonce);
    const body = {
      chainId: options.chainId ?? this.chainId,
      account: options.account ?? options.by[0]!.account,
      nonce,
      validUntil: options.validUntil ?? this.timeMs + 60_000,
      operations: orders.map(({ type, body: value, source }) => {
        const definition = operationTypeByName(type)!;
        return { tag: definition.tag, source, body: encode(definition.body, value) };
      }),
    };
    return signBody(body, ...options.by);
  }

  /** For measurements of execution alone: as `transaction`, with a signature that nobody checks. */
  unsigned(orders: readonly Order[], by: TestKey): ReadTransaction {
    return this.read(this.transaction(orders, { by: [{ ...by, sign: () => new Uint8Array(64) }] }));
  }

  read(transaction: Transaction): ReadTransaction {
    const read = readOperations(transaction, this.chainId);
    if (!read.ok) throw new Error(read.refusal.message);
    return read.value;
  }

  /** Builds, checks, executes and commits one block. */
  block(transactions: readonly ReadTransaction[], timeMs = this.timeMs + 1_000): ExecutedBlock {
    const { block, transactions: ordered } = this.tree.build(this.tree.head, timeMs, transactions);
    const problem = this.tree.check(block, ordered);
    if (problem !== undefined) throw new Error(problem.message);
    const executed = this.tree.execute(block, ordered);
    this.tree.commit(executed.digest);
    this.state.commit(executed);
    this.tree.persisted(executed.digest);
    return executed;
  }

  /** One transaction in a block of its own. */
  run(orders: readonly Order[], options: SubmitOptions): Receipt {
    return this.block([this.read(this.transaction(orders, options))]).receipts[0]!;
  }

  available(account: AccountId, asset: Uint8Array): bigint {
    return balanceOf(this.state, account, asset).available;
  }

  held(account: AccountId, asset: Uint8Array): bigint {
    return balanceOf(this.state, account, asset).held;
  }
}

export const hkd = assetId("HKD", testKey("gateway-hk").account);
export const usd = assetId("USD", testKey("gateway-us").account);

let uetrs = 0;
/** A fresh version 4 UUID, the same sequence in every run. */
export function uetr(): Uint8Array {
  const value = new Uint8Array(16);
  new DataView(value.buffer).setUint32(0, ++uetrs);
  value[6] = 0x40;
  value[8] = 0x80;
  return value;
}

/** A `payment.transfer` body with nothing optional in it. */
export function payment(to: AccountId, minor: bigint, asset = hkd, id = uetr()): object {
  return {
    to,
    amount: { asset, minor },
    uetr: id,
    endToEndId: undefined,
    purpose: undefined,
    chargeBearer: undefined,
    remittanceHash: undefined,
    recipientTag: undefined,
  };
}
