import { answered } from "../../declare/declaration.ts";
import { text } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { merchant, orderNo } from "../parties.ts";

/** CEB304 answers CEB303. */
export const receipt304 = answered({
  type: "304",
  en: "Receipt of an export order",
  zh: "出口电子订单回执",
  document: "OrderReturn",
  head: {
    of: {
      guid: receiptGuid,
      ebpCode: text(18, "Platform", "电商平台代码"),
      ebcCode: merchant.ebcCode,
      orderNo,
      ...result,
    },
  },
});
