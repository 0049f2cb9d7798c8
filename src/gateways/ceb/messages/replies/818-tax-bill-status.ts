import { taxStatuses } from "../../codes/flags.ts";
import { answered } from "../../declare/declaration.ts";
import { code, millisecond, optional, text } from "../../declare/elements.ts";
import { receiptGuid } from "../../declare/shared.ts";
import { invtNo } from "../numbers.ts";

/** CEB818: a tax bill was summarised into a notice to pay, or became void. */
export const taxBillStatus818 = answered({
  type: "818",
  en: "Status of a tax bill",
  zh: "电子税单状态",
  document: "Tax",
  head: {
    element: "TaxHeadStatus",
    of: {
      guid: receiptGuid,
      returnTime: millisecond("When it changed", "回执时间"),
      invtNo,
      taxNo: text(32, "Number of the bill", "电子税单编号"),
      status: code(taxStatuses, "C1", "Status of the bill", "税单状态"),
      entDutyNo: optional(text(32, "Number of the notice to pay", "缴款书编号")),
      assureCode: optional(text(30, "Guarantor", "担保企业代码")),
    },
  },
});
