import { createRequire } from "node:module";

/** The package's version; the file lies two folders up from the sources and three from the build. */
function read(): string {
  const require = createRequire(import.meta.url);
  for (const path of ["../../package.json", "../../../package.json"]) {
    try {
      const { name, version } = require(path) as { name?: string; version: string };
      if (name === "portolan") return version;
    } catch {
      continue; // not at this depth
    }
  }
  return "unknown";
}

export const VERSION = read();
