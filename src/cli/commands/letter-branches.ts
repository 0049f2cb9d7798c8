import { withNames } from "../account-names.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const letterBranches = defineCommand({
  usage: "letter branches <bank>",
  summary: "A bank's branches that letters can be addressed to, and which account answers.",
  async run(session, given) {
    const json = await readAll(session, "letter_branches", "branches", {
      bank: argument(given, 0),
    });
    const rows = listOf(await withNames(session, json), "branches").map((one) => {
      const { code, name, handler } = objectOf(one, "branch");
      return [code ?? null, name ?? null, handler ?? null];
    });
    return { json, text: renderTable(["code", "branch", "answered by"], rows) };
  },
});
