import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { chunksOf, PACKAGE_BYTES_MAX } from "../../letters/exchange/padding.ts";
import { fromHex, toHex } from "../../primitives/bytes.ts";
import { syncDirectory } from "../synced-file.ts";
import { ContentError } from "./content-error.ts";
import { chunksFrom } from "./padded.ts";
import { SealedFile } from "./sealed-file.ts";

/** A document of a letter, by what the ledger commits to. */
export interface ContentName {
  readonly letter: Uint8Array;
  readonly commitment: Uint8Array;
}

/** A document that is here but not kept yet: what it is called is known when it has been read. */
export interface Unkept {
  readonly file: SealedFile;
  keepAs(name: ContentName): Promise<void>;
  drop(): Promise<void>;
}

/**
 * What an end keeps of its letters, each document in a sealed file. A file gets its name when it is whole and was found to be what
 * the ledger commits to; one that is still arriving goes on where it was.
 */
export class ContentStore {
  readonly #directory: string;
  readonly #key: Uint8Array;

  constructor(directory: string, storageKey: Uint8Array) {
    [this.#directory, this.#key] = [directory, storageKey];
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (const file of readdirSync(directory)) {
      if (file.endsWith(INCOMING)) rmSync(join(directory, file)); // its sender was cut off, and knows it
    }
  }

  has(name: ContentName): boolean {
    return existsSync(this.#path(name));
  }

  /** Everything that is whole. */
  list(): ContentName[] {
    return readdirSync(this.#directory).flatMap((file) => {
      const [letter, commitment, ...rest] = file.split(".").map(fromHex);
      const isWhole = rest.length === 0 && letter?.length === 32 && commitment?.length === 32;
      return isWhole ? [{ letter, commitment }] : [];
    });
  }

  /** A whole document. Throws CONTENT_UNKNOWN, CONTENT_DAMAGED. */
  async open(name: ContentName): Promise<SealedFile> {
    if (!this.has(name)) throw new ContentError("CONTENT_UNKNOWN");
    const file = await open(this.#path(name));
    try {
      return await SealedFile.open(file, this.#key);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Takes a package of a size as it comes in. Throws CONTENT_TOO_LARGE, NOT_A_PACKAGE. */
  async take(bytes: AsyncIterable<Uint8Array>, size: number): Promise<Unkept> {
    if (size > PACKAGE_BYTES_MAX) throw new ContentError("CONTENT_TOO_LARGE");
    const path = join(this.#directory, `${toHex(new Uint8Array(randomBytes(16)))}${INCOMING}`);
    const file = await SealedFile.create(await open(path, "wx+", 0o600), this.#key, chunksOf(size));
    const unkept = this.#unkept(path, file);
    try {
      let place = 0;
      for await (const chunk of chunksFrom(bytes, size, file.chunks))
        await file.write(place++, chunk);
      return unkept;
    } catch (error) {
      await unkept.drop();
      throw error;
    }
  }

  /** A document that arrives in so many chunks, with what of it has arrived before. */
  async resume(name: ContentName, chunks: number): Promise<Unkept> {
    const path = `${this.#path(name)}${PART}`;
    const handle = await open(path, existsSync(path) ? "r+" : "wx+", 0o600);
    try {
      const known = await SealedFile.open(handle, this.#key);
      if (known.chunks === chunks) return this.#unkept(path, known);
    } catch (error) {
      const isDamaged = error instanceof ContentError && error.code === "CONTENT_DAMAGED";
      if (!isDamaged) await handle.close();
      if (!isDamaged) throw error; // new, or cut off within its first bytes: it begins anew
    }
    return this.#unkept(path, await SealedFile.create(handle, this.#key, chunks));
  }

  /** Remembers that the other end has it. */
  async setDelivered(name: ContentName, timeMs: number): Promise<void> {
    await writeFile(`${this.#path(name)}${DELIVERED}`, String(timeMs), { mode: 0o600 });
  }

  /** A full disk leaves an empty file: then it is not known when it was delivered, and it is offered again. */
  isDelivered(name: ContentName): boolean {
    const found = statSync(`${this.#path(name)}${DELIVERED}`, { throwIfNoEntry: false });
    return found !== undefined && found.size > 0;
  }

  /** When the other end had it, milliseconds UTC of this node's clock; undefined if it does not yet, or did not get it from here. */
  async deliveredAtMs(name: ContentName): Promise<number | undefined> {
    if (!this.isDelivered(name)) return undefined;
    return Number(await readFile(`${this.#path(name)}${DELIVERED}`, "utf8"));
  }

  #unkept(path: string, file: SealedFile): Unkept {
    return {
      file,
      keepAs: async (name) => {
        await file.sync();
        await file.close();
        await rename(path, this.#path(name));
        syncDirectory(this.#directory);
      },
      drop: async () => {
        await file.close();
        await rm(path, { force: true });
      },
    };
  }

  #path({ letter, commitment }: ContentName): string {
    return join(this.#directory, `${toHex(letter)}.${toHex(commitment)}`);
  }
}

const INCOMING = ".incoming";
const PART = ".part";
const DELIVERED = ".delivered";
