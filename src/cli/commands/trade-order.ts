import { withNames } from "../account-names.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf } from "../ledger.ts";
import { renderJson } from "../render.ts";
import { orderHead } from "../trade/order-head.ts";
import { moneyOf } from "../trade/order-money.ts";
import { orderFound, orderNamed } from "../trade/order-named.ts";
import { linesTable, stepsTable } from "../trade/order-tables.ts";

export const tradeOrder = defineCommand({
  usage: "trade order <order>",
  summary: "An order of a mall: who pays whom, what is in escrow, its lines, and each step.",
  async run(session, given) {
    const typed = argument(given, 0);
    const found = await orderFound(session, typed);
    const steps = [...listOf(found["steps"], "steps")];
    let next = found["nextStep"] ?? null;
    while (next !== null) {
      const params = { id: orderNamed(typed), fromStep: next };
      const page = objectOf(await session.call("trade_order", params), "trade_order");
      steps.push(...listOf(page["steps"], "steps"));
      next = page["nextStep"] ?? null;
    }
    const order = objectOf(found["order"], "order");
    const money = await moneyOf(session, order);
    const head = orderHead(order, objectOf(found["customs"], "customs"), money);
    const blocks = [
      renderJson(await withNames(session, head)),
      linesTable(order, money),
      await stepsTable(session, steps, money),
    ];
    return { json: { ...found, steps, nextStep: null }, text: blocks.join("\n\n") };
  },
});
