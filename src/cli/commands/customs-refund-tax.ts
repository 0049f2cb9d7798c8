import { refundTax } from "../../transactions/customs/tax/refund.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { listNamed } from "../customs/list-named.ts";
import { expiresOption } from "../decide.ts";
import { uetrGiven } from "../payment-options.ts";

export const customsRefundTax = defineCommand({
  usage: "customs refund-tax <list>",
  summary: "The tax authority pays back the tax of goods that came back after it was paid.",
  options: [
    { flags: "--uetr <uuid>", summary: "of the payment; a new one if absent" },
    expiresOption,
  ],
  async run(session, given) {
    const list = listNamed(argument(given, 0));
    const body = { list, uetr: uetrGiven(given) };
    return carryOut(session, given, refundTax, body, `Pay tax of list ${argument(given, 0)} back`);
  },
});
