import { sentWithLines } from "../../declare/declaration.ts";
import { commodity, decimal, lineNumber, note, text, unit } from "../../declare/elements.ts";
import { afterInventory } from "./after-inventory.ts";

/** CEB625, by the declarant: goods of a released list go back. */
export const return625 = sentWithLines({
  type: "625",
  en: "Return of imported goods",
  zh: "进口退货申请单",
  document: "InvtRefund",
  head: { element: "InvtRefundHead", of: afterInventory("退货原因") },
  lines: {
    element: "InvtRefundList",
    of: {
      gnum: lineNumber("Line of the list that is returned", "序号"),
      gcode: commodity("Commodity code", "商品编码"),
      gname: text(250, "Name of the goods", "商品名称"),
      qty: decimal("Quantity returned", "数量"),
      unit: unit("Its unit", "计量单位"),
      note,
    },
  },
});
