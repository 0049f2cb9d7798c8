import type { Transaction } from "../chain/transaction.ts";
import type { Constitution } from "../chain/epoch.ts";
import { authorise } from "../execution/authorise.ts";
import { executeTransaction } from "../execution/execute-transaction.ts";
import type { Receipt } from "../chain/receipt.ts";
import {
  neededVersion,
  type Read,
  type ReadTransaction,
  readTransaction,
  signaturesHold,
} from "../execution/read-transaction.ts";
import { commonFailures, malformedAs, rejectedAs, type Refusal } from "../execution/refusals.ts";
import { assert } from "../primitives/assert.ts";
import { toHex } from "../primitives/bytes.ts";
import type { BodyCache } from "../mempool/body-cache.ts";
import type { Pool } from "../mempool/pool.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { Overlay } from "../state/overlay.ts";
import type { CheckSignatures } from "./signatures/checks.ts";
import { Turns } from "./turns.ts";

export type Admitted =
  | { readonly ok: true; readonly value: ReadTransaction; readonly fresh: boolean }
  | { readonly ok: false; readonly refusal: Refusal; readonly id?: Uint8Array };

export interface AdmissionOptions {
  readonly chainId: Uint8Array;
  readonly pool: Pool;
  readonly bodies: BodyCache;
  /** Committed state and time, and whether a transaction is in a committed block. */
  readonly ledger: LedgerReader;
  readonly committedTimeMs: () => number;
  /** What holds for the next block. */
  readonly constitution: () => Constitution;
  readonly isCommitted: (value: ReadTransaction) => boolean;
  readonly nowMs: () => number;
  readonly checkSignatures: CheckSignatures;
}

