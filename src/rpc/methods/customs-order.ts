import { field } from "../../primitives/fields/index.ts";
import { claimants } from "../../transactions/customs/lists/claims.ts";
import {
  orderId,
  orderKey,
  orderRecord,
  orders,
} from "../../transactions/customs/orders/records.ts";
import { documentJson, documentSchema } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { isNamedOnce, of, optional, whole } from "../inputs.ts";

/** customs_order: an order, the lists that name it, and what happened to it: who, with which keys, in which block. */
export const order = defineMethod({
  name: "customs_order",
  summary:
    "A declared order by id, or by platform and number, with its history; null if there is none.",
  params: {
    id: optional(of(field.hash(), "The order's id.")),
    ebpCode: optional(of(orderKey.ebpCode, "With orderNo: the platform's code.")),
    orderNo: optional(of(orderKey.orderNo, "With ebpCode: the platform's number of it.")),
    fromStep: optional(whole(0, 1_000_000, "The first event of the history that is wanted.")),
  },
  result: documentSchema(orderRecord),
  errors: {},
  example: { params: { ebpCode: "440196000P", orderNo: "O-20261129-1" } },
  right: "read",
  refine: ({ id, ebpCode, orderNo }) =>
    isNamedOnce(id, ebpCode, orderNo)
      ? undefined
      : "must name an order by id, or by ebpCode and orderNo",
  handle({ id, ebpCode, orderNo, fromStep }, { ledger }) {
    const of = id ?? orderId(ebpCode!, orderNo!);
    const found = orders.read(ledger, of);
    return documentJson(ledger, orderRecord, found, claimants(ledger, of), fromStep);
  },
});
