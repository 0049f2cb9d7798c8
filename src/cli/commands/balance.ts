import { argument, defineCommand } from "../command.ts";
import { objectOf, withDecimals } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderJson } from "../render.ts";

/** In JSON amounts are minor units, as everywhere in the API; for people the point is set. */
export const balance = defineCommand({
  usage: "balance <account>",
  summary: "What an account holds of each asset.",
  async run(session, given) {
    const account = argument(given, 0);
    const json = await readAll(session, "account_balances", "balances", { account });
    const rows = json.map((entry) => {
      const { code, available, held, asset } = withDecimals(objectOf(entry, "balance"));
      return { code, available, held, asset };
    });
    return { json, text: renderJson(rows as never) };
  },
});
