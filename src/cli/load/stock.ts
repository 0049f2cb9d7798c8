import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";

import { toHex } from "../../primitives/bytes.ts";
import type { Signed } from "./payments.ts";

/** A transaction ready to be handed in. */
export interface Ready {
  readonly id: string;
  readonly hex: string;
}

const CHUNK_BYTES = 1 << 20;
const ID_BYTES = 32;
const HEAD_BYTES = 4 + ID_BYTES;

/**
 * Signed transactions in a file: signing ends before measuring begins, and a hundred thousand of them take no memory. A
 * record is the length of the bytes (u32, little endian), the id, the bytes.
 */
export class Stock {
  readonly #path: string;
  readonly #file: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #left = 0;
  #readAt = 0;
  #chunk = Buffer.alloc(0);

  /** Makes the file, or empties it. */
  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, "w+", 0o600);
  }

  /** Transactions that are in it yet. */
  get left(): number {
    return this.#left;
  }

  add({ id, bytes }: Signed): void {
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32LE(bytes.length);
    head.set(id, 4);
    this.#pending.push(head, Buffer.from(bytes));
    this.#pendingBytes += HEAD_BYTES + bytes.length;
    this.#left += 1;
    if (this.#pendingBytes >= CHUNK_BYTES) this.flush();
  }

  /** What was added is in the file from here on; call it before `take`. */
  flush(): void {
    if (this.#pendingBytes === 0) return;
    writeSync(this.#file, Buffer.concat(this.#pending));
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  /** The next transactions, in the order in which they were added; fewer at the end. */
  take(count: number): Ready[] {
    const taken: Ready[] = [];
    while (taken.length < count && this.#left > 0) {
      const head = this.#bytes(HEAD_BYTES);
      const id = toHex(head.subarray(4));
      taken.push({ id, hex: this.#bytes(head.readUInt32LE()).toString("hex") });
      this.#left -= 1;
    }
    return taken;
  }

  remove(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #bytes(length: number): Buffer {
    if (this.#chunk.length < length) {
      const more = Buffer.allocUnsafe(CHUNK_BYTES);
      const read = readSync(this.#file, more, 0, CHUNK_BYTES, this.#readAt);
      this.#readAt += read;
      this.#chunk = Buffer.concat([this.#chunk, more.subarray(0, read)]);
    }
    const bytes = this.#chunk.subarray(0, length);
    this.#chunk = this.#chunk.subarray(length);
    return bytes;
  }
}
