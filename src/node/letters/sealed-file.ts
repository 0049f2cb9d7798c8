import { randomBytes } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";

import { openChunk, sealChunk, TAG_BYTES } from "../../letters/exchange/chunk-cipher.ts";
import { CHUNK_BYTES, CHUNK_CLASSES } from "../../letters/exchange/padding.ts";
import { ContentError } from "./content-error.ts";

const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const HEADER_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES + 2;
const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES;

/**
 * A file of chunks under a key of its own: {nonce, the key wrapped under the node's, u16 number of chunks}, then the chunks, each
 * sealed for its place. Nothing of what is in it lies on the disk in the clear at any time.
 */
export class SealedFile {
  readonly chunks: number;
  readonly #file: FileHandle;
  readonly #key: Uint8Array;

  private constructor(file: FileHandle, key: Uint8Array, chunks: number) {
    [this.#file, this.#key, this.chunks] = [file, key, chunks];
  }

  static async create(
    file: FileHandle,
    storageKey: Uint8Array,
    chunks: number,
  ): Promise<SealedFile> {
    const [key, nonce] = [KEY_BYTES, NONCE_BYTES].map((n) => new Uint8Array(randomBytes(n)));
    const header = new Uint8Array(HEADER_BYTES);
    header.set(nonce!);
    header.set(xchacha20poly1305(storageKey, nonce!).encrypt(key!), NONCE_BYTES);
    new DataView(header.buffer).setUint16(HEADER_BYTES - 2, chunks);
    await file.truncate(0);
    await file.write(header, 0, HEADER_BYTES, 0);
    return new SealedFile(file, key!, chunks);
  }

  /** Throws CONTENT_DAMAGED. */
  static async open(file: FileHandle, storageKey: Uint8Array): Promise<SealedFile> {
    const header = new Uint8Array(HEADER_BYTES);
    await file.read(header, 0, HEADER_BYTES, 0);
    const chunks = new DataView(header.buffer).getUint16(HEADER_BYTES - 2);
    const nonce = header.subarray(0, NONCE_BYTES);
    const wrapped = header.subarray(NONCE_BYTES, HEADER_BYTES - 2);
    try {
      const key = xchacha20poly1305(storageKey, nonce).decrypt(wrapped);
      if (CHUNK_CLASSES.some((one) => one === chunks)) return new SealedFile(file, key, chunks);
    } catch (error) {
      throw new ContentError("CONTENT_DAMAGED", error);
    }
    throw new ContentError("CONTENT_DAMAGED");
  }

  async write(place: number, plain: Uint8Array): Promise<void> {
    const sealed = sealChunk(this.#key, place, plain);
    await this.#file.write(sealed, 0, SEALED_BYTES, HEADER_BYTES + place * SEALED_BYTES);
  }

  /** Throws CONTENT_DAMAGED. */
  async read(place: number): Promise<Uint8Array> {
    const sealed = new Uint8Array(SEALED_BYTES);
    const at = HEADER_BYTES + place * SEALED_BYTES;
    await this.#file.read(sealed, 0, SEALED_BYTES, at);
    const plain = openChunk(this.#key, place, sealed);
    if (plain === undefined) throw new ContentError("CONTENT_DAMAGED");
    return plain;
  }

  /** How many whole chunks are there, from the first one on. */
  async written(): Promise<number> {
    const { size } = await this.#file.stat();
    return Math.min(this.chunks, Math.floor(Math.max(0, size - HEADER_BYTES) / SEALED_BYTES));
  }

  async sync(): Promise<void> {
    await this.#file.sync();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
