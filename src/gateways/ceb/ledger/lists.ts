import { declareSummary } from "../../../transactions/customs/exports/summarise.ts";
import { cancelList } from "../../../transactions/customs/lists/cancel.ts";
import { declareList } from "../../../transactions/customs/lists/declare.ts";
import { returnGoods } from "../../../transactions/customs/lists/return.ts";
import type { CebDocument } from "../read-ceb.ts";
import { contentUnlessDeleted, type Gateway, headOf, type Mapped, platformOf } from "./gateway.ts";
import { minorOf, needed, quantityOf } from "./values.ts";

interface Line {
  readonly itemNo?: string | undefined;
  readonly gcode: string;
  readonly country: string;
  readonly qty: string;
  readonly unit: string;
  readonly qty1: string;
  readonly qty2?: string | undefined;
  readonly totalPrice: string;
}

const linesOf = (lines: readonly Line[]) =>
  lines.map(({ itemNo, gcode, country, qty, unit, qty1, qty2, totalPrice }) => ({
    ...{ itemNo: needed(itemNo, "itemNo"), gcode, country, unit },
    quantity: quantityOf(qty, "qty"),
    quantity1: quantityOf(qty1, "qty1"),
    quantity2: qty2 === undefined ? null : quantityOf(qty2, "qty2"),
    total: minorOf(totalPrice, "totalPrice"),
  }));

interface Head {
  readonly freight: string;
  readonly insuredFee: string;
  readonly grossWeight: string;
  readonly netWeight: string;
}

const measuresOf = ({ freight, insuredFee, grossWeight, netWeight }: Head) => ({
  freight: minorOf(freight, "freight"),
  insuredFee: minorOf(insuredFee, "insuredFee"),
  grossWeight: quantityOf(grossWeight, "grossWeight"),
  netWeight: quantityOf(netWeight, "netWeight"),
});

/** CEB621: the inventory list of an import. */
export function list621({ head, lines }: CebDocument<"621">): Mapped {
  const { agentCode, orderNo, ebpCode } = head;
  const copNo = needed(head.copNo, "copNo");
  const content = contentUnlessDeleted(head, () => ({
    ...{ direction: "import", ebpCode, orderNo, ebcCode: head.ebcCode },
    payment: null, // CEB621 names the order alone
    ...{ logisticsCode: head.logisticsCode, logisticsNo: head.logisticsNo },
    ...{ assureCode: head.assureCode, emsNo: head.emsNo ?? null, areaCode: head.areaCode ?? null },
    ...{ customsCode: head.customsCode, portCode: head.portCode, tradeMode: head.tradeMode },
    ...{ trafMode: head.trafMode, trafNo: head.trafNo ?? null, voyageNo: head.voyageNo ?? null },
    ...{ billNo: head.billNo ?? null, country: head.country, currency: head.currency },
    ...{ ...measuresOf(head), packNo: head.packNo, lines: linesOf(lines) },
  }));
  return { type: declareList, body: { ...headOf(head), agentCode, copNo, content } };
}

/** CEB603: the inventory list of an export. */
export function list603({ head, lines }: CebDocument<"603">): Mapped {
  const { agentCode, copNo, orderNo, ebcCode } = head;
  const ebpCode = platformOf(head);
  const content = contentUnlessDeleted(head, () => ({
    ...{ direction: "export", ebpCode, orderNo, ebcCode, payment: null, assureCode: null },
    ...{ logisticsCode: head.logisticsCode, logisticsNo: head.logisticsNo },
    ...{ emsNo: head.emsNo ?? null, areaCode: head.iacCode ?? null },
    ...{ customsCode: head.customsCode, portCode: head.portCode, tradeMode: head.tradeMode },
    ...{ trafMode: head.trafMode, trafNo: head.trafName ?? null, voyageNo: head.voyageNo ?? null },
    ...{ billNo: head.billNo ?? null, country: head.country },
    ...{ currency: lines[0]!.currency, ...measuresOf(head), packNo: head.packNo },
    lines: linesOf(lines),
  }));
  return { type: declareList, body: { ...headOf(head), agentCode, copNo, content } };
}

/** CEB623 and CEB605: a list is asked for back. Why is said in words, which are not for the ledger. */
export function cancel(
  { head }: CebDocument<"623"> | CebDocument<"605">,
  gateway: Gateway,
): Mapped {
  const list = gateway.listOf(head.invtNo);
  return { type: cancelList, body: { guid: head.guid, list, reason: "OTHER" } };
}

/** CEB625: goods of a released list come back. */
export function return625({ head, lines }: CebDocument<"625">, gateway: Gateway): Mapped {
  const back = lines.map(({ gnum, qty }) => ({ line: gnum - 1, quantity: quantityOf(qty, "qty") }));
  const sorted = back.sort((one, other) => one.line - other.line);
  const list = gateway.listOf(head.invtNo);
  return { type: returnGoods, body: { guid: head.guid, list, lines: sorted } };
}

/** CEB701: released export lists are summed up. */
export function summary701({ head, lines }: CebDocument<"701">, gateway: Gateway): Mapped {
  const { guid, agentCode, copNo } = head;
  const lists = lines.map(({ invtNo }) => gateway.listOf(invtNo));
  return { type: declareSummary, body: { guid, agentCode, copNo, billNo: null, lists } };
}
