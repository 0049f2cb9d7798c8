import type { Entry, Key, LedgerReader } from "../../state/ledger.ts";

/** Reads on behalf of somebody who keeps what comes of them, and can tell later whether they would give the same again. */
export class Witness implements LedgerReader {
  readonly #ledger: LedgerReader;
  /** In the order in which they were read first. */
  readonly #reads: { readonly key: Key; readonly entry: Entry | undefined }[] = [];
  readonly #keys = new Set<Key>();

  constructor(ledger: LedgerReader) {
    this.#ledger = ledger;
  }

  /** How many different keys were read. */
  get length(): number {
    return this.#reads.length;
  }

  get(key: Key): Uint8Array | undefined {
    return this.entry(key)?.bytes();
  }

  entry(key: Key): Entry | undefined {
    const entry = this.#ledger.entry(key);
    if (!this.#keys.has(key)) {
      this.#keys.add(key);
      this.#reads.push({ key, entry });
    }
    return entry;
  }

  has(key: Key): boolean {
    return this.entry(key) !== undefined;
  }

  /** Whether some of the reads would give the same. A ledger gives the same entry as long as nothing is written there: no value is compared. */
  holds(from: number, to: number): boolean {
    for (let place = from; place < to; place++) {
      const { key, entry } = this.#reads[place]!;
      if (this.#ledger.entry(key) !== entry) return false;
    }
    return true;
  }

  /** Forgets all reads but so many. */
  forget(but: number): void {
    for (const { key } of this.#reads.splice(but)) this.#keys.delete(key);
  }
}
