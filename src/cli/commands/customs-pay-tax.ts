import { payTax } from "../../transactions/customs/tax/pay.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { listNamed } from "../customs/list-named.ts";
import { expiresOption } from "../decide.ts";
import { uetrGiven } from "../payment-options.ts";

export const customsPayTax = defineCommand({
  usage: "customs pay-tax <list>",
  summary: "The guarantor pays the tax bill of a released list; its guarantee is free again.",
  options: [
    { flags: "--uetr <uuid>", summary: "of the payment; a new one if absent" },
    expiresOption,
  ],
  async run(session, given) {
    const list = listNamed(argument(given, 0));
    const body = { list, uetr: uetrGiven(given) };
    return carryOut(session, given, payTax, body, `Pay the tax of list ${argument(given, 0)}`);
  },
});
