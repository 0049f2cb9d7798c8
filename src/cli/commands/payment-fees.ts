import { formatAccount } from "../../primitives/account-id.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import { formatMinor } from "../amount.ts";
import { assetOption } from "../asset-option.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { assetOf, decimalsOf, numberOf, objectOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const paymentFees = defineCommand({
  usage: "payment fees <account>",
  summary: "What an account charges for approving payments in an asset.",
  options: [assetOption],
  async run(session, given) {
    const name = argument(given, 0);
    const account = formatAccount(await session.account(name));
    const typed = textOption(given, "asset") ?? "";
    const asset = await assetOf(session, typed);
    const json = await session.call("payment_fees", { account, asset: formatAsset(asset) });
    if (json === null) return { json, text: `${name} charges nothing in ${typed}.` };
    const { flat, partsPerMillion, least, most } = objectOf(json, "fees");
    const decimals = await decimalsOf(session, asset);
    const readable = (minor: typeof flat) =>
      typeof minor === "string" ? `${formatMinor(BigInt(minor), decimals)} ${typed}` : null;
    const percent = `${numberOf(partsPerMillion, "partsPerMillion") / 10_000} %`;
    const shown = { flat: readable(flat), rate: percent };
    const bounds = { least: readable(least), most: readable(most) };
    return { json, text: renderJson({ ...shown, ...bounds }) };
  },
});
