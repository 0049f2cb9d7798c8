import { toHex } from "../../primitives/bytes.ts";
import type { ContentName } from "./content-store.ts";

/**
 * What this node still has to deliver, by who is to have it: an end that is away for days costs one look in each round, however
 * much waits for it.
 */
export class Undelivered {
  readonly #byReceiver = new Map<string, Map<string, ContentName>>();
  readonly #receivers = new Map<string, string>();

  get size(): number {
    return this.#receivers.size;
  }

  add(receiver: string, name: ContentName): void {
    const key = keyOf(name);
    this.#receivers.set(key, receiver);
    const names = this.#byReceiver.get(receiver) ?? new Map<string, ContentName>();
    this.#byReceiver.set(receiver, names.set(key, name));
  }

  has(name: ContentName): boolean {
    return this.#receivers.has(keyOf(name));
  }

  /** False if it was not there. */
  delete(name: ContentName): boolean {
    const key = keyOf(name);
    const receiver = this.#receivers.get(key);
    if (receiver === undefined) return false;
    this.#receivers.delete(key);
    const names = this.#byReceiver.get(receiver)!;
    names.delete(key);
    if (names.size === 0) this.#byReceiver.delete(receiver);
    return true;
  }

  receivers(): string[] {
    return [...this.#byReceiver.keys()];
  }

  of(receiver: string): ContentName[] {
    return [...(this.#byReceiver.get(receiver)?.values() ?? [])];
  }
}

/** A document in hexadecimal: what maps of them are keyed by. */
export function keyOf({ letter, commitment }: ContentName): string {
  return toHex(letter) + toHex(commitment);
}
