import { argument, defineCommand } from "../command.ts";
import { paymentFound } from "../payment-found.ts";
import { withReadableAmounts } from "../readable-amounts.ts";
import { renderJson } from "../render.ts";

export const paymentGet = defineCommand({
  usage: "payment get <uetr>",
  summary: "The payment with this UETR.",
  async run(session, given) {
    const { json } = await paymentFound(session, argument(given, 0));
    return { json, text: renderJson(await withReadableAmounts(session, json)) };
  },
});
