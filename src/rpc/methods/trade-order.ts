import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { claimants } from "../../transactions/customs/lists/claims.ts";
import { lists } from "../../transactions/customs/lists/records.ts";
import {
  orderId,
  orderKey,
  orderRecord,
  orders,
} from "../../transactions/customs/orders/records.ts";
import { mallOrderRecord, mallOrders } from "../../transactions/trade/mall/orders/records.ts";
import { stepRecord, steps } from "../../transactions/trade/mall/orders/steps.ts";
import { defineMethod } from "../definition.ts";
import { isNamedOnce, of, optional, whole } from "../inputs.ts";
import { placed, placedPage } from "../places.ts";
import { hash, integer, listOf, nullable, shape, text } from "../schemas.ts";

/** trade_order: an order of a mall, its steps with the money at each, and how far customs is with it. */
export const order = defineMethod({
  name: "trade_order",
  summary:
    "An order of a mall by id, or by platform and number, with the money at each step and its customs list; null if there is none.",
  params: {
    id: optional(of(field.hash(), "The order's id, which is that of the customs order.")),
    ebpCode: optional(of(orderKey.ebpCode, "With orderNo: the platform's code.")),
    orderNo: optional(of(orderKey.orderNo, "With ebpCode: the platform's number of it.")),
    fromStep: optional(whole(0, 1_000_000, "The first step that is wanted.")),
  },
  result: nullable(
    shape({
      order: mallOrderRecord.schema,
      customs: shape({
        status: orderRecord.shape.status.schema,
        /** The list that was matched with it, or the last that names it. */
        ...{ list: nullable(hash), listStatus: nullable(text) },
      }),
      steps: listOf(placed(stepRecord.schema)),
      /** Where to go on, if there are more. */
      nextStep: nullable(integer),
    }),
  ),
  errors: {},
  example: { params: { ebpCode: "440196000P", orderNo: "O-20261129-1" } },
  right: "read",
  refine: ({ id, ebpCode, orderNo }) =>
    isNamedOnce(id, ebpCode, orderNo)
      ? undefined
      : "must name an order by id, or by ebpCode and orderNo",
  handle({ id: given, ebpCode, orderNo, fromStep }, { ledger }) {
    const id = given ?? orderId(ebpCode!, orderNo!);
    const found = mallOrders.read(ledger, id);
    if (found === undefined) return null;
    const { status, usedBy } = orders.read(ledger, id)!;
    const list = usedBy ?? claimants(ledger, id).at(-1);
    const wanted = { count: found.steps, from: fromStep };
    const { entries, next } = placedPage(ledger, steps, id, wanted);
    const listStatus = (list && lists.read(ledger, list)?.status) ?? null;
    return {
      order: mallOrderRecord.toJson(found),
      customs: { status, list: list === undefined ? null : toHex(list), listStatus },
      ...{ steps: entries, nextStep: next },
    };
  },
});
