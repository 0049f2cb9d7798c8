import type { CommittedBlock, RpcContext } from "./context.ts";
import { rpcLimits } from "./limits.ts";

interface Waiter {
  readonly look: () => void;
  readonly end: () => void;
}

/**
 * The one listener to the node's commits. Calls that wait for something look again at every block; subscriptions share
 * the blocks that were read last.
 */
export class CommitFeed {
  readonly #node: RpcContext;
  readonly #waiters = new Set<Waiter>();
  readonly #blocks = new Map<number, CommittedBlock>();
  readonly #stop: () => void;
  /** Calls that wait, for a limited time; subscriptions, which wait without limit, have a bound of their own. */
  #calls = 0;
  #closed = false;

  constructor(node: RpcContext) {
    this.#node = node;
    this.#stop = node.onCommitted((block) => {
      this.#remember(block);
      for (const waiter of [...this.#waiters]) waiter.look();
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * The first value that `look` gives, now or after a commit; undefined if the time runs out, the signal aborts or the
   * server closes. Throws what `look` throws. Calls ask `isFull` first; subscriptions pass Infinity.
   */
  until<T>(
    look: () => T | undefined,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<T | undefined> {
    return new Promise<T | undefined>((resolve, reject) => {
      const isCall = timeoutMs !== Infinity;
      const finish = (settle: () => void): void => {
        if (!this.#waiters.has(waiter)) return;
        if (isCall) this.#calls--;
        clearTimeout(timer);
        signal?.removeEventListener("abort", waiter.end);
        this.#waiters.delete(waiter);
        settle();
      };
      const waiter: Waiter = {
        look: () => {
          try {
            const found = look();
            if (found !== undefined) finish(() => resolve(found));
          } catch (error: unknown) {
            finish(() => reject(asError(error)));
          }
        },
        end: () => finish(() => resolve(undefined)),
      };
      // Registered before the first look: a commit in between would otherwise be missed.
      this.#waiters.add(waiter);
      if (isCall) this.#calls++;
      const timer = isCall ? setTimeout(waiter.end, timeoutMs) : undefined;
      signal?.addEventListener("abort", waiter.end);
      if (this.#closed || signal?.aborted === true) waiter.end();
      else waiter.look();
    });
  }

  /** True if no further call may wait: each looks again at every block. */
  isFull(): boolean {
    return this.#calls >= rpcLimits.waitsMax;
  }

  /** A committed block, from memory if it is among the last ones read. */
  block(height: number): CommittedBlock | undefined {
    const known = this.#blocks.get(height);
    if (known !== undefined) return known;
    const block = this.#node.chain.block(height);
    if (block !== undefined) this.#remember(block);
    return block;
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    for (const waiter of [...this.#waiters]) waiter.end();
  }

  #remember(block: CommittedBlock): void {
    this.#blocks.set(block.height, block);
    if (this.#blocks.size <= rpcLimits.blocksCached) return;
    for (const height of this.#blocks.keys()) {
      this.#blocks.delete(height);
      return;
    }
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
