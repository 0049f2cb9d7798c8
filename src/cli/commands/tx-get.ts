import { argument, defineCommand } from "../command.ts";
import { withReadableAmounts } from "../readable-amounts.ts";
import { renderJson } from "../render.ts";

export const txGet = defineCommand({
  usage: "tx get <id>",
  summary: "What became of a transaction: pending, committed, rejected, expired or unknown.",
  async run(session, given) {
    const json = await session.call("tx_get", { id: argument(given, 0) });
    return { json, text: renderJson(await withReadableAmounts(session, json)) };
  },
});
