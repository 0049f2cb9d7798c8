import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { withReadableAmounts } from "../readable-amounts.ts";
import { renderJson } from "../render.ts";

export const paymentGet = defineCommand({
  usage: "payment get <uetr>",
  summary: "The payment with this UETR.",
  async run(session, given) {
    const uetr = argument(given, 0);
    const json = await session.call("payment_get", { uetr });
    if (json !== null) return { json, text: renderJson(await withReadableAmounts(session, json)) };
    const hint = "It was not paid on this network. A payment of this UETR can still be sent.";
    throw new CliError("UNKNOWN_PAYMENT", `There is no payment ${uetr}.`, hint);
  },
});
