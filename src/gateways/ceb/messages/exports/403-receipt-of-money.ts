import { sent } from "../../declare/declaration.ts";
import { currency, decimal, note, optional, second, text } from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { merchant, orderNo, payFirm } from "../parties.ts";

/** CEB403, by the merchant or its payment firm: the money for an export order came in. */
export const receiptOfMoney403 = sent({
  type: "403",
  en: "Receipt of money",
  zh: "出口收款单",
  document: "Receipts",
  head: {
    of: {
      ...application,
      ebpCode: text(18, "Platform; 无 for one abroad without a number", "电商平台代码"),
      ebpName: text(100, "Its name", "电商平台名称"),
      ...merchant,
      orderNo,
      payCode: optional(payFirm.payCode),
      payName: payFirm.payName,
      payNo: optional(text(60, "Number of the payment", "支付交易编号")),
      charge: decimal("Amount received", "收款金额"),
      currency: currency("Its currency", "币制"),
      accountingDate: second("When it came in", "到账时间"),
      note,
    },
  },
});
