import { answered } from "../../declare/declaration.ts";
import { optional } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { billNo, copNo, parts, preNo } from "../numbers.ts";
import { carrier, declarant } from "../parties.ts";

/** CEB608 answers CEB607. */
export const receipt608 = answered({
  type: "608",
  en: "Receipt of a master bill",
  zh: "出口清单总分单回执",
  document: "WayBillReturn",
  head: {
    of: {
      guid: receiptGuid,
      agentCode: declarant.agentCode,
      logisticsCode: carrier.logisticsCode,
      copNo,
      preNo: optional(preNo),
      billNo,
      msgSeqNo: parts.msgSeqNo,
      ...result,
    },
  },
});
