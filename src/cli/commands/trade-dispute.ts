import { createHash } from "node:crypto";

import { disputeOrder } from "../../transactions/trade/mall/orders/dispute.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { readBytes } from "../files.ts";
import { orderNamed } from "../trade/order-named.ts";

export const tradeDispute = defineCommand({
  usage: "trade dispute <order>",
  summary: "The buyer takes a refund that the merchant refused to the arbiter.",
  options: [
    {
      flags: "--evidence <file>",
      summary: "what speaks for the buyer; only its hash is sent, the file goes to the arbiter",
    },
    expiresOption,
  ],
  async run(session, given) {
    const typed = argument(given, 0);
    const file = textOption(given, "evidence");
    const evidence =
      file === undefined ? null : createHash("sha256").update(readBytes(file)).digest("hex");
    const body = { order: orderNamed(typed), evidence };
    return carryOut(session, given, disputeOrder, body, `Take order ${typed} to the arbiter`);
  },
});
