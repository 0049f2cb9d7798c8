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
import { carrier, logisticsNo, merchant } from "../parties.ts";

/** CEB505, by the carrier: a parcel that goes abroad. */
export const waybill505 = sent({
  type: "505",
  en: "Export waybill",
  zh: "出口物流运单",
  document: "Logistics",
  head: {
    of: {
      ...application,
      ...carrier,
      logisticsNo,
      freight: decimal("Freight", "运费"),
      insuredFee: decimal("Insurance", "保价费"),
      currency: currency("Their currency", "币制"),
      grossWeight: decimal("Gross weight in kilograms", "毛重"),
      packNo: count(9, "Parcels of this waybill", "件数"),
      goodsInfo: text(200, "Goods that the carrier may look at", "主要货物信息"),
      ebcCode: optional(merchant.ebcCode),
      ebcName: optional(merchant.ebcName),
      // A merchant's telephone is often a person's.
      ebcTelephone: personal(optional(text(50, "Its telephone", "电商企业电话"))),
      note,
    },
  },
});
