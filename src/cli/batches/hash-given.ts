import { createHash } from "node:crypto";

import { readBytes } from "../files.ts";

/** SHA-256 of the file that was named; or the hash itself, for who has salted the document. Throws a usage error: FILE_UNREADABLE. */
export function hashGiven(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  return createHash("sha256").update(readBytes(text)).digest("hex");
}
