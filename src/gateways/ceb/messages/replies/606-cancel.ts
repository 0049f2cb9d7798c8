import { answered } from "../../declare/declaration.ts";
import { optional } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { copNo, invtNo, parts, preNo } from "../numbers.ts";
import { declarant } from "../parties.ts";

/** CEB606 answers CEB605. */
export const receipt606 = answered({
  type: "606",
  en: "Receipt of a cancellation of an export list",
  zh: "出口撤销申请单回执",
  document: "InvtCancelReturn",
  head: {
    of: {
      guid: receiptGuid,
      agentCode: declarant.agentCode,
      copNo,
      preNo: optional(preNo),
      invtNo,
      msgSeqNo: parts.msgSeqNo,
      ...result,
    },
  },
});
