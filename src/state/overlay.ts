import { assert } from "../primitives/assert.ts";
import { isKey, ledgerLimits } from "./ledger.ts";
import type { Changes, Key, Ledger, LedgerReader } from "./ledger.ts";

/**
 * Writes that are not final, over a parent that they leave alone.
 *
 * A transaction writes into a scratch overlay, merged into its block's overlay if it succeeds and discarded if it
 * fails. A block's overlay stands on its parent block's, and several may stand on one: that is how forks of uncommitted
 * blocks live side by side. At the bottom is the store.
 */
export class Overlay implements Ledger {
  #parent: LedgerReader;
  readonly #changes = new Map<Key, Uint8Array | undefined>();

  constructor(parent: LedgerReader) {
    this.#parent = parent;
  }

  get(key: Key): Uint8Array | undefined {
    const own = this.#changes.get(key);
    if (own !== undefined) return own;
    return this.#changes.has(key) ? undefined : this.#parent.get(key); // own undefined: deleted here
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  put(key: Key, value: Uint8Array): void {
    assert(isKey(key), `a ledger key is 1 to ${ledgerLimits.keyLengthMax} printable characters`);
    assert(
      value.length <= ledgerLimits.valueBytesMax,
      `a value has at most ${ledgerLimits.valueBytesMax} bytes`,
    );
    this.#changes.set(key, value);
  }

  delete(key: Key): void {
    assert(isKey(key), `a ledger key is 1 to ${ledgerLimits.keyLengthMax} printable characters`);
    this.#changes.set(key, undefined);
  }

  /**
   * The writes of this overlay alone: the last one for each key, undefined for a deletion. May hold writes that change
   * nothing. Its order is that of execution and must not influence any result: sort before deriving from it.
   */
  changes(): Changes {
    return this.#changes;
  }

  /** Merges these writes, whose keys and values were checked here, into `target`. This overlay stays as it is. */
  applyTo(target: Overlay): void {
    for (const [key, value] of this.#changes) target.#changes.set(key, value);
  }

  /** Forgets every write: the overlay reads as its parent again. */
  discard(): void {
    this.#changes.clear();
  }

  /**
   * Reads through `parent` from now on. Called when the parent overlay's block is on disk: the store then gives what
   * the overlay gave, and the overlay's memory can go.
   */
  rebase(parent: LedgerReader): void {
    assert(parent !== this, "an overlay does not stand on itself");
    this.#parent = parent;
  }
}
