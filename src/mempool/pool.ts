import type { ReadTransaction } from "../execution/read-transaction.ts";
import { rejectedAs, type Refusal } from "../execution/refusals.ts";
import { AccountQueues } from "./account-queues.ts";
import { roundRobin } from "./round-robin.ts";

export interface PoolLimits {
  readonly transactionsMax: number;
  /** What is waiting was read, which takes six times its bytes in memory. */
  readonly bytesMax: number;
  /** One account cannot fill the pool: the others' transactions still find room. */
  readonly perAccountMax: number;
}

export const defaultPoolLimits: PoolLimits = {
  transactionsMax: 20_000,
  bytesMax: 32 * 1024 * 1024,
  perAccountMax: 5_000,
};

/** Where a transaction came from, and when by this node's clock. */
export interface Arrival {
  /** Peer id of the member whose node passed it on; this node's own clients count as one member. */
  readonly member: string;
  readonly atMs: number;
}

interface Waiting {
  readonly value: ReadTransaction;
  readonly arrival: Arrival;
}

/**
 * Transactions that wait for a block. Bounded by count, bytes, account and member, and served round robin by member and, of each
 * member, by account: the flood of one, from however many accounts, takes no other's place.
 */
export class Pool {
  readonly #limits: PoolLimits;
  readonly #byId = new Map<string, Waiting>();
  readonly #byWireHash = new Map<string, ReadTransaction>();
  readonly #byMember = new Map<string, AccountQueues>();
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
    return this.#byId.get(id)?.arrival.atMs;
  }

  /**
   * Why there is no room for it; undefined if there is. A member may hold as many as are left free: alone it fills half of the
   * pool, two who flood a third each, and whoever comes next finds as much room as each of them has taken.
   */
  noRoomFor(value: ReadTransaction, member: string): Refusal | undefined {
    const { transactionsMax, bytesMax, perAccountMax } = this.#limits;
    const free = transactionsMax - this.size;
    if (free <= 0 || this.#bytes + value.transaction.bytes.length > bytesMax) {
      return rejectedAs("POOL_FULL", `${this.size} transactions are waiting.`);
    }
    const queues = this.#byMember.get(member);
    if (queues === undefined) return undefined;
    if (queues.count >= free) {
      return rejectedAs("MEMBER_QUOTA", `${queues.count} of this member are waiting.`);
    }
    const waiting = queues.countOf(value);
    if (waiting < perAccountMax) return undefined;
    return rejectedAs("ACCOUNT_QUOTA", `${waiting} transactions of the account are waiting.`);
  }

  /** Undefined if it is in the pool now, by this call or before. Of two signature sets for one id the first stays. */
  add(value: ReadTransaction, arrival: Arrival): Refusal | undefined {
    const { transaction, id } = value;
    if (this.#byId.has(id)) return undefined;
    const { member } = arrival;
    const refusal = this.noRoomFor(value, member);
    if (refusal !== undefined) return refusal;
    const queues = this.#byMember.get(member) ?? new AccountQueues();
    queues.add(value);
    this.#byMember.set(member, queues);
    this.#byId.set(id, { value, arrival });
    this.#byWireHash.set(value.wireHash, value);
    this.#bytes += transaction.bytes.length;
    this.#validUntilMin = Math.min(this.#validUntilMin, transaction.body.validUntil);
    return undefined;
  }

  /** One of each member in turn, and of each member one of each account. */
  candidates(): Generator<ReadTransaction> {
    return roundRobin([...this.#byMember.values()].map((queues) => queues.inTurn()));
  }

  remove(id: string): void {
    const waiting = this.#byId.get(id);
    if (waiting === undefined) return;
    const { value, arrival } = waiting;
    this.#byId.delete(id);
    this.#byWireHash.delete(value.wireHash);
    this.#bytes -= value.transaction.bytes.length;
    const queues = this.#byMember.get(arrival.member)!;
    queues.remove(value);
    if (queues.count === 0) this.#byMember.delete(arrival.member);
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
