import { formatAccount } from "../../primitives/account-id.ts";
import { withNames } from "../account-names.ts";
import { defineCommand } from "../command.ts";
import { listOf, objectOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { withReadableAmounts } from "../readable-amounts.ts";
import { renderTable } from "../render.ts";

export const assetRedemptions = defineCommand({
  usage: "asset redemptions [account]",
  summary: "What holders asked an issuer to pay out; without a name, the acting account.",
  async run(session, given) {
    const [name] = given.args;
    const issuer = name === undefined ? await session.actor() : await session.account(name);
    const params = { account: formatAccount(issuer) };
    const json = await readAll(session, "redemption_waiting", "redemptions", params);
    const shown = await withNames(session, await withReadableAmounts(session, json));
    const rows = listOf(shown, "redemptions").map((one) => {
      const { id, holder, amount, reference } = objectOf(one, "redemption");
      return [id, holder, amount, reference].map((cell) => cell ?? null);
    });
    return {
      json,
      text: renderTable(["redemption", "holder", "amount", "reference"], rows, ["amount"]),
    };
  },
});
