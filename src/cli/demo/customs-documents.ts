import { randomUUID } from "node:crypto";

import { QUANTITY_ONE } from "../../transactions/customs/codes.ts";
import { MILK, PARTS } from "./customs-port.ts";

const [CNY, USD] = ["142", "502"];
const [PLATFORM, MERCHANT, PAY_FIRM, CARRIER, WAREHOUSE, DECLARANT] = [
  PARTS.platform[1],
  PARTS.merchant[1],
  PARTS.payFirm[1],
  PARTS.carrier[1],
  PARTS.warehouse[1],
  PARTS.declarant[1],
];
/** Two tins of 210.00, and 20.00 of freight. */
const [COUNT, GOODS, FREIGHT, TAX] = [2n, 42_000n, 2_000n, 4_004n];
/** What the buyer pays. */
export const PAID = GOODS + FREIGHT + TAX;

export const head = (appType: "new" | "change" = "new") => ({
  ...{ guid: randomUUID().toUpperCase(), appType, appStatus: "declare" as const },
});

/** What the documents of a parcel say alike. */
export interface About {
  readonly no: string;
  readonly direction: "import" | "export";
  /** Of imports. */
  readonly buyer: Uint8Array | undefined;
  readonly consignee: Uint8Array;
}

const currencyOf = ({ direction }: About) => (direction === "import" ? CNY : USD);

export function orderOf(about: About) {
  const { no, direction, buyer, consignee } = about;
  const taxTotal = direction === "import" ? TAX : 0n;
  return {
    ...head(),
    ...{ ebpCode: PLATFORM, orderNo: `O-${no}` },
    content: {
      ...{ direction, ebcCode: MERCHANT, goodsValue: GOODS, freight: FREIGHT, discount: 0n },
      ...{ taxTotal, acturalPaid: GOODS + FREIGHT + taxTotal, currency: currencyOf(about) },
      ...{ buyer, consignee },
      lines: [
        { itemNo: MILK.itemNo, quantity: COUNT * QUANTITY_ONE, unit: MILK.unit, total: GOODS },
      ],
    },
  };
}

export function slipOf(about: About, payment: Uint8Array | undefined, amountPaid = PAID) {
  const { no, direction, buyer: payer } = about;
  return {
    ...head(),
    ...{ payCode: PAY_FIRM, payTransactionId: `P-${no}` },
    content: {
      ...{ direction, ebpCode: PLATFORM, orderNo: `O-${no}`, payer, amountPaid },
      ...{ currency: currencyOf(about), paidAt: Date.now(), payment },
    },
  };
}

export function waybillOf(about: About) {
  const { no, direction, consignee } = about;
  const weights = { grossWeight: 2n * QUANTITY_ONE, netWeight: undefined, packNo: 1 };
  return {
    ...head(),
    ...{ logisticsCode: CARRIER, logisticsNo: `W-${no}` },
    content: {
      ...{ direction, freight: FREIGHT, insuredFee: 0n, currency: currencyOf(about) },
      ...{ ...weights, consignee },
    },
  };
}

/** Whose parcels have come in. */
export const arrivalOf = ({ no }: About) => ({
  ...{ guid: randomUUID().toUpperCase(), operatorCode: WAREHOUSE },
  parcels: [{ logisticsCode: CARRIER, logisticsNo: `W-${no}` }],
});

export function listOf(about: About, tradeMode: "9610" | "1210" | "9710") {
  const { no, direction } = about;
  const isBonded = tradeMode === "1210";
  const isImport = direction === "import";
  const transport = isBonded ? undefined : "CZ3101";
  return {
    ...head(),
    ...{ agentCode: DECLARANT, copNo: `L-${no}` },
    content: {
      ...{ direction, ebpCode: PLATFORM, orderNo: `O-${no}`, ebcCode: MERCHANT },
      payment: isImport ? { payCode: PAY_FIRM, payTransactionId: `P-${no}` } : undefined,
      ...{ logisticsCode: CARRIER, logisticsNo: `W-${no}` },
      assureCode: isImport ? PLATFORM : undefined,
      emsNo: isBonded ? "H51412600001" : undefined,
      areaCode: isBonded ? WAREHOUSE : undefined,
      ...{ customsCode: "5141", portCode: "5141", tradeMode, trafMode: "5" },
      ...{ trafNo: transport, voyageNo: transport && "1129", billNo: transport && "784-11223344" },
      ...{ country: MILK.origin, freight: FREIGHT, insuredFee: 0n, currency: currencyOf(about) },
      ...{ grossWeight: 2n * QUANTITY_ONE, netWeight: 2n * QUANTITY_ONE, packNo: 1 },
      lines: [
        {
          ...{ itemNo: MILK.itemNo, gcode: MILK.gcode, country: MILK.origin, total: GOODS },
          ...{ quantity: COUNT * QUANTITY_ONE, unit: MILK.unit },
          ...{ quantity1: 180_000n, quantity2: undefined },
        },
      ],
    },
  };
}
