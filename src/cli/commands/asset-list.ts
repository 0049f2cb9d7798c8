import { defineCommand } from "../command.ts";
import { objectOf, withDecimals } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderJson } from "../render.ts";

export const assetList = defineCommand({
  usage: "asset list",
  summary: "Every asset with its decimals and supply.",
  async run(session) {
    const json = await readAll(session, "asset_list", "assets");
    const rows = json.map((entry) => ({ ...withDecimals(objectOf(entry, "asset")) }));
    return { json, text: renderJson(rows) };
  },
});
