import { idTypes } from "../../codes/flags.ts";
import { sent } from "../../declare/declaration.ts";
import {
  code,
  currency,
  decimal,
  note,
  optional,
  personal,
  second,
  text,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { orderNo, payFirm, payTransactionId, platform } from "../parties.ts";

/** CEB411, by the payment firm: what a person paid for an order. */
export const payment411 = sent({
  type: "411",
  en: "Payment slip",
  zh: "进口支付单",
  document: "Payment",
  head: {
    element: "PaymentHead",
    of: {
      ...application,
      ...payFirm,
      payTransactionId,
      orderNo,
      ...platform,
      payerIdType: code(idTypes, "C1", "Kind of the payer's identity document", "支付人证件类型"),
      payerIdNumber: personal(text(60, "Its number", "支付人证件号码")),
      payerName: personal(text(60, "Payer's name", "支付人姓名")),
      telephone: personal(optional(text(60, "Payer's telephone", "支付人电话"))),
      amountPaid: decimal("Amount paid", "支付金额"),
      currency: currency("Its currency", "支付币制"),
      payTime: second("When it was paid", "支付时间"),
      note,
    },
  },
});
