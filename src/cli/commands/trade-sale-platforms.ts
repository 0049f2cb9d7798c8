import { withNames } from "../account-names.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const tradeSalePlatforms = defineCommand({
  usage: "trade sale-platforms <merchant>",
  summary: "Platforms that may bring in a merchant's orders of other malls, and since when.",
  async run(session, given) {
    const params = { merchant: argument(given, 0) };
    const json = await readAll(session, "trade_salePlatforms", "platforms", params);
    const named = await withNames(session, json);
    const rows = listOf(named, "platforms").map((one) => {
      const { platform, by, height, timeMs } = objectOf(one, "platform");
      const since = typeof timeMs === "number" ? new Date(timeMs).toISOString() : null;
      return [platform ?? null, since, height ?? null, by ?? null];
    });
    return { json, text: renderTable(["platform", "since", "block", "by"], rows, ["block"]) };
  },
});
