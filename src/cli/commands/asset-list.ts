import { assetLine } from "../asset-page.ts";
import { defineCommand } from "../command.ts";
import { objectOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderJson } from "../render.ts";

export const assetList = defineCommand({
  usage: "asset list",
  summary: "Every asset: supply and what is in reserve for it, options and freeze.",
  async run(session) {
    const json = await readAll(session, "asset_list", "assets");
    return { json, text: renderJson(json.map((entry) => assetLine(objectOf(entry, "asset")))) };
  },
});
