import { exportDirection, feeMarks, statisticsFlags } from "../../codes/flags.ts";
import { tradeModes } from "../../codes/trade-modes.ts";
import { transportModes } from "../../codes/transport-modes.ts";
import { wrapTypes } from "../../codes/wrap-types.ts";
import { sentWithLines } from "../../declare/declaration.ts";
import {
  code,
  commodity,
  company,
  companyName,
  count,
  country,
  currency,
  customsOffice,
  day,
  decimal,
  lineNumber,
  neededIf,
  note,
  optional,
  text,
  unit,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { billNo, copNo, invtNo, loctNo, preNo, totalPackageNo, voyageNo } from "../numbers.ts";
import { carrier, declarant, logisticsNo, merchant, orderNo } from "../parties.ts";

/** Supervision modes of goods that leave a special zone. */
const FROM_ZONE = ["1210"];

/** CEB603, by the declarant: what of an order leaves the country. */
export const inventory603 = sentWithLines({
  type: "603",
  en: "Export inventory list",
  zh: "出口清单",
  document: "Inventory",
  head: {
    element: "InventoryHead",
    of: {
      ...application,
      customsCode: customsOffice("Office of declaration", "申报海关代码"),
      ebpCode: text(18, "Platform; 无 for one abroad without a number", "电商平台代码"),
      ebpName: text(100, "Its name", "电商平台名称"),
      orderNo,
      ...carrier,
      logisticsNo,
      copNo,
      preNo: optional(preNo),
      invtNo: optional(invtNo),
      ieFlag: code(exportDirection, "C1", "Export", "进出口标记"),
      portCode: customsOffice("Office of exit", "口岸海关代码"),
      ieDate: day("Day of export", "出口日期"),
      statisticsFlag: code(statisticsFlags, "C1", "Simplified or summarised", "申报业务类型"),
      ...declarant,
      ...merchant,
      ownerCode: text(18, "Producer; NO for one that is not registered", "生产销售单位代码"),
      ownerName: text(100, "Its name", "生产销售单位名称"),
      iacCode: neededIf("tradeMode", FROM_ZONE, company("Enterprise in the zone", "区内企业代码")),
      iacName: neededIf("tradeMode", FROM_ZONE, companyName("Its name", "区内企业名称")),
      emsNo: neededIf("tradeMode", FROM_ZONE, text(30, "Account book of the zone", "账册编号")),
      tradeMode: code(tradeModes, "C4", "Supervision mode", "贸易方式"),
      trafMode: code(transportModes, "C1", "Mode of transport", "运输方式"),
      trafName: optional(text(100, "Means of transport", "运输工具名称")),
      voyageNo: optional(voyageNo),
      billNo: optional(billNo),
      totalPackageNo,
      loctNo,
      licenseNo: optional(text(19, "Licence", "许可证件号")),
      country: country("Country of arrival", "运抵国（地区）"),
      POD: text(6, "Port of destination", "指运港代码"),
      freight: decimal("Freight", "运费"),
      fCurrency: currency("Its currency", "运费币制"),
      fFlag: code(feeMarks, "C1", "How it is given", "运费标志"),
      insuredFee: decimal("Insurance", "保费"),
      iCurrency: currency("Its currency", "保费币制"),
      iFlag: code(feeMarks, "C1", "How it is given", "保费标志"),
      wrapType: code(wrapTypes, "C1", "Packaging", "包装种类代码"),
      packNo: count(9, "Parcels", "件数"),
      grossWeight: decimal("Gross weight in kilograms", "毛重"),
      netWeight: decimal("Net weight in kilograms", "净重"),
      note,
    },
  },
  lines: {
    element: "InventoryList",
    of: {
      gnum: lineNumber("Number of the line, as in the order", "商品序号"),
      itemNo: text(30, "Stock number", "企业商品货号"),
      itemRecordNo: optional(text(30, "Number in the account book", "账册备案料号")),
      itemName: optional(text(250, "Name at the enterprise", "企业商品名称")),
      gcode: commodity("Commodity code", "商品编码"),
      gname: text(250, "Name of the goods", "商品名称"),
      gmodel: text(510, "Model and specification", "商品规格型号"),
      barCode: text(50, "Bar code; 无 for goods without one", "条形码"),
      country: country("Country of destination", "最终目的国（地区）"),
      currency: currency("Currency", "币制"),
      // The quantities stand before the units here, unlike in the import list.
      qty: decimal("Quantity", "数量"),
      qty1: decimal("Legal quantity", "法定数量"),
      qty2: optional(decimal("Second quantity", "第二数量")),
      unit: unit("Unit of the quantity", "计量单位"),
      unit1: unit("Unit of the legal quantity", "法定计量单位"),
      unit2: optional(unit("Unit of the second quantity", "第二计量单位")),
      price: decimal("Price of a unit, FOB", "单价"),
      totalPrice: decimal("Price of the line", "总价"),
      note,
    },
  },
});
