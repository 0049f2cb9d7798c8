import { listOf, type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";
import { partyOf } from "./order-money.ts";

/** Who is paid when an order is done: the merchant, those with a part of the price, and the platform if there is tax. */
export async function sellersOf(session: Session, order: JsonObject): Promise<string> {
  const dues = listOf(order["dues"], "dues").map((one) => objectOf(one, "due")["account"]);
  const { tax } = objectOf(order["escrow"], "escrow");
  const platform = tax === "0" ? [] : [order["platform"]];
  const names: string[] = [];
  for (const account of new Set([order["payee"], ...dues, ...platform])) {
    names.push(await partyOf(session, account));
  }
  return names.join(", ");
}
