#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const entry = new URL("../dist/src/cli/main.js", import.meta.url);

if (existsSync(fileURLToPath(entry))) {
  await import(entry.href);
} else {
  process.stderr.write("NOT_BUILT: Portolan is not built yet.\nRun `npm run setup` first.\n");
  process.exitCode = 2;
}
