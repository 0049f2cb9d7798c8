import { importOrderTypes } from "../../codes/flags.ts";
import { sentWithLines } from "../../declare/declaration.ts";
import {
  alsoSpelt,
  code,
  country,
  currency,
  decimal,
  lineNumber,
  note,
  number,
  optional,
  personal,
  text,
  unit,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { buyer, merchant, orderNo, payFirm, payTransactionId, platform } from "../parties.ts";

/** CEB311, by the platform: what was bought, by whom, and what was paid for it. */
export const order311 = sentWithLines({
  type: "311",
  en: "Import order",
  zh: "进口电子订单",
  document: "Order",
  head: {
    element: "OrderHead",
    of: {
      ...application,
      orderType: code(importOrderTypes, "C1", "Order type", "订单类型"),
      orderNo,
      ...platform,
      ...merchant,
      goodsValue: decimal("Price of the goods, before deductions", "商品价格"),
      freight: decimal("Freight and other charges", "运杂费"),
      discount: decimal("Paid otherwise than in money", "非现金抵扣金额"),
      taxTotal: decimal("Tax that the enterprise withholds", "代扣税款"),
      acturalPaid: decimal("Goods, freight and tax less deductions", "实际支付金额"), // so spelt
      currency: currency("Currency of the order: 142", "币制"),
      buyerRegNo: personal(text(60, "Buyer's number on the platform", "订购人注册号")),
      buyerName: buyer.buyerName,
      buyerTelephone: buyer.buyerTelephone,
      buyerIdType: buyer.buyerIdType,
      buyerIdNumber: buyer.buyerIdNumber,
      payCode: optional(payFirm.payCode),
      payName: optional(payFirm.payName),
      payTransactionId: optional(payTransactionId),
      batchNumbers: optional(text(100, "Batch of the goods", "商品批次号")),
      consignee: personal(text(100, "Consignee, as on the waybill", "收货人姓名")),
      consigneeTelephone: personal(text(50, "Consignee's telephone", "收货人电话")),
      consigneeAddress: personal(text(200, "Consignee's address", "收货地址")),
      // The specification's first edition wrote Ditrict, and senders still do.
      consigneeDistrict: alsoSpelt(
        "consigneeDitrict",
        personal(
          optional(number(6, "Administrative district of the address", "收货地址行政区划代码")),
        ),
      ),
      note,
    },
  },
  lines: {
    element: "OrderList",
    of: {
      gnum: lineNumber("Number of the line", "商品序号"),
      itemNo: optional(text(30, "Stock number", "企业商品货号")),
      itemName: text(250, "Name of the goods in Chinese", "企业商品名称"),
      // Later editions ask for it; earlier senders do not know it.
      gmodel: optional(text(510, "Model and specification", "商品规格型号")),
      itemDescribe: optional(text(1000, "Description", "企业商品描述")),
      barCode: optional(text(50, "Bar code", "条形码")),
      unit: unit("Unit", "单位"),
      qty: decimal("Quantity", "数量"),
      price: decimal("Price of a unit; 0 for a gift", "单价"),
      totalPrice: decimal("Price of the line", "总价"),
      currency: currency("Currency: 142", "币制"),
      country: country("Country of origin", "原产国"),
      note,
    },
  },
});
