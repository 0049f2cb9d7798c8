import {
  commodity,
  country,
  currency,
  decimal,
  lineNumber,
  note,
  optional,
  text,
  unit,
} from "../../declare/elements.ts";

/** A line of an import inventory list. */
export const inventoryLine = {
  gnum: lineNumber("Number of the line, as in the order", "序号"),
  // Needed for bonded goods: the trade mode stands in the head, so the declaration itself cannot ask for it here.
  itemRecordNo: optional(text(30, "Number in the account book", "账册备案料号")),
  itemNo: optional(text(30, "Stock number", "企业商品货号")),
  itemName: optional(text(250, "Name at the enterprise", "企业商品品名")),
  gcode: commodity("Commodity code", "商品编码"),
  gname: text(250, "Name of the goods", "商品名称"),
  gmodel: text(510, "Model and specification", "商品规格型号"),
  barCode: optional(text(50, "Bar code", "条形码")),
  country: country("Country of origin", "原产国（地区）"),
  tradeCountry: optional(country("Trading country", "贸易国（地区）")),
  currency: currency("Currency: 142", "币制"),
  qty: decimal("Quantity", "数量"),
  unit: unit("Its unit", "计量单位"),
  qty1: decimal("Legal quantity", "法定数量"),
  unit1: unit("Its unit", "法定计量单位"),
  qty2: optional(decimal("Second quantity", "第二数量")),
  unit2: optional(unit("Its unit", "第二计量单位")),
  price: decimal("Price of a unit", "单价"),
  totalPrice: decimal("Price of the line", "总价"),
  note,
} as const;
