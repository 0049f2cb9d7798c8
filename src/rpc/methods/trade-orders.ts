import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { mallOrderRecord, mallOrders } from "../../transactions/trade/mall/orders/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** trade_orders: what an account buys in malls. */
export const orders = defineMethod({
  name: "trade_orders",
  summary: "The orders of malls that an account pays, by id.",
  params: {
    account: accountInput,
    after: optional(of(id, "The order after which to go on.")),
    limit: limitInput,
  },
  result: shape({ orders: listOf(mallOrderRecord.schema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { account: "alice" } },
  right: "read",
  async handle({ account, after, limit }, node) {
    const prefix = `trade/order-of/${toHex(account)}/`;
    const read = (one: Uint8Array) => mallOrders.read(node.ledger, one);
    const { found, next } = await indexedPage(node, prefix, { after, limit }, read);
    return { orders: found.map((one) => mallOrderRecord.toJson(one)), next };
  },
});
