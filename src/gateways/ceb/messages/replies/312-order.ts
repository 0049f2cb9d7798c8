import { answered } from "../../declare/declaration.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { merchant, orderNo, platform } from "../parties.ts";

/** CEB312 answers CEB311. */
export const receipt312 = answered({
  type: "312",
  en: "Receipt of an import order",
  zh: "进口电子订单回执",
  document: "OrderReturn",
  head: {
    of: {
      guid: receiptGuid,
      ebpCode: platform.ebpCode,
      ebcCode: merchant.ebcCode,
      orderNo,
      ...result,
    },
  },
});
