import { CHUNK_BYTES, LENGTH_BYTES, PACKAGE_BYTES_MAX } from "../../letters/exchange/padding.ts";
import type { PackageSource } from "../../letters/package/file.ts";
import { ContentError } from "./content-error.ts";
import type { SealedFile } from "./sealed-file.ts";

// A package in chunks: its length in eight bytes, the package, and zeros up to the end of the last chunk.

/** The package in a file of chunks. Throws CONTENT_DAMAGED. */
export async function packageIn(file: SealedFile): Promise<PackageSource> {
  const first = await file.read(0);
  const length = new DataView(first.buffer, first.byteOffset).getBigUint64(0);
  if (length > BigInt(file.chunks * CHUNK_BYTES - LENGTH_BYTES)) {
    throw new ContentError("CONTENT_DAMAGED");
  }
  const size = Number(length);
  return {
    ...{ name: "The content", size },
    async read(at, wanted) {
      if (at + wanted > size) return undefined;
      const bytes = new Uint8Array(wanted);
      for (let done = 0; done < wanted;) {
        const from = LENGTH_BYTES + at + done;
        const chunk = await file.read(Math.floor(from / CHUNK_BYTES));
        const piece = chunk.subarray(from % CHUNK_BYTES, (from % CHUNK_BYTES) + wanted - done);
        bytes.set(piece, done);
        done += piece.length;
      }
      return bytes;
    },
  };
}

/** A package's bytes, piece by piece. */
export async function* bytesOf(source: PackageSource): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.size; at += CHUNK_BYTES) {
    const piece = await source.read(at, Math.min(CHUNK_BYTES, source.size - at));
    if (piece === undefined) throw new ContentError("CONTENT_DAMAGED");
    yield piece;
  }
}

/** Chunks of a package of known size from its bytes as they come, the last ones zeros. Throws CONTENT_TOO_LARGE, NOT_A_PACKAGE. */
export async function* chunksFrom(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
  chunks: number,
): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(CHUNK_BYTES);
  new DataView(chunk.buffer).setBigUint64(0, BigInt(size));
  let [filled, total, given] = [LENGTH_BYTES, 0, 0];
  for await (const piece of bytes) {
    total += piece.length;
    if (total > size || total > PACKAGE_BYTES_MAX) throw new ContentError("CONTENT_TOO_LARGE");
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + CHUNK_BYTES - filled);
      chunk.set(part, filled);
      [filled, at] = [filled + part.length, at + part.length];
      if (filled < CHUNK_BYTES) continue;
      yield chunk;
      [chunk, filled, given] = [new Uint8Array(CHUNK_BYTES), 0, given + 1];
    }
  }
  if (total !== size) throw new ContentError("NOT_A_PACKAGE");
  for (; given < chunks; given++) {
    yield chunk;
    chunk = new Uint8Array(CHUNK_BYTES);
  }
}
