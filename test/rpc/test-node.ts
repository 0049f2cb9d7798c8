import { ed25519 } from "@noble/curves/ed25519.js";

import { type Block, digestOf } from "../../src/chain/block.ts";
import {
  chainIdOf,
  firstValidators,
  type Genesis,
  genesisHeader,
} from "../../src/chain/genesis.ts";
import { defaultParameters } from "../../src/chain/parameters.ts";
import type { Admission, Role } from "../../src/chain/participant.ts";
import {
  type OperationEnvelope,
  sealTransaction,
  type Transaction,
} from "../../src/chain/transaction.ts";
import { type Certificate, statementHash } from "../../src/chain/vote.ts";
import { BlockTree } from "../../src/execution/block-tree.ts";
import { executeTransaction } from "../../src/execution/execute-transaction.ts";
import { writeGenesisState } from "../../src/execution/genesis-state.ts";
import { readTransaction, signaturesHold } from "../../src/execution/read-transaction.ts";
import { RecentIds } from "../../src/execution/recent-ids.ts";
import { malformedAs, rejectedAs } from "../../src/execution/refusals.ts";
import { Pool } from "../../src/mempool/pool.ts";
import { transactionPlace } from "../../src/node/statement-records.ts";
import { accountOfKey } from "../../src/primitives/account-id.ts";
import { assetId } from "../../src/primitives/asset-id.ts";
import { toHex, utf8 } from "../../src/primitives/bytes.ts";
import { encode } from "../../src/primitives/fields/codec.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import type {
  CommittedBlock,
  Finality,
  RecordedChange,
  RpcContext,
  Submitted,
  TransactionStatus,
} from "../../src/rpc/context.ts";
import type { MapTree } from "../../src/state/authenticated-map/tree.ts";
import { proveKey } from "../../src/state/authenticated-map/prove.ts";
import { updateMap } from "../../src/state/authenticated-map/update.ts";
import { Entry, type LedgerReader } from "../../src/state/ledger.ts";
import { Overlay } from "../../src/state/overlay.ts";
import { balanceOf } from "../../src/transactions/assets/balance.ts";
import { operationTypeByName } from "../../src/transactions/table.ts";
import { emptyTree } from "../memory-tree.ts";

/** Ed25519 key of a cast member, derived from its name so that runs repeat. */
export function keyOf(name: string): { secret: Uint8Array; publicKey: Uint8Array } {
  const secret = sha256(utf8(`test key of ${name}`));
  return { secret, publicKey: ed25519.getPublicKey(secret) };
}

export function accountOf(name: string): Uint8Array {
  return accountOfKey(keyOf(name).publicKey);
}

export const HKD = assetId("HKD", accountOf("gateway-hk"));

const VALIDATORS = ["council-0", "council-1", "council-2", "council-3"];
const CAST: [string, Role][] = [
  ["gateway-hk", "gateway"],
  ["alice", "person"],
  ["bob", "person"],
  ["carol", "person"],
];

export function testGenesis(): Genesis {
  const admit = ([name, role]: [string, Role]): Admission => ({
    name,
    roles: [role],
    country: "HK",
    lei: undefined,
    authority: {
      signers: [{ publicKey: keyOf(name).publicKey, weight: 1 }],
      thresholds: { low: 1, medium: 1, high: 1 },
    },
  });
  return {
    network: "rpc-test",
    timeMs: Date.now() - 3_600_000,
    protocolVersion: 1,
    parameters: { ...defaultParameters, emptyBlockIntervalMs: 200 },
    validators: VALIDATORS.map((name) => ({
      name,
      publicKey: keyOf(name).publicKey,
      peerId: `peer-${name}`,
    })),
    council: VALIDATORS.map((name) => ({ publicKey: keyOf(name).publicKey, weight: 1 })),
    participants: CAST.map(admit),
  };
}

class MemoryStore implements LedgerReader {
  readonly values = new Map<string, Uint8Array>();
  tree = emptyTree();

  get = (key: string) => this.values.get(key);
  has = (key: string) => this.values.has(key);
  entry = (key: string) => (this.has(key) ? Entry.of(this.get(key)!) : undefined);

  write(values: ReadonlyMap<string, Uint8Array | undefined>, tree: MapTree): void {
    for (const [key, value] of values) {
      if (value === undefined) this.values.delete(key);
      else this.values.set(key, value);
    }
    this.tree = tree;
  }
}

