import { formatAsset } from "../../primitives/asset-id.ts";
import { assetPage } from "../asset-page.ts";
import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { assetOf, objectOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const assetGet = defineCommand({
  usage: "asset get <asset>",
  summary: "An asset, like HKD@gateway-hk: supply, reserves, options, limits and freeze.",
  async run(session, given) {
    const asset = formatAsset(await assetOf(session, argument(given, 0)));
    const json = await session.call("asset_get", { asset });
    if (json !== null) return { json, text: renderJson(assetPage(objectOf(json, "asset"))) };
    const hint = "`portolan asset list` shows the assets of this network.";
    throw new CliError("UNKNOWN_ASSET", `There is no asset ${argument(given, 0)}.`, hint);
  },
});
