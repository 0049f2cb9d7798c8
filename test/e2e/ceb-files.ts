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
const buyer = {
  ...{ buyerName: NAME, buyerTelephone: TELEPHONE, buyerIdType: "1", buyerIdNumber: ID },
};
const line = {
  ...{ gnum: 1, itemNo: "MILK-900", itemName: "Milk powder", gmodel: "900 g", unit: "122" },
  ...{ qty: "2", price: "210", totalPrice: "420.00", currency: "142", country: "609" },
};

/** The four files of one parcel, as its originators' systems write them. */
export function cebFiles(no: string) {
  const orderNo = `O-${no}`;
  const order = {
    ...{ ...application(), orderType: "I", orderNo, ...platform, ...merchant },
    ...{ goodsValue: "420.00", freight: "20", discount: "0", taxTotal: "40.04" },
    ...{ acturalPaid: "480.04", currency: "142", buyerRegNo: "u-1", ...buyer },
    ...{ consignee: NAME, consigneeTelephone: TELEPHONE, consigneeAddress: ADDRESS },
  };
  const payment = {
    ...{ ...application(), payCode: PAY_FIRM, payName: "Payments", payTransactionId: `P-${no}` },
    ...{ orderNo, ...platform, payerIdType: "1", payerIdNumber: ID, payerName: NAME },
    ...{ amountPaid: "480.04", currency: "142", payTime: "20261129115900" },
  };
  const waybill = {
    ...{ ...application(), ...carrier, logisticsNo: `W-${no}`, orderNo, freight: "20" },
    ...{ insuredFee: "0", currency: "142", weight: "2", packNo: 1, goodsInfo: "Milk powder" },
    ...{ consignee: NAME, consigneeAddress: ADDRESS, consigneeTelephone: TELEPHONE },
  };
  const list = {
    ...{ ...application(), orderNo, ...platform, ...merchant, logisticsNo: `W-${no}` },
    ...{ ...carrier, copNo: `L-${no}`, assureCode: PLATFORM, ieFlag: "I", declTime: "20261129" },
    ...{ customsCode: "5141", portCode: "5141", ...buyer, consigneeAddress: ADDRESS },
    ...{ agentCode: DECLARANT, agentName: "Declarant", tradeMode: "9610", trafMode: "5" },
    ...{ trafNo: "CZ3101", voyageNo: "1129", billNo: "784-1", country: "609", freight: "20" },
    ...{ insuredFee: "0", currency: "142", packNo: 1, grossWeight: "2", netWeight: "1.8" },
  };
  const listLine = {
    ...line,
    gcode: "1901101000",
    gname: "Milk powder",
    qty1: "1.8",
    unit1: "035",
  };
  return {
    order: fileOf("311", PLATFORM, { head: order, lines: [line] }),
    payment: fileOf("411", PAY_FIRM, { head: payment }),
    waybill: fileOf("511", CARRIER, { head: waybill }),
    list: fileOf("621", DECLARANT, { head: list, lines: [listLine] }),
  };
}

function fileOf(type: CebMessage["type"], copCode: string, document: object): Uint8Array {
  const baseTransfer = { copCode, copName: "Sender", dxpMode: "DXP", dxpId: "DXPENT0000000001" };
  const message = { type, guid: guid(), baseTransfer, documents: [document] };
  return writeCeb(message as unknown as CebMessage);
}
