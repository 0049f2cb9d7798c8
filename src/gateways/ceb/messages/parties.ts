import { idTypes } from "../codes/flags.ts";
import { code, company, companyName, personal, text } from "../declare/elements.ts";

/** Elements that several messages have, each under the one name and form that the specification gives it. */

export const orderNo = text(60, "Order number, unique on its platform", "订单编号");

export const platform = {
  ebpCode: company("Platform", "电商平台代码"),
  ebpName: companyName("Its name", "电商平台名称"),
} as const;

export const merchant = {
  ebcCode: company("Merchant", "电商企业代码"),
  ebcName: companyName("Its name", "电商企业名称"),
} as const;

export const payFirm = {
  payCode: company("Payment firm", "支付企业代码"),
  payName: companyName("Its name", "支付企业名称"),
} as const;
export const payTransactionId = text(60, "Number of the payment", "支付交易编号");

export const carrier = {
  logisticsCode: company("Carrier", "物流企业代码"),
  logisticsName: companyName("Its name", "物流企业名称"),
} as const;
export const logisticsNo = text(
  60,
  "Waybill number, not used again for six months",
  "物流运单编号",
);

export const declarant = {
  agentCode: company("Declarant", "申报企业代码"),
  agentName: companyName("Its name", "申报企业名称"),
} as const;

/** The person who bought, whom customs supervises. */
export const buyer = {
  buyerIdType: code(idTypes, "C1", "Kind of the buyer's identity document", "订购人证件类型"),
  buyerIdNumber: personal(text(60, "Its number", "订购人证件号码")),
  buyerName: personal(text(60, "Buyer's name", "订购人姓名")),
  buyerTelephone: personal(text(30, "Buyer's telephone", "订购人电话")),
} as const;

/** Why something is cancelled or sent back: free text. */
export const reason = (zh: string) => personal(text(1000, "Reason", zh));
