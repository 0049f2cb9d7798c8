import { join } from "node:path";

import { listKeyNames, readKeyFile } from "../../node/keys/key-store.ts";
import { defineCommand } from "../command.ts";
import { toCliError } from "../errors.ts";
import { keyDirectories } from "../key-ring.ts";
import { renderTable } from "../render.ts";

/** A damaged file is a line of the list, not the end of it. */
export const keysList = defineCommand({
  usage: "keys list",
  summary: "The keys of the devnet in this folder and your own.",
  async run() {
    const json: { name: string; account: string | null; file: string; problem: string | null }[] =
      [];
    for (const directory of keyDirectories()) {
      for (const name of await listKeyNames(directory)) {
        const file = join(directory, `${name}.json`);
        try {
          json.push({ name, account: (await readKeyFile(file)).account, file, problem: null });
        } catch (error) {
          json.push({ name, account: null, file, problem: toCliError(error).code });
        }
      }
    }
    const rows = json.map(({ name, account, file, problem }) => [name, account ?? problem, file]);
    return { json, text: renderTable(["name", "account", "file"], rows) };
  },
});
