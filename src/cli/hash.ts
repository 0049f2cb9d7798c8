import { fromHex } from "../primitives/bytes.ts";
import { usageError } from "./errors.ts";

/** 32 bytes that were typed in hexadecimal. Throws a usage error: HASH_FORMAT. */
export function hashOf(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes?.length === 32) return bytes;
  const hint = "An id is 64 digits of lower-case hexadecimal.";
  throw usageError("HASH_FORMAT", `"${text}" is not an id.`, hint);
}
