import { exportOrderTypes } from "../../codes/flags.ts";
import { sentWithLines } from "../../declare/declaration.ts";
import {
  code,
  currency,
  decimal,
  lineNumber,
  note,
  optional,
  text,
  unit,
} from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { merchant, orderNo } from "../parties.ts";

/** CEB303, by the platform: what was sold abroad. It names no person. */
export const order303 = sentWithLines({
  type: "303",
  en: "Export order",
  zh: "出口电子订单",
  document: "Order",
  head: {
    element: "OrderHead",
    of: {
      ...application,
      orderType: code(exportOrderTypes, "C1", "Order type", "订单类型"),
      orderNo,
      ebpCode: text(18, "Platform; 无 for one abroad without a number", "电商平台代码"),
      ebpName: text(100, "Its name, or that of the overseas warehouse", "电商平台名称"),
      ...merchant,
      goodsValue: decimal("Price of the goods, FOB", "商品价格"),
      freight: decimal("Freight and other charges", "运杂费"),
      currency: currency("Currency", "币制"),
      note,
    },
  },
  lines: {
    element: "OrderList",
    of: {
      gnum: lineNumber("Number of the line", "商品序号"),
      itemNo: text(30, "Stock number", "企业商品货号"),
      itemName: text(250, "Name of the goods in Chinese", "企业商品名称"),
      itemDescribe: optional(text(1000, "Description", "企业商品描述")),
      barCode: optional(text(50, "Bar code", "条形码")),
      unit: unit("Unit", "单位"),
      currency: currency("Currency", "币制"),
      qty: decimal("Quantity", "数量"),
      price: decimal("Price of a unit", "单价"),
      totalPrice: decimal("Price of the line", "总价"),
      note,
    },
  },
});
