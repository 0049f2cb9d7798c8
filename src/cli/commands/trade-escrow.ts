import { formatAccount } from "../../primitives/account-id.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import { assetGiven, assetOption } from "../asset-option.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand } from "../command.ts";
import { decimalsOf, objectOf, textOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const tradeEscrow = defineCommand({
  usage: "trade escrow [account]",
  summary: "What an account keeps in escrow for orders; without a name, the acting account.",
  options: [assetOption],
  async run(session, given) {
    const [name] = given.args;
    const account = name === undefined ? await session.actor() : await session.account(name);
    const { asset, typed } = await assetGiven(session, given);
    const of = { account: formatAccount(account), asset: formatAsset(asset) };
    const json = objectOf(await session.call("trade_escrow", of), "trade_escrow");
    const kept = BigInt(textOf(json["inEscrow"], "inEscrow"));
    const sum = `${formatMinor(kept, await decimalsOf(session, asset))} ${typed}`;
    return { json, text: renderJson({ account: name ?? of.account, inEscrow: sum }) };
  },
});
