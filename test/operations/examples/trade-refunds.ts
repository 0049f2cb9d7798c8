import type { Json } from "../../../src/primitives/fields/field.ts";
import { act, type Before, type Scene } from "./example.ts";

const DAY = 24 * 3_600_000;
const HKD = "HKD@gateway-hk";
/** As the scenes about customs have put them on record. */
const [PLATFORM, MERCHANT, CARRIER, DECLARANT] = [
  ...["4401960001", "4401960002", "4401960004", "4401960006"],
] as [string, string, string, string];
const ENTRY = "514120230000000560";
const RECEIPT = "9b562c67-ca16-48ba-b074-65581be60560";
const [PAID, REPAID] = [
  "9b562c67-ca16-48ba-b074-65581be60561",
  "9b562c67-ca16-48ba-b074-65581be60562",
];

let messages = 0;
const guid = (): string =>
  `7A1C3E5F-0B2D-4F60-8C3B-5600${(++messages).toString().padStart(8, "0")}`;
const head = (): Record<string, Json> => ({ guid: guid(), appType: "new", appStatus: "declare" });
const consignee = "c1".repeat(32);
const order = { ebpCode: PLATFORM, orderNo: "O-560" };
const waybill = { logisticsCode: CARRIER, logisticsNo: "W-560" };
const goods = { itemNo: "MILK-1", quantity: "1000000", unit: "007", total: "100000" };
const money = { freight: "1000", currency: "110" };

const list = ({ result }: Before): Json => result("customs.list.declare", "id");
const claim = ({ result }: Before): Json => result("trade.refund.claim", "id");
const onClaim =
  (more: Record<string, Json>) =>
  (before: Before): Json => ({ claim: claim(before), ...more });

/** Ten articles go out, are released and become a declaration of their own. */
const exported: readonly Scene[] = [
  {
    ...act("platform-1", "customs.order.declare", {
      ...{ ...head(), ...order },
      content: {
        ...{ direction: "export", ebcCode: MERCHANT, goodsValue: "100000", ...money },
        ...{ discount: "0", taxTotal: "0", acturalPaid: "101000", buyer: null, consignee },
        lines: [goods],
      },
    }),
    waitMs: 2 * DAY,
  },
  act("carrier-1", "customs.waybill.declare", {
    ...{ ...head(), ...waybill },
    content: {
      ...{ direction: "export", ...money, insuredFee: "0", grossWeight: "900000" },
      ...{ netWeight: null, packNo: 1, consignee },
    },
  }),
  act("declarant-1", "customs.list.declare", {
    ...{ ...head(), agentCode: DECLARANT, copNo: "L-560" },
    content: {
      ...{ direction: "export", ...order, ...waybill, ebcCode: MERCHANT, payment: null },
      ...{ assureCode: null, emsNo: null, areaCode: null, customsCode: "5141", portCode: "5141" },
      ...{ tradeMode: "9710", trafMode: "5", trafNo: null, voyageNo: null, billNo: null },
      ...{ country: "601", ...money, insuredFee: "0", packNo: 1 },
      ...{ grossWeight: "900000", netWeight: "800000" },
      lines: [
        {
          ...{ ...goods, gcode: "1901109000", country: "601" },
          ...{ quantity1: "900000", quantity2: null },
        },
      ],
    },
  }),
  act("customs-hk", "customs.list.receipt", (before) => ({
    ...{ list: list(before), code: "800", exception: null, preNo: null, invtNo: null },
  })),
  act("declarant-1", "customs.summary.declare", (before) => ({
    ...{ guid: guid(), agentCode: DECLARANT, copNo: "S-560", billNo: null, lists: [list(before)] },
  })),
  act("customs-hk", "customs.summary.enter", ({ result }) => ({
    ...{ summary: result("customs.summary.declare", "id"), entryId: ENTRY },
  })),
];

const claimed = act("merchant-1", "trade.refund.claim", (before) => ({
  ...{ code: MERCHANT, entryId: ENTRY, kind: "trader", creditBalance: null },
  lines: [
    {
      ...{ list: list(before), line: 0, quantity: "1000000", fob: null },
      ...{ invoice: before.result("trade.invoice.file", "id"), amount: "70000" },
    },
  ],
}));

/** An export that is paid for, refunded, and of which a part is demanded back. */
export const tradeRefundScenes: readonly Scene[] = [
  act("tax-hk", "trade.refund.rate.set", ({ timeMs }) => ({
    ...{ country: "HK", heading: "1901", rate: 1_300, effectiveFromMs: timeMs + DAY },
  })),
  ...exported,
  act("gateway-hk", "asset.holder.authorise", { asset: HKD, holder: "merchant-1" }),
  act("platform-1", "payment.transfer", {
    ...{ to: "merchant-1", amount: { asset: HKD, minor: "100000" }, uetr: RECEIPT },
    ...{ endToEndId: "O-560", purpose: null, chargeBearer: null, remittanceHash: null },
    recipientTag: null,
  }),
  act("merchant-1", "trade.receipt.link", {
    ...{ code: MERCHANT, entryId: ENTRY, uetr: RECEIPT, minor: "100000" },
  }),
  act("merchant-1", "trade.invoice.file", {
    ...{ seller: "91440101MA5TRADE01", code: "4400231130", number: "00560001", buyer: MERCHANT },
    ...{ net: "70000", vat: "9100", issued: "2023-11-20", documentHash: "5e".repeat(32) },
  }),
  act("tax-hk", "trade.invoice.decide", ({ result }) => ({
    ...{ invoice: result("trade.invoice.file", "id"), confirm: true, reason: null },
  })),
  claimed,
  act("merchant-1", "trade.refund.withdraw", onClaim({})),
  claimed,
  act("tax-hk", "trade.refund.decide", onClaim({ approve: true, reason: null })),
  act("tax-hk", "trade.refund.pay", onClaim({ uetr: PAID })),
  act("tax-hk", "trade.refund.claw-back", onClaim({ minor: "2100", reason: "FALSE_INVOICE" })),
  act("merchant-1", "trade.refund.repay", onClaim({ uetr: REPAID })),
];
