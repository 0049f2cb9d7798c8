import { answered } from "../../declare/declaration.ts";
import { company, optional } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { billNo, copNo, parts, preNo } from "../numbers.ts";
import { carrier } from "../parties.ts";

/** CEB508 answers CEB507. */
export const receipt508 = answered({
  type: "508",
  en: "Receipt of an arrival",
  zh: "出口运抵单回执",
  document: "ArrivalReturn",
  head: {
    of: {
      guid: receiptGuid,
      operatorCode: company("Operator of the place", "监管场所经营人代码"),
      logisticsCode: carrier.logisticsCode,
      preNo: optional(preNo),
      copNo,
      billNo: optional(billNo),
      msgSeqNo: parts.msgSeqNo,
      ...result,
    },
  },
});
