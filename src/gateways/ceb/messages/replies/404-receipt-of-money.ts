import { answered } from "../../declare/declaration.ts";
import { optional, text } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { merchant, orderNo } from "../parties.ts";

/** CEB404 answers CEB403. */
export const receipt404 = answered({
  type: "404",
  en: "Receipt of a receipt of money",
  zh: "出口收款单回执",
  document: "ReceiptsReturn",
  head: {
    of: {
      guid: receiptGuid,
      ebcCode: merchant.ebcCode,
      orderNo,
      payNo: optional(text(60, "Number of the payment", "支付交易编号")),
      ...result,
    },
  },
});
