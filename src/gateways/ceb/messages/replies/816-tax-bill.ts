import { taxStatuses } from "../../codes/flags.ts";
import { answeredWithLines } from "../../declare/declaration.ts";
import {
  code,
  commodity,
  company,
  customsOffice,
  decimal,
  lineNumber,
  millisecond,
  note,
  optional,
  text,
} from "../../declare/elements.ts";
import { receiptGuid } from "../../declare/shared.ts";
import { invtNo } from "../numbers.ts";
import { carrier, declarant, logisticsNo, merchant, orderNo } from "../parties.ts";

const taxes = {
  customsTax: decimal("Duty due", "应征关税"),
  valueAddedTax: decimal("Value-added tax due", "应征增值税"),
  consumptionTax: decimal("Consumption tax due", "应征消费税"),
} as const;

/** CEB816: what is due for an import list. */
export const taxBill816 = answeredWithLines({
  type: "816",
  en: "Tax bill",
  zh: "电子税单",
  document: "Tax",
  head: {
    element: "TaxHeadRd",
    of: {
      guid: receiptGuid,
      returnTime: millisecond("When it was made", "回执时间"),
      invtNo,
      taxNo: text(32, "Number of the bill", "电子税单编号"),
      ...taxes,
      status: code(taxStatuses, "C1", "Status of the bill", "税单状态"),
      entDutyNo: optional(text(32, "Number of the notice to pay", "缴款书编号")),
      note,
      assureCode: optional(text(30, "Guarantor", "担保企业代码")),
      ebcCode: optional(merchant.ebcCode),
      logisticsCode: optional(carrier.logisticsCode),
      agentCode: optional(company(declarant.agentCode.en, "申报单位代码")),
      customsCode: optional(customsOffice("Office of declaration", "申报口岸")),
      orderNo: optional(orderNo),
      logisticsNo: optional(logisticsNo),
    },
  },
  lines: {
    element: "TaxListRd",
    of: {
      gnum: lineNumber("Line of the list", "商品项号"),
      gcode: commodity("Commodity code", "海关商品编码"),
      taxPrice: decimal("Dutiable value", "完税总价格"),
      ...taxes,
    },
  },
});
