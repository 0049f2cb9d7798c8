import { answered } from "../../declare/declaration.ts";
import { optional } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { copNo, parts, preNo } from "../numbers.ts";
import { carrier } from "../parties.ts";

/** CEB510 answers CEB509. */
export const receipt510 = answered({
  type: "510",
  en: "Receipt of a departure",
  zh: "出口离境单回执",
  document: "DepartureReturn",
  head: {
    of: {
      guid: receiptGuid,
      logisticsCode: carrier.logisticsCode,
      copNo,
      preNo: optional(preNo),
      msgSeqNo: parts.msgSeqNo,
      ...result,
    },
  },
});
