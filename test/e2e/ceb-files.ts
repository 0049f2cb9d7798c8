import { type CebMessage } from "../../src/gateways/ceb/read-ceb.ts";
import { writeCeb } from "../../src/gateways/ceb/write-ceb.ts";

/** A buyer and consignee, plainly nobody's: GB 11643 has no region 990099. */
const ID = "990099199002305556";
const [NAME, TELEPHONE, ADDRESS] = ["Zhang Yangli", "10000000009", "Example Road 77, Nowhere"];
/** All of them stand in the order, and few could be guessed from outside. */
export const PERSONAL = [ID, NAME, TELEPHONE, ADDRESS];

const [PLATFORM, MERCHANT, PAY_FIRM, CARRIER, DECLARANT, WAREHOUSE] = [
  ...["P", "M", "F", "C", "D", "W"],
].map((one) => `440196000${one}`) as [string, string, string, string, string, string];
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

/** What comes later of an import whose list has this number: signed for, in the customs store, coming back, asked for back. */
export function laterFiles(no: string, invtNo: string) {
  const customs = { customsCode: "5141", invtNo };
  const parcel = { ...carrier, logisticsNo: `W-${no}` };
  const agent = { agentCode: DECLARANT, agentName: "Declarant" };
  const list = {
    ...{ ...application(), ...customs, orderNo: `O-${no}`, ...platform, ...merchant, ...parcel },
    ...{ ...buyerOf(ID), ...agent, preNo: invtNo, reason: "damaged" },
  };
  const store = { operatorCode: WAREHOUSE, operatorName: "Store", ieFlag: "I", trafMode: "5" };
  const ship = { trafNo: "CZ3101", voyageNo: "1129", billNo: "784-1" };
  const arrival = { ...application(), customsCode: "5141", copNo: `RK-${no}`, ...store, ...ship };
  const signed = { ...application(), ...parcel, logisticsStatus: "S" };
  const back = { gnum: 1, gcode: "1901101000", gname: "Milk powder", qty: "1", unit: "122" };
  return {
    delivered: fileOf("513", CARRIER, [{ head: { ...signed, logisticsTime: "20261129163045" } }]),
    arrived: fileOf("711", WAREHOUSE, [
      {
        head: { ...arrival, ...carrier, unloadLocation: "A-01" },
        lines: [{ gnum: 1, logisticsNo: parcel.logisticsNo }],
      },
    ]),
    return: fileOf("625", DECLARANT, [{ head: { ...list, copNo: `R-${no}` }, lines: [back] }]),
    cancel: fileOf("623", DECLARANT, [{ head: { ...list, copNo: `X-${no}` } }]),
  };
}

const USD = "502";
const AMERICA = { country: USD, POD: USD };

/** The files of an export: order, receipt of money, waybill, list. */
export function exportFiles(no: string) {
  const parties = { ...platform, ...merchant, orderNo: `O-${no}` };
  const sold = { ...line, barCode: "无", currency: USD };
  const money = { freight: "20", currency: USD };
  const payment = { payCode: PAY_FIRM, payName: "Payments", payNo: `P-${no}`, charge: "440.00" };
  const measures = { grossWeight: "2", packNo: 1 };
  const parcel = { ...carrier, logisticsNo: `W-${no}` };
  const agent = { agentCode: DECLARANT, agentName: "Declarant" };
  const costs = {
    ...{ freight: "20", fCurrency: USD, fFlag: "3" },
    ...{ insuredFee: "0", iCurrency: USD, iFlag: "3" },
  };
  const list = {
    ...{ ...application(), customsCode: "5141", ...parties, ...parcel, copNo: `L-${no}` },
    ...{ ieFlag: "E", portCode: "5141", ieDate: "20261129", statisticsFlag: "B", ...agent },
    ...{ ownerCode: MERCHANT, ownerName: "Merchant", tradeMode: "9610", trafMode: "5" },
    ...{ ...AMERICA, ...costs, wrapType: "2", ...measures, netWeight: "1.8" },
  };
  const listed = {
    ...{ ...sold, gcode: "1901101000", gname: "Milk powder", qty1: "1.8", unit1: "035" },
  };
  return {
    order: fileOf("303", PLATFORM, [
      {
        head: { ...application(), orderType: "E", ...parties, goodsValue: "420.00", ...money },
        lines: [sold],
      },
    ]),
    payment: fileOf("403", PAY_FIRM, [
      {
        head: {
          ...{ ...application(), ...parties, ...payment, currency: USD },
          accountingDate: "20261129000000",
        },
      },
    ]),
    waybill: fileOf("505", CARRIER, [
      {
        head: {
          ...{ ...application(), ...parcel, ...money, insuredFee: "0", ...measures },
          ...{ goodsInfo: "Milk powder", ...merchant },
        },
      },
    ]),
    list: fileOf("603", DECLARANT, [{ head: list, lines: [listed] }]),
  };
}

/** An export's list is asked for back; released ones become one declaration. */
export function laterExportFiles(no: string, invtNo: string) {
  const agent = { agentCode: DECLARANT, agentName: "Declarant", ...merchant };
  const asked = { ...application(), customsCode: "5141", copNo: `X-${no}`, ...agent };
  const sum = {
    ...{ ...application(), customsCode: "5141", copNo: `S-${no}`, ...agent },
    ...{ declAgentCode: DECLARANT, declAgentName: "Declarant" },
    ...{ startTime: "20261101000000", endTime: "20261130235959" },
    ...{ summaryFlag: "1", itemNameFlag: "1", msgCount: 1, msgSeqNo: 1 },
  };
  return {
    cancel: fileOf("605", DECLARANT, [{ head: { ...asked, invtNo, reason: "not sold" } }]),
    summary: fileOf("701", DECLARANT, [{ head: sum, lines: [{ invtNo }] }]),
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
