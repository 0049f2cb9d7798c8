import { argument, defineCommand } from "../command.ts";
import { objectOf, withDecimals } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderJson } from "../render.ts";

/** In JSON amounts are minor units, as everywhere in the API; for people the point is set. */
export const balance = defineCommand({
  usage: "balance <account>",
  summary: "What an account holds of each asset, and what its issuer keeps it from using.",
  async run(session, given) {
    const account = argument(given, 0);
    const json = await readAll(session, "account_balances", "balances", { account });
    const entries = json.map((entry) => withDecimals(objectOf(entry, "balance")));
    // Most assets are free for all: what no issuer has said anything about needs no column.
    const isSaid = (name: string) => entries.some((one) => (one[name] ?? null) !== null);
    const said = ["authorised", "frozen"].filter(isSaid);
    const rows = entries.map(({ code, available, held, asset, ...one }) => {
      const more = Object.fromEntries(said.map((name) => [name, one[name] ?? null]));
      return { code, available, held, ...more, asset };
    });
    return { json, text: renderJson(rows as never) };
  },
});
