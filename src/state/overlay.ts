import { assert } from "../primitives/assert.ts";
import { Entry, isKey, ledgerLimits } from "./ledger.ts";
import type { Changes, Key, Ledger, LedgerReader, Writes } from "./ledger.ts";

/**
 * Writes that are not final, over a parent that they leave alone.
 *
 * A transaction writes into a scratch overlay, merged into its block's overlay if it succeeds and discarded if it
 * fails. A block's overlay stands on its parent block's, and several may stand on one: that is how forks of uncommitted
 * blocks live side by side. At the bottom is the store.
 */
export class Overlay implements Ledger {
  #parent: LedgerReader;
  readonly #writes = new Map<Key, Entry | undefined>();

  constructor(parent: LedgerReader) {
    this.#parent = parent;
  }

  get(key: Key): Uint8Array | undefined {
    return this.entry(key)?.bytes();
  }

  entry(key: Key): Entry | undefined {
    const own = this.#writes.get(key);
    if (own !== undefined) return own;
    return this.#writes.has(key) ? undefined : this.#parent.entry(key); // own undefined: deleted here
  }

  has(key: Key): boolean {
    if (this.#writes.get(key) !== undefined) return true;
    return !this.#writes.has(key) && this.#parent.has(key); // own undefined: deleted here
  }

  put(key: Key, value: Uint8Array | Entry): void {
    assert(isKey(key), KEY_PROMISE);
    if (value instanceof Uint8Array) assertSize(value);
    this.#writes.set(key, value instanceof Uint8Array ? Entry.of(value) : value);
  }

  delete(key: Key): void {
    assert(isKey(key), KEY_PROMISE);
    this.#writes.set(key, undefined);
  }

  /**
   * The writes of this overlay alone: the last one for each key, undefined for a deletion. May hold writes that change
   * nothing. Its order is that of execution and must not influence any result: sort before deriving from it.
   */
  changes(): Changes {
    const changes = new Map<Key, Uint8Array | undefined>();
    for (const [key, entry] of this.#writes) changes.set(key, entry && assertSize(entry.bytes()));
    return changes;
  }

  /** As `changes`, for who need not know the bytes. */
  writes(): Writes {
    return this.#writes;
  }

  /** Merges these writes, whose keys and values were checked here, into `target`. This overlay stays as it is. */
  applyTo(target: Overlay): void {
    for (const [key, entry] of this.#writes) target.#writes.set(key, entry);
  }

  /** Forgets every write: the overlay reads as its parent again. */
  discard(): void {
    this.#writes.clear();
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

const KEY_PROMISE = `a ledger key is 1 to ${ledgerLimits.keyLengthMax} printable characters`;
const SIZE_PROMISE = `a value has at most ${ledgerLimits.valueBytesMax} bytes`;

function assertSize(value: Uint8Array): Uint8Array {
  assert(value.length <= ledgerLimits.valueBytesMax, SIZE_PROMISE);
  return value;
}
