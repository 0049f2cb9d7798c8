import type { Json } from "../../primitives/fields/field.ts";
import { type JsonObject, listOf, objectOf, textOf } from "../ledger.ts";
import { pick } from "../render.ts";
import { inWords, type Money, sumOf } from "./order-money.ts";

const OF_ORDER = [
  ...["id", "ebpCode", "orderNo", "ebcCode", "direction", "sale", "status", "dueAt"],
  ...["payer", "holder", "payee", "platform", "arbiter", "uetr"],
];

/** Who pays whom, where the money is, what is asked back of it, and how far customs is. */
export function orderHead(order: JsonObject, customs: JsonObject, money: Money): JsonObject {
  const sums = ["whole", "escrow", "refunded"].map((name) => {
    return [name, inWords(sumOf(order[name]), money)] as const;
  });
  const dues = listOf(order["dues"], "dues").map((one) => {
    const { account, minor } = objectOf(one, "due");
    return `${inWords(minor, money)} to ${textOf(account, "account")}`;
  });
  const parcels = listOf(order["parcels"], "parcels").map((one) => {
    const { logisticsCode, logisticsNo } = objectOf(one, "parcel");
    return `${textOf(logisticsCode, "code")}/${textOf(logisticsNo, "number")}`;
  });
  return {
    ...{ ...pick(order, ...OF_ORDER), ...Object.fromEntries(sums), "parts of others": dues },
    ...{ parcels, declared: customs["status"]!, ...pick(customs, "list", "listStatus") },
    ...askedBack(order["asking"], money),
  };
}

function askedBack(asking: Json | undefined, money: Money): JsonObject {
  if ((asking ?? null) === null) return {};
  const { status, reason, ...portion } = objectOf(asking, "asking");
  const refund = inWords(sumOf(portion), money);
  return { "asked back": { refund, status: status ?? null, reason: reason ?? null } };
}
