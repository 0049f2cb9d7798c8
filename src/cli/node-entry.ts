import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The built entry of a node, beside this file in `dist`. Seen from the sources (tests), it is in `dist` all the same: a
 * node is always run as it is shipped.
 */
function locate(): string {
  const beside = fileURLToPath(new URL("../node/main.js", import.meta.url));
  const built = fileURLToPath(new URL("../../dist/src/node/main.js", import.meta.url));
  return existsSync(beside) ? beside : built;
}

export const NODE_ENTRY = locate();
