import type { Transaction } from "../chain/transaction.ts";
import type { Constitution } from "../chain/epoch.ts";
import { authorise } from "../execution/authorise.ts";
import { executeTransaction } from "../execution/execute-transaction.ts";
import type { Receipt } from "../chain/receipt.ts";
import {
  type ReadTransaction,
  readTransaction,
  signaturesHold,
} from "../execution/read-transaction.ts";
import { commonFailures, malformedAs, rejectedAs, type Refusal } from "../execution/refusals.ts";
import { domainHash } from "../primitives/hasher.ts";
import { toHex } from "../primitives/bytes.ts";
import type { BodyCache } from "../mempool/body-cache.ts";
import type { Pool } from "../mempool/pool.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { Overlay } from "../state/overlay.ts";

export type Admitted =
  | { readonly ok: true; readonly value: ReadTransaction; readonly fresh: boolean }
  | { readonly ok: false; readonly refusal: Refusal; readonly id?: Uint8Array };

export interface AdmissionOptions {
  readonly chainId: Uint8Array;
  readonly pool: Pool;
  readonly bodies: BodyCache;
  /** Committed state and time, and whether an id is in a committed block. */
  readonly ledger: LedgerReader;
  readonly committedTimeMs: () => number;
  /** What holds for the next block. */
  readonly constitution: () => Constitution;
  readonly isCommitted: (id: Uint8Array) => boolean;
  readonly nowMs: () => number;
}

const hashBytes = domainHash("portolan body 1");

/** The way into the pool: everything that can be judged before a block does, cheapest first. */
export class Admission {
  readonly #options: AdmissionOptions;
  /** Bytes that were read and verified lately, so that what comes by gossip from three peers is verified once. */
  readonly #seen = new Map<string, ReadTransaction>();

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** Reads and verifies, whatever the ledger holds: enough for a body that a block names. */
  read(bytes: Uint8Array): Admitted {
    const key = toHex(hashBytes(bytes));
    const known = this.#seen.get(key);
    if (known !== undefined) return { ok: true, value: known, fresh: false };
    const read = readTransaction(bytes, this.#options.chainId);
    if (!read.ok) return read;
    const { transaction } = read.value;
    if (!signaturesHold(transaction)) return badSignature(transaction);
    this.#remember(key, read.value);
    return { ok: true, value: read.value, fresh: true };
  }

  /** Reads, verifies and puts into the pool. What is there already is welcome and not fresh. */
  admit(bytes: Uint8Array): Admitted {
    const read = this.read(bytes);
    if (!read.ok) return read;
    const { value } = read;
    const { transaction } = value;
    const { pool, isCommitted } = this.#options;
    if (pool.has(value.id)) return { ok: true, value, fresh: false };
    if (isCommitted(transaction.id)) {
      const refusal = rejectedAs("ALREADY_COMMITTED", `Transaction ${value.id} is in a block.`);
      return { ok: false, refusal, id: transaction.id };
    }
    const refusal = this.#judge(value) ?? pool.add(value);
    if (refusal !== undefined) return { ok: false, refusal, id: transaction.id };
    return { ok: true, value, fresh: true };
  }

  /** Runs it on the committed state and drops the writes. */
  simulate(bytes: Uint8Array, height: number): Receipt | Refusal {
    const read = this.read(bytes);
    if (!read.ok) return read.refusal;
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
    const early = operations.find(({ type }) => type.since > protocolVersion);
    if (early !== undefined) {
      const { name, since } = early.type;
      return rejectedAs("NOT_YET_ACTIVE", `${name} needs protocol version ${since}.`);
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

  #remember(key: string, value: ReadTransaction): void {
    this.#options.bodies.add(value);
    this.#seen.set(key, value);
    if (this.#seen.size <= SEEN_MAX) return;
    const [oldest] = this.#seen.keys();
    this.#seen.delete(oldest!);
  }
}

/** A few seconds of full load. */
const SEEN_MAX = 50_000;

function badSignature({ id }: Transaction): Admitted {
  const refusal = malformedAs("BAD_SIGNATURE", `A signature of ${toHex(id)} is wrong.`);
  return { ok: false, refusal }; // without the id: a stranger's bad copy says nothing about the real one
}
