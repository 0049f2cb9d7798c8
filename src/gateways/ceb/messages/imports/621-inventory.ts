import { importDirection } from "../../codes/flags.ts";
import { tradeModes } from "../../codes/trade-modes.ts";
import { transportModes } from "../../codes/transport-modes.ts";
import { wrapTypes } from "../../codes/wrap-types.ts";
import { sentWithLines } from "../../declare/declaration.ts";
import {
  code,
  company,
  companyName,
  count,
  country,
  currency,
  customsOffice,
  day,
  decimal,
  neededIf,
  note,
  optional,
  personal,
  text,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { billNo, copNo, invtNo, loctNo, preNo, voyageNo } from "../numbers.ts";
import { buyer, carrier, declarant, logisticsNo, merchant, orderNo, platform } from "../parties.ts";
import { inventoryLine } from "./inventory-line.ts";

/** Supervision modes of goods that lie in a bonded zone already. */
const BONDED = ["1210", "1239"];
/** Of goods that come by mail, with a carriage of their own. */
const DIRECT = ["9610"];

/** CEB621, by the declarant: what of an order passes customs. It points at order, payment and waybill. */
export const inventory621 = sentWithLines({
  type: "621",
  en: "Import inventory list",
  zh: "进口清单",
  document: "Inventory",
  head: {
    element: "InventoryHead",
    of: {
      ...application,
      orderNo,
      ...platform,
      ...merchant,
      logisticsNo,
      ...carrier,
      copNo,
      preNo: optional(preNo),
      // Only the platform, the merchant or the carrier may stand in for the tax.
      assureCode: text(30, "Guarantor of the tax", "担保企业编号"),
      emsNo: neededIf("tradeMode", BONDED, text(30, "Account book of the bonded zone", "账册编号")),
      invtNo: optional(invtNo),
      ieFlag: code(importDirection, "C1", "Import", "进出口标记"),
      declTime: day("Day of declaration", "申报日期"),
      customsCode: customsOffice("Office of declaration", "申报海关代码"),
      portCode: customsOffice("Office of entry", "口岸海关代码"),
      ieDate: optional(day("Day of import", "进口日期")),
      ...buyer,
      consigneeAddress: personal(text(200, "Consignee's address", "收件地址")),
      ...declarant,
      areaCode: neededIf("tradeMode", BONDED, company("Enterprise in the zone", "区内企业代码")),
      areaName: neededIf("tradeMode", BONDED, companyName("Its name", "区内企业名称")),
      tradeMode: code(tradeModes, "C4", "Supervision mode", "贸易方式"),
      trafMode: code(transportModes, "C1", "Mode of transport", "运输方式"),
      trafNo: neededIf("tradeMode", DIRECT, text(100, "Means of transport", "运输工具编号")),
      voyageNo: neededIf("tradeMode", DIRECT, voyageNo),
      billNo: neededIf("tradeMode", DIRECT, billNo),
      loctNo,
      licenseNo: optional(text(19, "Licence", "许可证件号")),
      country: country("Country of departure; 142 for bonded goods", "起运国（地区）"),
      freight: decimal("Freight", "运费"),
      insuredFee: decimal("Insurance", "保费"),
      currency: currency("Currency: 142", "币制"),
      wrapType: optional(code(wrapTypes, "C1", "Packaging", "包装种类代码")),
      packNo: count(9, "Parcels", "件数"),
      grossWeight: decimal("Gross weight in kilograms", "毛重"),
      netWeight: decimal("Net weight in kilograms", "净重"),
      note,
    },
  },
  lines: { element: "InventoryList", of: inventoryLine },
});