/** A node without network and disk: real ledger, execution, pool, proofs and certificates, blocks on demand. */
export class TestNode {
  readonly genesis: Genesis;
  readonly chainId: Uint8Array;
  readonly store = new MemoryStore();
  readonly blocks: CommittedBlock[] = [];
  readonly pool = new Pool();
  readonly context: RpcContext;
  readonly #tree: BlockTree;
  readonly #listeners = new Set<(block: CommittedBlock) => void>();
  readonly #places = new Map<string, { height: number; index: number }>();
  readonly #touched = new Map<string, { height: number; index: number; id: Uint8Array }[]>();
  /** By account and asset, in hexadecimal. */
  readonly #changes = new Map<string, RecordedChange[]>();
  readonly #certificates: Certificate[] = [];
  readonly #dead = new Set<string>();
  behindBlocks = 0;
  reason: string | undefined;
  /** What the regulator's node answers; none is registered until a test does it. */
  evaluatePersons: RpcContext["evaluatePersons"] = async () => ({ code: "KEY_NOT_SET" });

  constructor(genesis = testGenesis()) {
    this.genesis = genesis;
    this.chainId = chainIdOf(genesis);
    const overlay = new Overlay(this.store);
    writeGenesisState(this.genesis, overlay);
    const { tree } = updateMap(this.store.tree, overlay.changes());
    this.store.write(overlay.changes(), tree);
    const header = genesisHeader(this.genesis);
    const digest = digestOf(header);
    const block: Block = { header, transactions: [] };
    this.blocks.push({ height: 0, digest, block, transactions: [], receipts: [] });
    this.#tree = new BlockTree({
      store: this.store,
      head: { digest, header, stateRoot: tree.root, receiptsRoot: header.receiptsRoot },
      recent: new RecentIds(),
    });
    this.context = this.#createContext();
  }

  get height(): number {
    return this.blocks.length - 1;
  }

  /** Builds, executes and commits a block of what waits. */
  commit(nowMs = Date.now()): CommittedBlock {
    const tree = this.#tree;
    const timeMs = Math.max(nowMs, tree.head.header.timeMs + 1);
    const { block, transactions } = tree.build(tree.head, timeMs, [...this.pool.candidates()]);
    const problem = tree.check(block, transactions);
    if (problem !== undefined) throw new Error(problem.message);
    const executed = tree.execute(block, transactions);
    tree.commit(executed.digest);
    this.store.write(executed.overlay.changes(), executed.tree);
    tree.persisted(executed.digest);

    const { height } = block.header;
    const committed: CommittedBlock = {
      height,
      digest: executed.digest,
      block,
      transactions: transactions.map(({ transaction }) => transaction),
      receipts: executed.receipts,
    };
    this.#certificates[height] = this.#certify(height, executed.digest);
    for (const [index, { transaction, operations }] of transactions.entries()) {
      const id = toHex(transaction.id);
      this.pool.remove(id);
      this.#places.set(id, { height, index });
      const accounts = operations.flatMap(({ source, body: { to } }) =>
        to instanceof Uint8Array ? [source, to] : [source],
      );
      for (const account of new Set(accounts.map(toHex))) {
        const list = this.#touched.get(account) ?? [];
        list.unshift({ height, index, id: transaction.id });
        this.#touched.set(account, list);
      }
    }
    for (const [index, changes] of executed.changes.entries()) {
      for (const { account, asset, before, ...one } of changes) {
        const cause = { ...one, index };
        const list = this.#changes.get(account + asset) ?? [];
        list.push({ place: transactionPlace(height, cause), height, cause, before });
        this.#changes.set(account + asset, list);
      }
    }
    for (const id of this.pool.expire(timeMs)) this.#dead.add(id);
    this.blocks.push(committed);
    for (const listener of this.#listeners) listener(committed);
    return committed;
  }

  /** A signed transaction of `account`'s, as bytes and id. */
  sign(name: string, operations: readonly OperationEnvelope[], options: SignOptions = {}) {
    const { validUntil = Date.now() + 60_000, nonce = nextNonce() } = options;
    const account = accountOf(name);
    const body = { chainId: this.chainId, account, nonce, validUntil, operations };
    return signBody(body, [name]);
  }

  issue(to: string, minor: bigint): Transaction {
    const body = { to: accountOf(to), amount: { asset: HKD, minor }, reference: undefined };
    return this.sign("gateway-hk", [operation("asset.issue", body)]);
  }

  pay(from: string, to: string, minor: bigint, options: SignOptions = {}): Transaction {
    return this.sign(from, [paymentTo(to, minor)], options);
  }

  /** HKD defined, and a million minor units for alice. */
  fund(): void {
    const define = operation("asset.define", { code: "HKD", decimals: 2 });
    this.submit(this.sign("gateway-hk", [define]));
    this.commit();
    this.submit(this.issue("alice", 1_000_000n));
    this.commit();
  }

  submit({ bytes }: Transaction): void {
    const status = this.#admit(bytes);
    if (status.status === "rejected") throw new Error(status.refusal.message);
  }

  #createContext(): RpcContext {
    const set = firstValidators(this.genesis);
    const head = () => this.blocks[this.height]!;
    const changesOf = (account: Uint8Array, asset: Uint8Array) =>
      this.#changes.get(toHex(account) + toHex(asset)) ?? [];
    return {
      genesis: this.genesis,
      chainId: this.chainId,
      self: { name: "node-0", version: "0.1.0", peerId: "peer-0", addresses: () => ["/ip4/1"] },
      peers: () => [
        {
          peerId: "peer-1",
          name: "node-1",
          address: "/ip4/2",
          direction: "outbound",
          connectedAtMs: 1,
        },
      ],
      consensus: () => ({ epoch: 0, view: this.height + 1, role: "validator" }),
      validators: () => set,
      validatorsOf: (epoch) => (epoch === 0 ? set : undefined),
      parameters: () => this.genesis.parameters,
      evidence: () => [doubleCommit()],
      chain: {
        head: () => ({
          height: head().height,
          digest: head().digest,
          header: head().block.header,
        }),
        block: (height) => this.blocks[height],
        stored: (height) => {
          const found = this.blocks[height];
          return found && { ...found, bodies: found.transactions.map(({ bytes }) => bytes) };
        },
        firstHeight: () => 0,
        firstHistoryHeight: () => 0,
        heightOfDigest: (digest) =>
          this.blocks.find((one) => toHex(one.digest) === toHex(digest))?.height,
        finality: (height) => this.#finality(height),
        handOvers: () => [],
        place: (id) => this.#places.get(toHex(id)),
        history: async (account, { before, limit }) =>
          (this.#touched.get(toHex(account)) ?? [])
            .filter((one) => before === undefined || isBefore(one, before))
            .slice(0, limit),
        heightAt: async (timeMs) =>
          this.blocks.filter(({ block }) => block.header.timeMs < timeMs).length,
        balanceBefore: async (account, asset, height) =>
          changesOf(account, asset).find((one) => one.height >= height)?.before ??
          balanceOf(this.store, account, asset),
        changes: async (account, asset, { fromHeight, toHeight, after = "", limit }) =>
          changesOf(account, asset)
            .filter(
              ({ height, place }) => height >= fromHeight && height < toHeight && place > after,
            )
            .slice(0, limit),
      },
      ledger: this.store,
      entries: async (prefix, { after, limit }) =>
        [...this.store.values]
          .filter(([key]) => key.startsWith(prefix) && (after === undefined || key > after))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .slice(0, limit)
          .map(([key, value]) => ({ key, value })),
      proveState: (key) => ({
        height: this.height,
        value: this.store.get(key),
        proof: proveKey(this.store.tree, key),
      }),
      submit: async (bodies) => bodies.map((bytes) => this.#admit(bytes)),
      simulate: (bytes) => {
        const read = readTransaction(bytes, this.chainId);
        if (!read.ok) return read.refusal;
        const { chainId, height } = this;
        const { protocolVersion } = this.genesis;
        const at = { height: height + 1, timeMs: Date.now(), chainId, protocolVersion };
        return executeTransaction(new Overlay(this.store), read.value, at).receipt;
      },
      status: (id) => this.#status(toHex(id)),
      pool: () => ({ transactions: this.pool.size, bytes: this.pool.bytes }),
      onCommitted: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      evaluatePersons: (...asked) => this.evaluatePersons(...asked),
      metrics: async () => "portolan_up 1\n",
      health: () => ({
        behindBlocks: this.behindBlocks,
        connectedValidators: 3,
        ...(this.reason === undefined ? {} : { reason: this.reason }),
      }),
    };
  }

  #admit(bytes: Uint8Array): Submitted {
    const read = readTransaction(bytes, this.chainId);
    if (!read.ok) return { status: "rejected", refusal: read.refusal };
    const { transaction } = read.value;
    const { id } = transaction;
    const known = this.#status(toHex(id));
    if (known.status !== "unknown") return { ...known, id };
    if (!signaturesHold(transaction)) {
      return {
        status: "rejected",
        refusal: malformedAs("BAD_SIGNATURE", "A signature is wrong."),
      };
    }
    if (transaction.body.validUntil < Date.now()) {
      return { status: "rejected", refusal: rejectedAs("EXPIRED", "validUntil has passed.") };
    }
    const refusal = this.pool.add(read.value, { member: "self", atMs: 0 });
    return refusal === undefined ? { status: "pending", id } : { status: "rejected", refusal };
  }

  #status(id: string): Exclude<TransactionStatus, { status: "rejected" }> {
    const place = this.#places.get(id);
    if (place !== undefined) return { status: "committed", ...place };
    if (this.pool.has(id)) return { status: "pending" };
    return { status: this.#dead.has(id) ? "expired" : "unknown" };
  }

  /** Odd heights are certified through the block above, as the pipeline does when a view is skipped. */
  #finality(height: number): Finality | undefined {
    const above = this.blocks[height + 1];
    if (height % 2 === 1 && above !== undefined) {
      return { certificate: this.#certificates[height + 1]!, headers: [above.block.header] };
    }
    const certificate = this.#certificates[height];
    return certificate === undefined ? undefined : { certificate, headers: [] };
  }

  #certify(view: number, digest: Uint8Array): Certificate {
    const what = { epoch: 0, view, kind: "commit" as const, digest };
    const message = statementHash({ chainId: this.chainId, ...what });
    const seals = VALIDATORS.slice(0, 3).map((name, validator) => ({
      validator,
      signature: ed25519.sign(message, keyOf(name).secret),
    }));
    return { ...what, seals };
  }
}

