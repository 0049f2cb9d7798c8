import { existsSync } from "node:fs";
import { join } from "node:path";

import { toHex } from "../../primitives/bytes.ts";
import { defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { renderJson } from "../render.ts";

/** Reads a stopped node's whole database and proves every value and tree node. Imports the store only when it is used. */
export const check = defineCommand({
  usage: "check",
  summary: "Proves every entry of a stopped node's database.",
  options: [{ flags: "--data <directory>", summary: "the node's data directory", required: true }],
  async run(session, given) {
    const directory = textOption(given, "data") ?? "";
    const { installNative } = await import("../../node/native.ts");
    const { openStore } = await import("../../state/store.ts");
    installNative();
    const store = await openStore(databaseIn(directory), { createIfMissing: false });
    try {
      const root = store.root();
      const result = await store.verifyAll(root, ({ phase, done }) => {
        if (done % 100_000 === 0) session.output.progress(`${phase}: ${done}`);
      });
      const json = { sound: true, stateRoot: toHex(root), ...result };
      return { json, text: `The database is sound.\n${renderJson(json)}` };
    } finally {
      await store.close();
    }
  },
});

/** The database may be the directory itself or stand inside it. */
function databaseIn(directory: string): string {
  const places = [
    directory,
    ...["state", "chain", "store", "db", "ledger"].map((n) => join(directory, n)),
  ];
  const found = places.find((place) => existsSync(join(place, "CURRENT")));
  if (found !== undefined) return found;
  const hint = "Give the directory that the node's configuration names as data.";
  throw new CliError("DATABASE_MISSING", `There is no database in ${directory}.`, hint);
}
