import { answered } from "../../declare/declaration.ts";
import { optional, text } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { copNo, parts, preNo } from "../numbers.ts";
import { declarant, merchant } from "../parties.ts";

/** CEB702 answers CEB701. */
export const receipt702 = answered({
  type: "702",
  en: "Receipt of an application to summarise",
  zh: "汇总申请单回执",
  document: "SummaryReturn",
  head: {
    of: {
      guid: receiptGuid,
      agentCode: declarant.agentCode,
      ebcCode: merchant.ebcCode,
      copNo,
      preNo: optional(preNo),
      sumNo: optional(text(30, "Customs' number of the application", "汇总申请编号")),
      msgSeqNo: parts.msgSeqNo,
      ...result,
    },
  },
});