interface SignOptions {
  readonly validUntil?: number;
  readonly nonce?: Uint8Array;
}

let nonces = 0;
function nextNonce(): Uint8Array {
  return sha256(utf8(`nonce ${++nonces}`)).subarray(0, 16);
}

export function paymentTo(to: string, minor: bigint): OperationEnvelope {
  const uetr = sha256(utf8(`uetr ${++nonces}`)).slice(0, 16);
  uetr[6] = (uetr[6]! & 0x0f) | 0x40;
  uetr[8] = (uetr[8]! & 0x3f) | 0x80;
  return operation("payment.transfer", {
    to: accountOf(to),
    amount: { asset: HKD, minor },
    uetr,
    endToEndId: undefined,
    purpose: undefined,
    chargeBearer: undefined,
    remittanceHash: undefined,
    recipientTag: undefined,
  });
}

export function operation(name: string, body: object): OperationEnvelope {
  const type = operationTypeByName(name)!;
  return { tag: type.tag, source: undefined, body: encode(type.body, body as never) };
}

export function signBody(body: Transaction["body"], names: readonly string[]): Transaction {
  const placeholder = { publicKey: new Uint8Array(32), signature: new Uint8Array(64) };
  const { id } = sealTransaction(body, [placeholder]);
  return sealTransaction(
    body,
    names.map((name) => {
      const { secret, publicKey } = keyOf(name);
      return { publicKey, signature: ed25519.sign(id, secret) };
    }),
  );
}

function isBefore(
  a: { height: number; index: number },
  b: { height: number; index: number },
): boolean {
  return a.height < b.height || (a.height === b.height && a.index < b.index);
}

/** Two COMMITs of one validator in one view; nobody here asks whether they are signed. */
function doubleCommit() {
  const common = { epoch: 0, view: 7, kind: "commit", validator: 3 } as const;
  const signature = new Uint8Array(64);
  const first = { ...common, digest: new Uint8Array(32).fill(1), signature };
  return { first, second: { ...first, digest: new Uint8Array(32).fill(2) } };
}
