import { toHex } from "../primitives/bytes.ts";
import type { ReadTransaction } from "../execution/read-transaction.ts";
import { rejectedAs, type Refusal } from "../execution/refusals.ts";

export interface PoolLimits {
  readonly transactionsMax: number;
  readonly bytesMax: number;
  /** One account cannot fill the pool: the others' transactions still find room. */
  readonly perAccountMax: number;
}

export const defaultPoolLimits: PoolLimits = {
  transactionsMax: 20_000,
  bytesMax: 64 * 1024 * 1024,
  perAccountMax: 5_000,
};

/** A transaction and when it came, by the node's clock. */
interface Waiting {
  readonly value: ReadTransaction;
  readonly arrivedMs: number;
}

/**
 * Transactions that wait for a block. Bounded by count, bytes and per account, and served round robin by account, so
 * that one member's flood does not delay the others.
 */
export class Pool {
  readonly #limits: PoolLimits;
  readonly #byId = new Map<string, Waiting>();
  readonly #byWireHash = new Map<string, ReadTransaction>();
  /** Per account in order of arrival; the map's order is the round robin's. */
  readonly #byAccount = new Map<string, Map<string, ReadTransaction>>();
  #bytes = 0;
  /** No transaction here dies before this: most looks for dead ones need not look at all. */
  #validUntilMin = Infinity;

  constructor(poolLimits: PoolLimits = defaultPoolLimits) {
    this.#limits = poolLimits;
  }

  get size(): number {
    return this.#byId.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  byWireHash(wireHash: string): ReadTransaction | undefined {
    return this.#byWireHash.get(wireHash);
  }

  /** When it came; undefined if it is not here. */
  arrivedMs(id: string): number | undefined {
    return this.#byId.get(id)?.arrivedMs;
  }

  /** Why there is no room for it; undefined if there is. */
  noRoomFor({ transaction }: ReadTransaction): Refusal | undefined {
    const { transactionsMax, bytesMax, perAccountMax } = this.#limits;
    if (this.size >= transactionsMax || this.#bytes + transaction.bytes.length > bytesMax) {
      return rejectedAs("POOL_FULL", `${this.size} transactions are waiting.`);
    }
    const waiting = this.#byAccount.get(toHex(transaction.body.account))?.size ?? 0;
    if (waiting < perAccountMax) return undefined;
    return rejectedAs("ACCOUNT_QUOTA", `${waiting} transactions of the account are waiting.`);
  }

  /** Undefined if it is in the pool now, by this call or before. Of two signature sets for one id the first stays. */
  add(value: ReadTransaction, nowMs = 0): Refusal | undefined {
    const { transaction, id } = value;
    if (this.#byId.has(id)) return undefined;
    const refusal = this.noRoomFor(value);
    if (refusal !== undefined) return refusal;
    const account = toHex(transaction.body.account);
    const queue = this.#byAccount.get(account) ?? new Map<string, ReadTransaction>();
    queue.set(id, value);
    this.#byAccount.set(account, queue);
    this.#byId.set(id, { value, arrivedMs: nowMs });
    this.#byWireHash.set(value.wireHash, value);
    this.#bytes += transaction.bytes.length;
    this.#validUntilMin = Math.min(this.#validUntilMin, transaction.body.validUntil);
    return undefined;
  }

  /** Round robin by account: the first of each, then the second of each, and so on. */
  *candidates(): Generator<ReadTransaction> {
    let queues = [...this.#byAccount.values()].map((queue) => queue.values());
    while (queues.length > 0) {
      const left: typeof queues = [];
      for (const queue of queues) {
        const next = queue.next();
        if (next.done === true) continue;
        left.push(queue);
        yield next.value;
      }
      queues = left;
    }
  }

  remove(id: string): void {
    const waiting = this.#byId.get(id);
    if (waiting === undefined) return;
    const { transaction, wireHash } = waiting.value;
    this.#byId.delete(id);
    this.#byWireHash.delete(wireHash);
    this.#bytes -= transaction.bytes.length;
    const account = toHex(transaction.body.account);
    const queue = this.#byAccount.get(account)!;
    queue.delete(id);
    if (queue.size === 0) this.#byAccount.delete(account);
  }

  /** Drops what no later block can hold, and returns the ids: they are dead for good. */
  expire(committedTimeMs: number): string[] {
    if (committedTimeMs <= this.#validUntilMin) return [];
    const dead: string[] = [];
    this.#validUntilMin = Infinity;
    for (const [id, { value }] of this.#byId) {
      const { validUntil } = value.transaction.body;
      if (validUntil < committedTimeMs) dead.push(id);
      else this.#validUntilMin = Math.min(this.#validUntilMin, validUntil);
    }
    for (const id of dead) this.remove(id);
    return dead;
  }
}
