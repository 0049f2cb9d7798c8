import { type CebMessage } from "../../src/gateways/ceb/read-ceb.ts";
import { writeCeb } from "../../src/gateways/ceb/write-ceb.ts";

/** A buyer and consignee, plainly nobody's: GB 11643 has no region 990099. */
const ID = "990099199002305556";
const [NAME, TELEPHONE, ADDRESS] = ["Zhang Yangli", "10000000009", "Example Road 77, Nowhere"];
/** All of them stand in the order, and few could be guessed from outside. */
export const PERSONAL = [ID, NAME, TELEPHONE, ADDRESS];

const [PLATFORM, MERCHANT, PAY_FIRM, CARRIER, DECLARANT] = ["P", "M", "F", "C", "D"].map(
  (one) => `440196000${one}`,
) as [string, string, string, string, string];
let guids = 0;
const guid = (): string => `C3B00000-0000-4000-8000-${(++guids).toString().padStart(12, "0")}`;
const application = () => ({
  ...{ guid: guid(), appType: "1", appTime: "20261129120000", appStatus: "2" },
});
const platform = { ebpCode: PLATFORM, ebpName: "Platform" };
const merchant = { ebcCode: MERCHANT, ebcName: "Merchant" };
const carrier = { logisticsCode: CARRIER, logisticsName: "Carrier" };
const line = {
  ...{ gnum: 1, itemNo: "MILK-900", itemName: "Milk powder", gmodel: "900 g", unit: "122" },
  ...{ qty: "2", price: "210", totalPrice: "420.00", currency: "142", country: "609" },
};

/** Who buys under which number of an identity card. */
const buyerOf = (id: string) => ({
  ...{ buyerName: NAME, buyerTelephone: TELEPHONE, buyerIdType: "1", buyerIdNumber: id },
});

function orderOf(no: string, id: string) {
  return {
    ...{ ...application(), orderType: "I", orderNo: `O-${no}`, ...platform, ...merchant },
    ...{ goodsValue: "420.00", freight: "20", discount: "0", taxTotal: "40.04" },
    ...{ acturalPaid: "480.04", currency: "142", buyerRegNo: "u-1", ...buyerOf(id) },
    ...{ consignee: NAME, consigneeTelephone: TELEPHONE, consigneeAddress: ADDRESS },
  };
}

function paymentOf(no: string, id: string) {
  return {
    ...{ ...application(), payCode: PAY_FIRM, payName: "Payments", payTransactionId: `P-${no}` },
    ...{ orderNo: `O-${no}`, ...platform, payerIdType: "1", payerIdNumber: id, payerName: NAME },
    ...{ amountPaid: "480.04", currency: "142", payTime: "20261129115900" },
  };
}

function waybillOf(no: string) {
  return {
    ...{ ...application(), ...carrier, logisticsNo: `W-${no}`, orderNo: `O-${no}` },
    ...{ freight: "20", insuredFee: "0", currency: "142", weight: "2", packNo: 1 },
    ...{ goodsInfo: "Milk powder", consignee: NAME, consigneeAddress: ADDRESS },
    ...{ consigneeTelephone: TELEPHONE },
  };
}

function listOf(no: string, id: string) {
  return {
    ...{ ...application(), orderNo: `O-${no}`, ...platform, ...merchant, logisticsNo: `W-${no}` },
    ...{ ...carrier, copNo: `L-${no}`, assureCode: PLATFORM, ieFlag: "I", declTime: "20261129" },
    ...{ customsCode: "5141", portCode: "5141", ...buyerOf(id), consigneeAddress: ADDRESS },
    ...{ agentCode: DECLARANT, agentName: "Declarant", tradeMode: "9610", trafMode: "5" },
    ...{ trafNo: "CZ3101", voyageNo: "1129", billNo: "784-1", country: "609", freight: "20" },
    ...{ insuredFee: "0", currency: "142", packNo: 1, grossWeight: "2", netWeight: "1.8" },
  };
}

/** The four files of some parcels, as their originators' systems write them; buyers take turns. */
export function cebFiles(numbers: readonly string[], ids: readonly string[] = [ID]) {
  const idOf = (at: number): string => ids[at % ids.length]!;
  const listLine = {
    ...line,
    gcode: "1901101000",
    gname: "Milk powder",
    qty1: "1.8",
    unit1: "035",
  };
  const [orders, payments, waybills, lists] = [
    numbers.map((no, at) => ({ head: orderOf(no, idOf(at)), lines: [line] })),
    numbers.map((no, at) => ({ head: paymentOf(no, idOf(at)) })),
    numbers.map((no) => ({ head: waybillOf(no) })),
    numbers.map((no, at) => ({ head: listOf(no, idOf(at)), lines: [listLine] })),
  ];
  return {
    order: fileOf("311", PLATFORM, orders),
    payment: fileOf("411", PAY_FIRM, payments),
    waybill: fileOf("511", CARRIER, waybills),
    list: fileOf("621", DECLARANT, lists),
  };
}

function fileOf(
  type: CebMessage["type"],
  copCode: string,
  documents: readonly object[],
): Uint8Array {
  const baseTransfer = { copCode, copName: "Sender", dxpMode: "DXP", dxpId: "DXPENT0000000001" };
  const message = { type, guid: guid(), baseTransfer, documents };
  return writeCeb(message as unknown as CebMessage);
}
