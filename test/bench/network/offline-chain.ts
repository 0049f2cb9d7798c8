import type { Genesis } from "../../../src/chain/genesis.ts";
import { chainIdOf } from "../../../src/chain/genesis.ts";
import { validatorsOf } from "../../../src/chain/epoch.ts";
import { sealTransaction, transactionId } from "../../../src/chain/transaction.ts";
import type { Receipt } from "../../../src/chain/receipt.ts";
import { type Certificate, statementHash } from "../../../src/chain/vote.ts";
import type { Payer } from "../../../src/cli/load/payer.ts";
import { type ReadTransaction, readOperations } from "../../../src/execution/read-transaction.ts";
import { createClock } from "../../../src/node/alarm.ts";
import { committedBlock } from "../../../src/node/committed-block.ts";
import { type LedgerParts, openLedger } from "../../../src/node/ledger-parts.ts";
import type { AccountId } from "../../../src/primitives/account-id.ts";
import { encode } from "../../../src/primitives/fields/codec.ts";
import type { CommittedBlock } from "../../../src/rpc/context.ts";
import { operationTypeByName } from "../../../src/transactions/table.ts";

/** An operation as it is written here; the source is the transaction's account unless it is named. */
export interface Order {
  readonly type: string;
  readonly body: object;
  readonly source?: AccountId;
}

const STEP_MS = 10;

/**
 * A chain in a database that no node has open, made by the production executor and certified with the validators' own keys.
 * Nodes that start on copies of it go on from its head: a hundred thousand accounts are there in seconds, where four nodes
 * would each execute what registers them.
 */
export class OfflineChain {
  readonly ledger: LedgerParts;
  readonly #chainId: Uint8Array;
  readonly #voters: readonly Payer[];
  readonly #listeners = new Set<(block: CommittedBlock) => void>();
  #executorMs = 0;
  #view = 0;
  #nonce = 0;

  private constructor(ledger: LedgerParts, chainId: Uint8Array, voters: readonly Payer[]) {
    this.ledger = ledger;
    this.#chainId = chainId;
    this.#voters = voters;
  }

  /** `voters`: the validators of genesis, in its order. */
  static async open(
    data: string,
    genesis: Genesis,
    voters: readonly Payer[],
  ): Promise<OfflineChain> {
    const ledger = await openLedger(data, genesis, createClock());
    return new OfflineChain(ledger, chainIdOf(genesis), voters);
  }

  get timeMs(): number {
    return this.ledger.tree.head.header.timeMs;
  }

  /** Milliseconds in which blocks were built and executed and their roots found: with reads from disk, without commits. */
  get executorMs(): number {
    return this.#executorMs;
  }

  transaction(account: AccountId, orders: readonly Order[], by: readonly Payer[]): ReadTransaction {
    const nonce = new Uint8Array(16);
    new DataView(nonce.buffer).setUint32(0, ++this.#nonce);
    const operations = orders.map(({ type, body, source }) => {
      const definition = operationTypeByName(type)!;
      return { tag: definition.tag, source, body: encode(definition.body, body) };
    });
    const validUntil = this.timeMs + 60_000;
    const body = { chainId: this.#chainId, account, nonce, validUntil, operations };
    const id = transactionId(body);
    const signatures = by.flatMap((one) => one.sign(id));
    const read = readOperations(sealTransaction(body, signatures), this.#chainId);
    if (!read.ok) throw new Error(read.refusal.message);
    return read.value;
  }

  /** One block, so long after the last, synced to disk. Throws if a transaction failed: what is built on it would measure failures. */
  async append(
    transactions: readonly ReadTransaction[],
    stepMs = STEP_MS,
  ): Promise<readonly Receipt[]> {
    const { tree, chain } = this.ledger;
    const from = performance.now();
    const built = tree.build(tree.head, this.timeMs + stepMs, transactions);
    const set = validatorsOf(tree.epochOn(tree.head));
    const { digest, receipts } = tree.execute(built.block, built.transactions);
    this.#executorMs += performance.now() - from;
    const failed = receipts.find(({ code }) => code !== "OK");
    if (failed !== undefined) throw new Error(`a transaction failed: ${failed.code}`);
    const { final } = tree.commit(digest);
    await chain.commit(final, this.#certificate(set, digest));
    tree.persisted(digest);
    for (const one of final) for (const tell of this.#listeners) tell(committedBlock(one));
    return receipts;
  }

  onCommitted(listener: (block: CommittedBlock) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    return this.ledger.chain.store.close();
  }

  #certificate(
    { epoch, quorum }: { epoch: number; quorum: number },
    digest: Uint8Array,
  ): Certificate {
    const statement = { epoch, view: ++this.#view, kind: "commit" as const, digest };
    const message = statementHash({ chainId: this.#chainId, ...statement });
    const seals = this.#voters.slice(0, quorum).map((voter, validator) => {
      return { validator, signature: voter.sign(message)[0]!.signature };
    });
    return { ...statement, seals };
  }
}
