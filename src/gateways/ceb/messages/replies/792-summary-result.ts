import { answeredWithLines } from "../../declare/declaration.ts";
import {
  commodity,
  company,
  companyName,
  count,
  customsOffice,
  decimal,
  lineNumber,
  millisecond,
  note,
  number,
  optional,
  text,
} from "../../declare/elements.ts";
import { receiptGuid } from "../../declare/shared.ts";
import { invtNo } from "../numbers.ts";
import { declarant, logisticsNo, merchant } from "../parties.ts";

/** CEB792: a declaration that came of export lists. Refund and financing hang on its entryId. */
export const summaryResult792 = answeredWithLines({
  type: "792",
  en: "Result of summarising export lists",
  zh: "汇总结果单",
  document: "SummaryResult",
  head: {
    element: "SummaryResultHead",
    of: {
      guid: receiptGuid,
      customsCode: customsOffice("Office of declaration", "申报地海关代码"),
      sumNo: text(30, "Customs' number of the application", "汇总申请编号"),
      opDate: millisecond("When they were summarised", "汇总处理时间"),
      declSeqNo: text(30, "Number of the summary", "汇总统一编号"),
      decTmpNo: optional(text(30, "The e-port's number of the draft", "电子口岸暂存编号")),
      decPreNo: optional(text(30, "The e-port's number of the declaration", "电子口岸预录入编号")),
      entryId: optional(number(18, "Number of the declaration", "报关单编号")),
      decState: text(10, "State of the declaration", "报关单状态"),
      ...declarant,
      ...merchant,
      declAgentCode: company("Who makes the declaration", "报关单位代码"),
      declAgentName: companyName("Its name", "报关单位名称"),
      grossWeight: decimal("Gross weight in kilograms", "毛重"),
      netWeight: decimal("Net weight in kilograms", "净重"),
      msgCount: count(4, "Parts that the result has", "报文总数"),
      msgSeqNo: count(4, "Which part this is", "报文序号"),
      note,
    },
  },
  lines: {
    element: "SummaryResultList",
    of: {
      invtNo,
      logisticsNo,
      gnum: lineNumber("Line of the list", "清单商品项号"),
      gcode: commodity("Commodity code", "清单商品编码"),
    },
  },
});
