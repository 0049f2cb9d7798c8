import { answered } from "../../declare/declaration.ts";
import { customsOffice, optional } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { copNo, invtNo, preNo } from "../numbers.ts";
import { declarant, merchant, platform } from "../parties.ts";

/** CEB622 answers CEB621, again at each step: kept, inspected, released, closed. */
export const receipt622 = answered({
  type: "622",
  en: "Receipt of an import list",
  zh: "进口清单回执",
  document: "InventoryReturn",
  head: {
    of: {
      guid: receiptGuid,
      customsCode: optional(customsOffice("Office of declaration", "申报海关代码")),
      ebpCode: optional(platform.ebpCode),
      ebcCode: optional(merchant.ebcCode),
      agentCode: optional(declarant.agentCode),
      copNo,
      preNo: optional(preNo),
      invtNo: optional(invtNo),
      ...result,
    },
  },
});
