import { answered } from "../../declare/declaration.ts";
import { company, customsOffice, number, optional } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { copNo, preNo } from "../numbers.ts";

/** CEB712 answers CEB711. */
export const receipt712 = answered({
  type: "712",
  en: "Receipt of a warehouse-in list",
  zh: "入库明细单回执",
  document: "DeliveryReturn",
  head: {
    of: {
      guid: receiptGuid,
      customsCode: optional(customsOffice("Office of declaration", "申报海关代码")),
      operatorCode: optional(company("Operator of the place", "监管场所经营人代码")),
      copNo,
      preNo: optional(preNo),
      rkdNo: optional(number(18, "Customs' number of the list", "入库单编号")),
      ...result,
    },
  },
});
