import { answered } from "../../declare/declaration.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { payFirm, payTransactionId } from "../parties.ts";

/** CEB412 answers CEB411. */
export const receipt412 = answered({
  type: "412",
  en: "Receipt of a payment slip",
  zh: "进口支付单回执",
  document: "PaymentReturn",
  head: { of: { guid: receiptGuid, payCode: payFirm.payCode, payTransactionId, ...result } },
});
