import type { Transaction } from "../../src/chain/transaction.ts";
import type { ValidatorSet } from "../../src/chain/validator-set.ts";
import { validatorsOf } from "../../src/chain/epoch.ts";
import { type Certificate, statementHash } from "../../src/chain/vote.ts";
import { createClock } from "../../src/node/alarm.ts";
import { equalBytes } from "../../src/primitives/bytes.ts";
import { type LedgerParts, openLedger } from "../../src/node/ledger-parts.ts";
import { testKey, type TestKey } from "../keys.ts";
import { council, type Order, payment, type SubmitOptions, TestLedger } from "../ledger.ts";

/** Everyone who may ever vote in these chains. */
const VOTERS: readonly TestKey[] = [...council, testKey("node-4")];

/** A chain in a real database, whose validators certify whatever the test wants in a block. */
export class DiskChain {
  readonly world: TestLedger;
  readonly ledger: LedgerParts;
  #view = 0;

  private constructor(world: TestLedger, ledger: LedgerParts) {
    this.world = world;
    this.ledger = ledger;
  }

  static async open(
    directory: string,
    keepBlocks?: number,
    world = new TestLedger(),
  ): Promise<DiskChain> {
    const ledger = await openLedger(directory, world.genesis, createClock(), { keepBlocks });
    return new DiskChain(world, ledger);
  }

  get timeMs(): number {
    return this.ledger.tree.head.header.timeMs;
  }

  get height(): number {
    return this.ledger.chain.head().height;
  }

  /** One block with one transaction of these orders, certified and on disk. Returns the ids in it. */
  block(orders: readonly Order[], by: SubmitOptions, stepMs = 1_000): Promise<Uint8Array[]> {
    const validUntil = this.timeMs + stepMs;
    return this.append([this.world.transaction(orders, { validUntil, ...by })], stepMs);
  }

  /** Signatures are not looked at. */
  async append(given: readonly Transaction[], stepMs: number): Promise<Uint8Array[]> {
    const { tree } = this.ledger;
    const read = given.map((one) => this.world.read(one));
    const { block, transactions } = tree.build(tree.head, this.timeMs + stepMs, read);
    const set = validatorsOf(tree.epochOn(tree.head));
    const { digest } = tree.execute(block, transactions);
    const { final } = tree.commit(digest);
    await this.ledger.chain.commit(final, this.#certificate(set, digest));
    tree.persisted(digest);
    return block.transactions.map(({ id }) => id);
  }

  /** A payment from alice to bob in a block of its own; its id. */
  async pay(stepMs?: number): Promise<Uint8Array> {
    const order = { type: "payment.transfer", body: payment(testKey("bob").account, 1n) };
    const [id] = await this.block([order], { by: [testKey("alice")] }, stepMs);
    return id!;
  }

  async close(): Promise<void> {
    await this.ledger.chain.store.close();
  }

  #certificate(set: ValidatorSet, digest: Uint8Array): Certificate {
    const statement = { epoch: set.epoch, view: ++this.#view, kind: "commit" as const, digest };
    const message = statementHash({ chainId: this.world.chainId, ...statement });
    const seals = set.validators.map(({ publicKey }, validator) => {
      const key = VOTERS.find((one) => equalBytes(one.publicKey, publicKey))!;
      return { validator, signature: key.sign(message) };
    });
    return { ...statement, seals: seals.slice(0, set.quorum) };
  }
}
