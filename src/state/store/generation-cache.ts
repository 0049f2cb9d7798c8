/**
 * A bounded cache in two generations, close to least-recently-used.
 *
 * A hit in the old generation moves to the young one; when the young one is half the bound, the old one is dropped
 * and the young one takes its place. One ordered map with delete and re-insert on each hit would be exact, but leaves
 * holes that make each eviction slower than the read it saves.
 */
export class GenerationCache<Value> {
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  #youngWeight = 0;
  readonly #generationWeight: number;
  readonly #weigh: (value: Value) => number;

  /** `weightMax` bounds the sum of what `weigh` says of the values, plus the overhead of each entry. */
  constructor(weightMax: number, weigh: (value: Value) => number) {
    this.#generationWeight = weightMax / 2;
    this.#weigh = weigh;
  }

  get(key: string): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    const before = this.#young.get(key);
    if (before !== undefined) this.#youngWeight -= this.#weight(key, before);
    this.#young.set(key, value);
    this.#youngWeight += this.#weight(key, value);
    if (this.#youngWeight <= this.#generationWeight) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngWeight = 0;
  }

  delete(key: string): void {
    const before = this.#young.get(key);
    if (before !== undefined) this.#youngWeight -= this.#weight(key, before);
    this.#young.delete(key);
    this.#old.delete(key);
  }

  #weight(key: string, value: Value): number {
    return ENTRY_OVERHEAD_BYTES + key.length + this.#weigh(value);
  }
}

/** A map entry, a string header and an array with its buffer: measured at 200 to 260 bytes in V8. */
const ENTRY_OVERHEAD_BYTES = 240;
