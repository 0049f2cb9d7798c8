import { transportModes } from "../../codes/transport-modes.ts";
import { sentWithLines } from "../../declare/declaration.ts";
import {
  code,
  customsOffice,
  decimal,
  lineNumber,
  note,
  optional,
  text,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import {
  billNo,
  copNo,
  invtNo,
  loctNo,
  parts,
  preNo,
  totalPackageNo,
  voyageNo,
} from "../numbers.ts";
import { carrier, declarant, logisticsNo } from "../parties.ts";

/** CEB607, by the declarant: which parcels of which lists go under one bill of lading. */
export const masterBill607 = sentWithLines({
  type: "607",
  en: "Master bill of export lists",
  zh: "出口清单总分单",
  document: "WayBill",
  head: {
    element: "WayBillHead",
    of: {
      ...application,
      customsCode: customsOffice("Office of declaration", "申报地海关代码"),
      copNo,
      preNo: optional(preNo),
      ...declarant,
      loctNo,
      trafMode: code(transportModes, "C1", "Mode of transport", "运输方式"),
      trafName: text(100, "Means of transport", "运输工具名称"),
      voyageNo,
      billNo,
      domesticTrafNo: optional(text(100, "Vehicle inside the country", "境内运输工具编号")),
      grossWeight: decimal("Gross weight in kilograms", "毛重"),
      ...carrier,
      ...parts,
      note,
    },
  },
  lines: {
    element: "WayBillList",
    of: {
      gnum: lineNumber("Number of the line", "序号"),
      totalPackageNo,
      logisticsNo,
      invtNo: optional(invtNo),
      note,
    },
  },
});