/** The way into the pool: everything that can be judged before a block does, cheapest first. */
export class Admission {
  readonly #options: AdmissionOptions;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** Reads and verifies a body that a block names, whatever the ledger holds, and keeps it. False if it is malformed. */
  takeBody(bytes: Uint8Array): boolean {
    const read = this.#read(bytes);
    if (!read.ok) return false;
    const { value } = read;
    if (this.#isKnown(value)) return true;
    if (!signaturesHold(value.transaction)) return false;
    this.#keep(value);
    return true;
  }

  /** Reads what `takeBody` or `admit` verified before. */
  readAgain(bytes: Uint8Array): ReadTransaction {
    const read = this.#read(bytes);
    assert(read.ok, "a body that was taken can be read");
    return read.value;
  }

  /** Reads, verifies and puts into the pool. What is there already is welcome and not fresh. `member`: whose node passed it on. */
  admit(bytes: Uint8Array, member: string): Admitted {
    const read = this.#read(bytes);
    if (!read.ok) return read;
    const { value } = read;
    const early = this.#settledEarly(value, member);
    if (early !== undefined) return early;
    const holds = this.#isKnown(value) || signaturesHold(value.transaction);
    return holds ? this.#enter(value, member) : badSignature(value.transaction);
  }

  /** The same for many at a time, whose signatures are checked together, off the event loop if they are enough for that. */
  async admitMany(bodies: readonly Uint8Array[], member: string): Promise<Admitted[]> {
    const settled: (Admitted | undefined)[] = [];
    const open: ReadTransaction[] = [];
    const turns = new Turns();
    for (const bytes of bodies) {
      if (turns.isOver) await turns.pass();
      const read = this.#read(bytes);
      const early = read.ok ? this.#settledEarly(read.value, member) : read;
      settled.push(early);
      if (early === undefined && read.ok) open.push(read.value);
    }
    const unknown = open.filter((value) => !this.#isKnown(value));
    const verdicts = await this.#options.checkSignatures(unknown.map((one) => one.transaction));
    const bad = new Set(unknown.filter((_, index) => verdicts[index] !== true));
    const entered: Admitted[] = [];
    for (const value of open) {
      if (turns.isOver) await turns.pass();
      const admitted = bad.has(value)
        ? badSignature(value.transaction)
        : (this.#settledEarly(value, member) ?? this.#enter(value, member)); // the pool went on meanwhile
      entered.push(admitted);
    }
    return settled.map((early) => early ?? entered.shift()!);
  }

  /** What is said before the costly check: a full node must stay quick. */
  #settledEarly(value: ReadTransaction, member: string): Admitted | undefined {
    const { pool, isCommitted } = this.#options;
    if (pool.has(value.id)) return { ok: true, value, fresh: false };
    if (isCommitted(value)) {
      const refusal = rejectedAs("ALREADY_COMMITTED", `Transaction ${value.id} is in a block.`);
      return { ok: false, refusal, id: value.transaction.id };
    }
    const noRoom = pool.noRoomFor(value, member);
    return noRoom === undefined ? undefined : { ok: false, refusal: noRoom };
  }

  /** Its signatures hold. */
  #enter(value: ReadTransaction, member: string): Admitted {
    const { pool, nowMs } = this.#options;
    const refusal = this.#judge(value) ?? pool.add(value, { member, atMs: nowMs() });
    if (refusal === undefined) return { ok: true, value, fresh: true };
    this.#keep(value);
    return { ok: false, refusal, id: value.transaction.id };
  }

  /** Runs it on the committed state and drops the writes. */
  simulate(bytes: Uint8Array, height: number): Receipt | Refusal {
    const read = this.#read(bytes);
    if (!read.ok) return read.refusal;
    if (!signaturesHold(read.value.transaction))
      return badSignature(read.value.transaction).refusal;
    const { chainId, ledger, committedTimeMs, constitution } = this.#options;
    const { protocolVersion } = constitution();
    const context = { height, timeMs: committedTimeMs(), chainId, protocolVersion };
    return executeTransaction(new Overlay(ledger), read.value, context).receipt;
  }

  /** The clock, and the weights by committed state: so that a copy robbed of signatures does not take the id's place. */
  #judge({ transaction, operations }: ReadTransaction): Refusal | undefined {
    const { ledger, nowMs, committedTimeMs, constitution } = this.#options;
    const { parameters, protocolVersion } = constitution();
    const { lifetimeMs } = parameters;
    const { validUntil } = transaction.body;
    const now = nowMs();
    if (validUntil < Math.max(now, committedTimeMs())) {
      return rejectedAs("EXPIRED", `It was valid until ${validUntil}; now it is ${now}.`);
    }
    if (validUntil > now + lifetimeMs) {
      return rejectedAs("VALID_UNTIL_TOO_FAR", `validUntil is ${validUntil - now} ms ahead.`);
    }
    const early = operations.find((one) => neededVersion(one) > protocolVersion);
    if (early !== undefined) {
      const needed = `${early.type.name} needs protocol version ${neededVersion(early)}.`;
      return rejectedAs("NOT_YET_ACTIVE", needed);
    }
    const found = authorise(ledger, operations, transaction.signatures);
    if (!("code" in found)) return undefined;
    const hint = commonFailures[found.code as keyof typeof commonFailures];
    return {
      kind: "rejected",
      code: found.code,
      message: `operations.${found.operation}: ${hint}`,
      hint,
    };
  }

  #read(bytes: Uint8Array): Read {
    return readTransaction(bytes, this.#options.chainId);
  }

  /** Its very bytes were verified before: the wireHash covers the signatures. */
  #isKnown({ wireHash }: ReadTransaction): boolean {
    const { pool, bodies } = this.#options;
    return pool.byWireHash(wireHash) !== undefined || bodies.get(wireHash) !== undefined;
  }

  #keep({ wireHash, transaction }: ReadTransaction): void {
    this.#options.bodies.add(wireHash, transaction.bytes);
  }
}

function badSignature({ id }: Transaction): Extract<Admitted, { ok: false }> {
  const refusal = malformedAs("BAD_SIGNATURE", `A signature of ${toHex(id)} is wrong.`);
  return { ok: false, refusal }; // without the id: a stranger's bad copy says nothing about the real one
}
