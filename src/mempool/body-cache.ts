import type { ReadTransaction } from "../execution/read-transaction.ts";

/**
 * Transactions whose form and signatures were checked here, by wireHash: nothing is verified twice, and blocks find the
 * bodies that never were in the pool or have left it. The oldest go when the bound is reached; peers serve them again.
 */
export class BodyCache {
  readonly #bytesMax: number;
  readonly #byWireHash = new Map<string, ReadTransaction>();
  #bytes = 0;

  constructor(bytesMax = 64 * 1024 * 1024) {
    this.#bytesMax = bytesMax;
  }

  get(wireHash: string): ReadTransaction | undefined {
    return this.#byWireHash.get(wireHash);
  }

  add(value: ReadTransaction): void {
    if (this.#byWireHash.has(value.wireHash)) return;
    this.#byWireHash.set(value.wireHash, value);
    this.#bytes += value.transaction.bytes.length;
    for (const [wireHash, oldest] of this.#byWireHash) {
      if (this.#bytes <= this.#bytesMax) return;
      this.#byWireHash.delete(wireHash);
      this.#bytes -= oldest.transaction.bytes.length;
    }
  }
}
