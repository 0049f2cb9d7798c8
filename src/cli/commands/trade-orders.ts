import { formatAccount } from "../../primitives/account-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand } from "../command.ts";
import { objectOf, textOf } from "../ledger.ts";
import { untilWhen } from "../proposal-words.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import { inWords, moneyOf, sumOf, withPoint } from "../trade/order-money.ts";

export const tradeOrders = defineCommand({
  usage: "trade orders [account]",
  summary: "The orders of malls that an account pays; without a name, the acting account's.",
  async run(session, given) {
    const [name] = given.args;
    const account = name === undefined ? await session.actor() : await session.account(name);
    const json = await readAll(session, "trade_orders", "orders", {
      account: formatAccount(account),
    });
    const rows: Json[][] = [];
    for (const one of json) {
      const order = objectOf(one, "order");
      const { ebpCode, orderNo, ebcCode, status, asking, dueAt } = order;
      const money = await moneyOf(session, order);
      const sums = [
        inWords(sumOf(order["whole"]), money),
        withPoint(sumOf(order["escrow"]), money),
      ];
      const refund = (asking ?? null) === null ? null : objectOf(asking, "asking")["status"]!;
      const until = (dueAt ?? null) === null ? null : untilWhen(dueAt);
      const typed = `${textOf(ebpCode, "ebpCode")}/${textOf(orderNo, "orderNo")}`;
      rows.push([typed, ebcCode ?? null, status ?? null, ...sums, refund, until]);
    }
    const heads = ["order", "merchant", "status", "price", "in escrow", "refund", "until"];
    return { json, text: renderTable(heads, rows, ["price", "in escrow"]) };
  },
});
