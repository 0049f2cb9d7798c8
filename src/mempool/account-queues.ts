import { toHex } from "../primitives/bytes.ts";
import type { ReadTransaction } from "../execution/read-transaction.ts";
import { roundRobin } from "./round-robin.ts";

/** One member's waiting transactions, by account in order of arrival. The map's order is the round robin's. */
export class AccountQueues {
  readonly #byAccount = new Map<string, Map<string, ReadTransaction>>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** How many of the same account wait. */
  countOf(value: ReadTransaction): number {
    return this.#byAccount.get(accountOf(value))?.size ?? 0;
  }

  add(value: ReadTransaction): void {
    const account = accountOf(value);
    const queue = this.#byAccount.get(account) ?? new Map<string, ReadTransaction>();
    queue.set(value.id, value);
    this.#byAccount.set(account, queue);
    this.#count += 1;
  }

  remove(value: ReadTransaction): void {
    const account = accountOf(value);
    const queue = this.#byAccount.get(account);
    if (queue?.delete(value.id) !== true) return;
    this.#count -= 1;
    if (queue.size === 0) this.#byAccount.delete(account);
  }

  /**
   * Round robin by account: the first of each, then the second of each, and so on. Nothing is gathered ahead: whoever reads stops
   * when a block is full.
   */
  *inTurn(): Generator<ReadTransaction> {
    const left: Iterator<ReadTransaction>[] = [];
    for (const queue of this.#byAccount.values()) {
      const values = queue.values();
      const first = values.next();
      if (first.done !== true) yield first.value;
      if (queue.size > 1) left.push(values);
    }
    yield* roundRobin(left);
  }
}

function accountOf({ transaction }: ReadTransaction): string {
  return toHex(transaction.body.account);
}
