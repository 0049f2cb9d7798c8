import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { KINDS, kindOf } from "../customs/kinds.ts";
import { guidGiven, guidOption } from "../customs/new-guid.ts";
import { expiresOption } from "../decide.ts";

export const customsDelete = defineCommand({
  usage: "customs delete <kind> <code> <number>",
  summary:
    "Its originator takes back an order, payment, waybill or list that customs does not have.",
  options: [guidOption, expiresOption],
  async run(session, given) {
    const kind = kindOf(argument(given, 0));
    const { type, key } = KINDS[kind];
    const [code, number] = [argument(given, 1), argument(given, 2)];
    const head = { guid: guidGiven(given), appType: "delete", appStatus: "declare" };
    const body = { ...head, [key[0]]: code, [key[1]]: number, content: null };
    return carryOut(
      session,
      given,
      type as typeof KINDS.order.type,
      body,
      `Delete ${kind} ${number}`,
    );
  },
});
