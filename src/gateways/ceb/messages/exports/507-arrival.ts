import { exportDirection } from "../../codes/flags.ts";
import { transportModes } from "../../codes/transport-modes.ts";
import { sentWithLines } from "../../declare/declaration.ts";
import {
  code,
  company,
  companyName,
  customsOffice,
  lineNumber,
  note,
  optional,
  text,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { billNo, copNo, loctNo, parts, preNo, totalPackageNo } from "../numbers.ts";
import { carrier, logisticsNo } from "../parties.ts";

/** CEB507, by the operator of a supervised place: which parcels arrived there on their way out. */
export const arrival507 = sentWithLines({
  type: "507",
  en: "Arrival of parcels for export",
  zh: "出口运抵单",
  document: "Arrival",
  head: {
    element: "ArrivalHead",
    of: {
      ...application,
      customsCode: customsOffice("Office of declaration", "申报地海关代码"),
      copNo,
      preNo: optional(preNo),
      operatorCode: company("Operator of the place", "监管场所经营人代码"),
      operatorName: companyName("Its name", "监管场所经营人名称"),
      loctNo,
      ieFlag: code(exportDirection, "C1", "Export", "进出口标记"),
      trafMode: code(transportModes, "C1", "Mode of transport", "运输方式"),
      billNo: optional(billNo),
      domesticTrafNo: text(100, "Vehicle that brought them", "境内运输工具编号"),
      ...carrier,
      ...parts,
      note,
    },
  },
  lines: {
    element: "ArrivalList",
    of: {
      gnum: lineNumber("Number of the line", "序号"),
      logisticsNo,
      totalPackageNo,
      note,
    },
  },
});
