import { argument, defineCommand } from "../command.ts";
import { CliError, usageError } from "../errors.ts";
import { numberOf, objectOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const blockGet = defineCommand({
  usage: "block get <height>",
  summary: "A committed block with its transactions and receipts; <height> may be latest.",
  async run(session, given) {
    const typed = argument(given, 0);
    if (typed !== "latest" && !/^[0-9]{1,15}$/.test(typed)) {
      throw usageError("HEIGHT_FORMAT", `"${typed}" is no height.`, "Give a number, or latest.");
    }
    const head =
      typed === "latest" ? objectOf(await session.call("chain_head"), "head") : undefined;
    const height = head === undefined ? Number(typed) : numberOf(head["height"], "height");
    const json = await session.call("chain_getBlock", { height });
    if (json !== null) return { json, text: renderJson(json) };
    const hint = "`portolan status` shows the node's height.";
    throw new CliError("UNKNOWN_BLOCK", `The node has no block ${height} yet.`, hint);
  },
});
