import { randomUUID } from "node:crypto";

import { QUANTITY_ONE } from "../../transactions/customs/codes.ts";
import { arriveReturn } from "../../transactions/customs/lists/arrive-return.ts";
import { decideReturn } from "../../transactions/customs/lists/decide-return.ts";
import { returnGoods } from "../../transactions/customs/lists/return.ts";
import { acceptOrder } from "../../transactions/trade/mall/orders/accept.ts";
import { answerRefund } from "../../transactions/trade/mall/orders/answer-refund.ts";
import { askRefund } from "../../transactions/trade/mall/orders/ask-refund.ts";
import { takeBack } from "../../transactions/trade/mall/orders/take-back.ts";
import type { Market } from "./trade-market.ts";
import type { DemoOrder } from "./trade-orders.ts";
import { deliver } from "./trade-sale.ts";
import type { TradeTrail } from "./trade-trail.ts";

/** One of two tins: 210.00 and 20.02 of tax. */
const [GOODS, TAX] = [21_000n, 2_002n];

/** One of two tins comes back within thirty days: the buyer has its money, half of the tax is owed no more, the annual limit is restored. */
export async function returnInPart(
  market: Market,
  trail: TradeTrail,
  order: DemoOrder,
): Promise<void> {
  const { buyer, merchant, warehouse, declarant, customs } = market;
  const { id, list } = order;
  await deliver(market, trail, order);
  await trail.step(buyer, "asks for the money of one tin, which it sends back", () =>
    buyer.does(askRefund, { order: id, goods: GOODS, tax: TAX, reason: "RETURNED" }),
  );
  const lines = [{ line: 0, quantity: QUANTITY_ONE }];
  await trail.step(declarant, "announces to customs that it comes back", () =>
    declarant.does(returnGoods, { guid: randomUUID().toUpperCase(), list, lines }),
  );
  await trail.step(customs, "lets it come", () =>
    customs.does(decideReturn, { list, place: 0, approve: true }),
  );
  await trail.step(customs, "has it back: tax and annual limit are restored", () =>
    customs.does(arriveReturn, { list, place: 0 }),
  );
  await trail.step(warehouse, "puts it on the shelf again", () =>
    warehouse.does(takeBack, { order: id, line: 0, quantity: QUANTITY_ONE, restock: true }),
  );
  await trail.step(merchant, "agrees: the buyer is paid back", () =>
    merchant.does(answerRefund, { order: id, agree: true }),
  );
  await trail.step(buyer, "accepts the other tin", () => buyer.does(acceptOrder, { order: id }));
}
