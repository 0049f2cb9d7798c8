import { summaryFlags } from "../../codes/flags.ts";
import { sentWithLines } from "../../declare/declaration.ts";
import {
  code,
  company,
  companyName,
  customsOffice,
  note,
  optional,
  second,
  text,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { copNo, invtNo, loctNo, parts, preNo } from "../numbers.ts";
import { declarant, merchant } from "../parties.ts";

/** CEB701, by the declarant: export lists are to become declarations, of which CEB792 gives the numbers. */
export const summary701 = sentWithLines({
  type: "701",
  en: "Application to summarise export lists",
  zh: "汇总申请单",
  document: "SummaryApply",
  head: {
    element: "SummaryApplyHead",
    of: {
      ...application,
      customsCode: customsOffice("Office of declaration", "申报地海关代码"),
      copNo,
      preNo: optional(preNo),
      sumNo: optional(text(30, "Customs' number of the application", "汇总申请编号")),
      ...declarant,
      ...merchant,
      declAgentCode: company("Who makes the declaration", "报关单位代码"),
      declAgentName: companyName("Its name", "报关单位名称"),
      startTime: optional(second("Lists from this time", "汇总开始时间")),
      endTime: optional(second("Lists up to this time", "汇总结束时间")),
      loctNo,
      summaryFlag: code(summaryFlags, "C1", "By whom lists are put together", "收发货人汇总标志"),
      itemNameFlag: optional(text(1, "1: by the name of the goods too", "按商品名汇总标志")),
      ...parts,
      note,
    },
  },
  lines: { element: "SummaryApplyList", of: { invtNo } },
});
