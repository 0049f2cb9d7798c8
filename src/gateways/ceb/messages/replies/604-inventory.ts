import { statisticsFlags } from "../../codes/flags.ts";
import { answered } from "../../declare/declaration.ts";
import { code, optional, text } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { copNo, invtNo, preNo } from "../numbers.ts";
import { declarant, merchant, orderNo } from "../parties.ts";

/** CEB604 answers CEB603, again at each step. */
export const receipt604 = answered({
  type: "604",
  en: "Receipt of an export list",
  zh: "出口清单回执",
  document: "InventoryReturn",
  head: {
    of: {
      guid: receiptGuid,
      agentCode: declarant.agentCode,
      copNo,
      preNo: optional(preNo),
      invtNo: optional(invtNo),
      ebcCode: merchant.ebcCode,
      ebpCode: text(18, "Platform", "电商平台代码"),
      orderNo,
      statisticsFlag: code(statisticsFlags, "C1", "Simplified or summarised", "申报业务类型"),
      ...result,
    },
  },
});
