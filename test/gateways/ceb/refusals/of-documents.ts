import { cebLimits } from "../../../../src/gateways/ceb/limits.ts";
import { changed } from "../samples.ts";
import { head, line, order, type Refusal, repeated, value } from "./refusal.ts";

const records: readonly Refusal[] = [
  [
    "an element that is not known",
    order(/orderNo>/g, "orderNr>"),
    "UNKNOWN_ELEMENT",
    head("orderNr"),
  ],
  [
    "one that is in no namespace",
    order("<ceb:note/>", '<note xmlns=""/>'),
    "UNKNOWN_ELEMENT",
    head("note"),
  ],
  [
    "one with a name of JavaScript's",
    order("<ceb:note/>", "<ceb:constructor/>"),
    "UNKNOWN_ELEMENT",
    head("constructor"),
  ],
  ["an element in a value", value("orderNo", "<ceb:b/>"), "UNKNOWN_ELEMENT", head("orderNo")],
  ["an element twice", repeated(/<ceb:ebpCode>.*/, 2), "REPEATED", head("ebpCode")],
  [
    "a misspelling beside the right one",
    order("<ceb:note/>", "<ceb:consigneeDistrict>000000</ceb:consigneeDistrict>"),
    "REPEATED",
    head("consigneeDistrict"),
  ],
  ["no order number", order(/<ceb:orderNo>.*/, ""), "MISSING", head("orderNo")],
  ["an empty order number", value("orderNo", " \n "), "MISSING", head("orderNo")],
  [
    "an attribute of a value",
    order("<ceb:orderNo>", '<ceb:orderNo x="1">'),
    "UNKNOWN_ATTRIBUTE",
    head("orderNo"),
  ],
  [
    "an attribute of a head",
    order("<ceb:OrderHead>", '<ceb:OrderHead x="1">'),
    "UNKNOWN_ATTRIBUTE",
    "OrderHead of document 1",
  ],
  [
    "text between values",
    order("<ceb:orderNo>", "x<ceb:orderNo>"),
    "STRAY_TEXT",
    "OrderHead of document 1",
  ],
  [
    "a comment in a value",
    value("acturalPaid", "4<!-- -->35.718"),
    "COMMENT_IN_VALUE",
    head("acturalPaid"),
  ],
  ["a guid that is too short", value("guid", "311AFA01"), "GUID_FORM", head("guid")],
  ["a name that is too long", value("ebpName", "中".repeat(101)), "LENGTH", head("ebpName")],
  ["a model that is too long", value("gmodel", "中".repeat(511)), "LENGTH", line("gmodel")],
  ["a line break in a value", value("ebpName", "a\nb"), "TEXT_FORM", head("ebpName")],
  ["a company in small letters", value("ebpCode", "4403960ex1"), "TEXT_FORM", head("ebpCode")],
  ["an amount with separators", value("goodsValue", "1,398.00"), "NUMBER_FORM", head("goodsValue")],
  ["an amount with a sign", value("discount", "-1"), "NUMBER_FORM", head("discount")],
  ["an amount with an exponent", value("freight", "0E-5"), "NUMBER_FORM", head("freight")],
  ["an amount with six places", value("taxTotal", "0.000001"), "NUMBER_FORM", head("taxTotal")],
  [
    "an amount with fifteen digits",
    value("taxTotal", "1".repeat(15)),
    "NUMBER_FORM",
    head("taxTotal"),
  ],
  ["a line zero", value("gnum", "0"), "NUMBER_FORM", line("gnum")],
  ["a day that is none", value("appTime", "20260230093012"), "TIME_FORM", head("appTime")],
  ["an hour that is none", value("appTime", "20260105240000"), "TIME_FORM", head("appTime")],
  ["a time in another form", value("appTime", "2026-01-05T09:30"), "TIME_FORM", head("appTime")],
  ["an application type that is none", value("appType", "4"), "CODE_UNKNOWN", head("appType")],
  [
    "an application status that is none",
    value("appStatus", "0"),
    "CODE_UNKNOWN",
    head("appStatus"),
  ],
  ["a currency in letters", value("currency", "CNY"), "CODE_UNKNOWN", head("currency")],
];

const lines: readonly Refusal[] = [
  [
    "no line",
    order(/<ceb:OrderList>[^]*?(?=<\/ceb:Order>)/, ""),
    "MISSING",
    "OrderList of document 1",
  ],
  [
    "too many lines",
    order(
      "<ceb:OrderList>",
      `${"<ceb:OrderList/>".repeat(cebLimits.linesPerDocument)}<ceb:OrderList>`,
    ),
    "TOO_MANY_LINES",
    "OrderList of document 1",
  ],
  [
    "no head",
    order(/<ceb:OrderHead>[^]*?<\/ceb:OrderHead>/, ""),
    "MISSING",
    "OrderHead of document 1",
  ],
  [
    "two heads",
    repeated(/<ceb:OrderHead>[^]*?<\/ceb:OrderHead>/, 2),
    "REPEATED",
    "OrderHead of document 1",
  ],
  [
    "a stranger among lines",
    order("<ceb:OrderList>", "<ceb:OrderRow/><ceb:OrderList>"),
    "UNKNOWN_ELEMENT",
    "OrderRow of document 1",
  ],
];

const conditions: readonly Refusal[] = [
  [
    "goods in bond without an account book",
    () => changed("621-inventory-1210", /<ceb:emsNo>.*/, ""),
    "MISSING",
    "InventoryHead/emsNo of document 1",
  ],
  [
    "goods in bond without their enterprise",
    () => changed("621-inventory-1210", /<ceb:areaCode>.*/, ""),
    "MISSING",
    "InventoryHead/areaCode of document 1",
  ],
  [
    "direct mail without a voyage",
    () => changed("621-inventory-9610", /<ceb:voyageNo>.*/, ""),
    "MISSING",
    "InventoryHead/voyageNo of document 1",
  ],
  [
    "a list of export among imports",
    () => changed("621-inventory-9610", "<ceb:ieFlag>I", "<ceb:ieFlag>E"),
    "CODE_UNKNOWN",
    "InventoryHead/ieFlag of document 1",
  ],
];

/** What is wrong with a document in an otherwise good message. */
export const ofDocuments = [...records, ...lines, ...conditions];
