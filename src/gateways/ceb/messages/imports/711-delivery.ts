import { importDirection } from "../../codes/flags.ts";
import { transportModes } from "../../codes/transport-modes.ts";
import { sentWithLines } from "../../declare/declaration.ts";
import {
  code,
  company,
  companyName,
  customsOffice,
  lineNumber,
  note,
  number,
  optional,
  text,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { billNo, copNo, preNo, voyageNo } from "../numbers.ts";
import { carrier, logisticsNo } from "../parties.ts";

/** CEB711, by the operator of a supervised place: which parcels came in. */
export const delivery711 = sentWithLines({
  type: "711",
  en: "Warehouse-in list",
  zh: "入库明细单",
  document: "Delivery",
  head: {
    element: "DeliveryHead",
    of: {
      ...application,
      customsCode: customsOffice("Office of declaration", "申报海关代码"),
      copNo,
      preNo: optional(preNo),
      rkdNo: optional(number(18, "Customs' number of the list", "入库单编号")),
      operatorCode: company("Operator of the place", "监管场所经营人代码"),
      operatorName: companyName("Its name", "监管场所经营人名称"),
      ieFlag: code(importDirection, "C1", "Import", "进出口标记"),
      trafMode: code(transportModes, "C1", "Mode of transport", "运输方式"),
      trafNo: text(100, "Means of transport", "运输工具编号"),
      voyageNo,
      billNo,
      ...carrier,
      unloadLocation: optional(text(100, "Where they were unloaded", "卸货库位")),
      note,
    },
  },
  lines: {
    element: "DeliveryList",
    of: {
      gnum: lineNumber("Number of the line", "序号"),
      logisticsNo,
      note,
    },
  },
});
