import { sent } from "../../declare/declaration.ts";
import { customsOffice, note, optional } from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { copNo, invtNo, preNo } from "../numbers.ts";
import { declarant, merchant, reason } from "../parties.ts";

/** CEB605, by the declarant: an export list is to be taken back. */
export const cancel605 = sent({
  type: "605",
  en: "Cancellation of an export list",
  zh: "出口撤销申请单",
  document: "InvtCancel",
  head: {
    of: {
      ...application,
      customsCode: customsOffice("Office of declaration", "申报地海关代码"),
      copNo,
      preNo: optional(preNo),
      invtNo,
      reason: reason("撤单原因"),
      ...declarant,
      ...merchant,
      note,
    },
  },
});
