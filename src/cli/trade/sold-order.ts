import { argument, type Given } from "../command.ts";
import { type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";
import { type Money, moneyOf } from "./order-money.ts";
import { orderFound } from "./order-named.ts";

/** The order that a command is about, and what it is paid in. */
export interface SoldOrder {
  readonly typed: string;
  readonly order: JsonObject;
  readonly money: Money;
}

/** The order that was typed first. Throws ORDER_FORMAT, UNKNOWN_ORDER. */
export async function orderGiven(session: Session, given: Given): Promise<SoldOrder> {
  const typed = argument(given, 0);
  const order = objectOf((await orderFound(session, typed))["order"], "order");
  return { typed, order, money: await moneyOf(session, order) };
}
