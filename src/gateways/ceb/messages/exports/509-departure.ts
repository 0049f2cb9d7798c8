import { transportModes } from "../../codes/transport-modes.ts";
import { sentWithLines } from "../../declare/declaration.ts";
import {
  code,
  customsOffice,
  lineNumber,
  note,
  optional,
  second,
  text,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { billNo, copNo, parts, preNo, totalPackageNo, voyageNo } from "../numbers.ts";
import { carrier, logisticsNo } from "../parties.ts";

/** CEB509, by the carrier: which parcels left the country. */
export const departure509 = sentWithLines({
  type: "509",
  en: "Departure of parcels",
  zh: "出口离境单",
  document: "Departure",
  head: {
    element: "DepartureHead",
    of: {
      ...application,
      customsCode: customsOffice("Office of declaration", "申报地海关代码"),
      copNo,
      preNo: optional(preNo),
      ...carrier,
      trafMode: code(transportModes, "C1", "Mode of transport", "运输方式"),
      trafName: optional(text(100, "Means of transport", "运输工具名称")),
      voyageNo: optional(voyageNo),
      billNo: optional(billNo),
      leaveTime: second("When it left", "离境时间"),
      ...parts,
      note,
    },
  },
  lines: {
    element: "DepartureList",
    of: {
      gnum: lineNumber("Number of the line", "序号"),
      totalPackageNo,
      logisticsNo,
      note,
    },
  },
});
