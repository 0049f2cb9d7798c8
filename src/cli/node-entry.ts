import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * A built entry, beside this folder in `dist`. Seen from the sources (tests), it is in `dist` all the same: a node is always
 * run as it is shipped.
 */
function locate(path: string): string {
  const beside = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const built = fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url));
  return existsSync(beside) ? beside : built;
}

export const NODE_ENTRY = locate("node/main.js");
export const SIGNER_ENTRY = locate("signer/main.js");
