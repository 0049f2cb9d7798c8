import { assert } from "../../primitives/assert.ts";

/** What is sent and stored in one piece. */
export const CHUNK_BYTES = 65_536;
/** The first chunk begins with the package's length. */
export const LENGTH_BYTES = 8;

/**
 * How many chunks a package takes: one of six sizes, so that what goes over the wire tells an order of magnitude and no more. The
 * largest holds 20 MB of attachments and the longest form (docs/domain section 3).
 */
export const CHUNK_CLASSES = [1, 4, 16, 64, 256, 384] as const;

export const PACKAGE_BYTES_MAX = CHUNK_CLASSES.at(-1)! * CHUNK_BYTES - LENGTH_BYTES;

/** The number of chunks of a package of so many bytes. */
export function chunksOf(packageBytes: number): number {
  const chunks = CHUNK_CLASSES.find((one) => packageBytes + LENGTH_BYTES <= one * CHUNK_BYTES);
  assert(chunks !== undefined, "callers refuse what is larger than PACKAGE_BYTES_MAX");
  return chunks;
}
