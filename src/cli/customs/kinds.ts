import { declareList } from "../../transactions/customs/lists/declare.ts";
import { declareOrder } from "../../transactions/customs/orders/declare-order.ts";
import { declarePayment } from "../../transactions/customs/orders/declare-payment.ts";
import { declareWaybill } from "../../transactions/customs/orders/declare-waybill.ts";
import { usageError } from "../errors.ts";

/** The documents of a declaration: who they are named by, which operation and method are theirs. */
export const KINDS = {
  order: { type: declareOrder, key: ["ebpCode", "orderNo"], method: "customs_order" },
  payment: {
    type: declarePayment,
    key: ["payCode", "payTransactionId"],
    method: "customs_payment",
  },
  waybill: {
    type: declareWaybill,
    key: ["logisticsCode", "logisticsNo"],
    method: "customs_waybill",
  },
  list: { type: declareList, key: ["agentCode", "copNo"], method: "customs_list" },
} as const;
export type Kind = keyof typeof KINDS;

/** The kind that was typed. Throws a usage error: DOCUMENT_KIND. */
export function kindOf(text: string): Kind {
  if (Object.hasOwn(KINDS, text)) return text as Kind;
  const hint = "Say order, payment, waybill or list.";
  throw usageError("DOCUMENT_KIND", `"${text}" is no kind of document.`, hint);
}
