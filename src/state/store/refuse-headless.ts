import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { fromLevelError, StoreError } from "./store-error.ts";

/** LevelDB takes a directory without the file CURRENT for empty and deletes the tables that lie there: look first. */
export function refuseHeadless(directory: string): void {
  const table = /^MANIFEST-|\.(ldb|sst|log)$/;
  let remnant: string | undefined;
  try {
    if (!existsSync(directory) || existsSync(join(directory, "CURRENT"))) return;
    remnant = readdirSync(directory).find((name) => table.test(name));
  } catch (error) {
    throw fromLevelError(error, "open", directory);
  }
  if (remnant === undefined) return;
  throw new StoreError(
    "DATABASE_DAMAGED",
    `the database ${directory} has ${remnant} but no file CURRENT`,
    { directory },
  );
}

/** LevelDB makes folders and a lock file even where it is told to make no database. */
export function refuseMissing(directory: string): void {
  if (existsSync(join(directory, "CURRENT"))) return;
  throw new StoreError("DATABASE_MISSING", `no database in ${directory}`, { directory });
}
