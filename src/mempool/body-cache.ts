/**
 * The bytes of transactions whose form and signatures were checked here and that are not in the pool: those that a block brought,
 * those that the pool had no room for, and those of the last blocks, for peers that are a block behind. By wireHash, so none is
 * verified twice; the oldest go when the bound is reached, and peers serve them again.
 *
 * Bytes only: a transaction that was read takes ten times as much, and what the collector has to look at costs time.
 */
export class BodyCache {
  readonly #bytesMax: number;
  readonly #byWireHash = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(bytesMax = 32 * 1024 * 1024) {
    this.#bytesMax = bytesMax;
  }

  get(wireHash: string): Uint8Array | undefined {
    return this.#byWireHash.get(wireHash);
  }

  add(wireHash: string, bytes: Uint8Array): void {
    if (this.#byWireHash.has(wireHash)) return;
    this.#byWireHash.set(wireHash, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, itsBytes] of this.#byWireHash) {
      if (this.#bytes <= this.#bytesMax) return;
      this.#byWireHash.delete(oldest);
      this.#bytes -= itsBytes.length;
    }
  }
}
