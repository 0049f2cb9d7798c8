import { randomUUID } from "node:crypto";

import { refundTax } from "../../transactions/customs/tax/refund.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../customs/carry-out.ts";
import { listNamed } from "../customs/list-named.ts";
import { expiresOption } from "../decide.ts";

export const customsRefundTax = defineCommand({
  usage: "customs refund-tax <list>",
  summary: "The tax authority pays back the tax of goods that came back after it was paid.",
  options: [
    { flags: "--uetr <uuid>", summary: "of the payment; a new one if absent" },
    expiresOption,
  ],
  async run(session, given) {
    const list = listNamed(argument(given, 0));
    const body = { list, uetr: textOption(given, "uetr") ?? randomUUID() };
    return carryOut(session, given, refundTax, body, `Pay tax of list ${argument(given, 0)} back`);
  },
});
