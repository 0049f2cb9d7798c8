import { sent } from "../../declare/declaration.ts";
import {
  count,
  currency,
  decimal,
  note,
  optional,
  personal,
  text,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { billNo } from "../numbers.ts";
import { carrier, logisticsNo, orderNo } from "../parties.ts";

/** CEB511, by the carrier: the parcel of an order, and who is to have it. */
export const waybill511 = sent({
  type: "511",
  en: "Import waybill",
  zh: "进口物流运单",
  document: "Logistics",
  head: {
    element: "LogisticsHead",
    of: {
      ...application,
      ...carrier,
      logisticsNo,
      billNo: optional(billNo),
      orderNo,
      freight: optional(decimal("Freight", "运费")),
      insuredFee: optional(decimal("Insurance", "保价费")),
      currency: optional(currency("Their currency", "币制")),
      weight: decimal("Gross weight in kilograms", "毛重"),
      packNo: count(9, "Parcels of this waybill", "件数"),
      goodsInfo: optional(text(200, "Goods that the carrier saw", "主要货物信息")),
      consignee: personal(text(100, "Consignee, as in the order", "收货人姓名")),
      consigneeAddress: personal(text(200, "Consignee's address", "收货地址")),
      consigneeTelephone: personal(text(50, "Consignee's telephone", "收货人电话")),
      note,
    },
  },
});
