import type { Json } from "../../../src/primitives/fields/field.ts";
import { act, type Before, decide, type Scene, thresholds } from "./example.ts";

/** Of the customs scenes, which go before: who is on record there. */
const [PLATFORM, MERCHANT] = ["4401960001", "4401960002"];
const [CARRIER, WAREHOUSE] = ["4401960004", "4401960005"];
const [DEPOT, DEPOT_CODE] = ["depot-1", "4401960025"];
const shelf = { warehouse: WAREHOUSE, merchant: MERCHANT, itemNo: "MILK-1" };
const bundle = { merchant: MERCHANT, bundleNo: "MILK-3-PACK" };

const admitted = decide("participant.register", ({ key }) => ({
  ...{ name: DEPOT, roles: ["warehouse"], country: "HK", lei: null },
  authority: {
    signers: [{ publicKey: key(DEPOT), weight: 1 }],
    thresholds: thresholds(1, 1, 1),
  },
}));
const recorded: readonly Scene[] = [
  act(DEPOT, "customs.enterprise.file", {
    ...{ code: DEPOT_CODE, country: "HK", kinds: ["warehouse"], name: "Depot Ltd." },
  }),
  act("customs-hk", "customs.enterprise.decide", {
    ...{ code: DEPOT_CODE, version: 1, decision: "approve", reason: null },
  }),
];

const onSale =
  (more: Record<string, Json>) =>
  ({ result }: Before): Json => ({ sale: result("trade.sale.import", "id"), ...more });
const comesBack = { line: 1, quantity: "100000", reference: "RET-2023-1" };

/** Goods that come in, are counted and moved; an order of another mall from screening to exchange. */
export const tradeStockScenes: readonly Scene[] = [
  admitted,
  ...recorded,
  act("merchant-1", "trade.stock.rule.set", {
    ...{ ...shelf, rule: { least: "1000000", target: "10000000" } },
  }),
  act("warehouse-1", "trade.stock.receive", ({ result }) => ({
    ...{ ...shelf, quantity: "10000000", reference: "ASN-2023-0001" },
    replenishes: result("trade.stock.rule.set", "replenishing"),
  })),
  act("warehouse-1", "trade.stock.dispatch", {
    ...{ ...shelf, quantity: "100000", reason: "sample", reference: "OUT-2023-0001" },
  }),
  act("warehouse-1", "trade.stock.count", {
    ...{ ...shelf, counted: "9800000", reference: "COUNT-2023-11" },
  }),
  act("merchant-1", "trade.stock.count.decide", ({ result }) => ({
    ...{ ...shelf, place: result("trade.stock.count", "place"), approve: true },
  })),
  act("warehouse-1", "trade.stock.transfer", {
    ...{ ...shelf, to: DEPOT_CODE, quantity: "2000000", reference: "MOVE-2023-0001" },
  }),
  act(DEPOT, "trade.stock.transfer.receive", ({ result }) => ({
    ...{ transfer: result("trade.stock.transfer", "id"), received: "1900000" },
  })),
  act("merchant-1", "trade.bundle.define", ({ timeMs }) => ({
    ...{ ...bundle, from: timeMs, until: null },
    parts: [{ itemNo: "MILK-1", quantity: "300000", weight: "1" }],
  })),
  act("merchant-1", "trade.sale.allow", { merchant: MERCHANT, platform: PLATFORM, allow: true }),
  act("merchant-1", "trade.sale.import", {
    ...{ merchant: MERCHANT, mall: "天猫国际", externalNo: "2611190042", warehouse: WAREHOUSE },
    ...{ platform: null, currency: "142" },
    lines: [
      { itemNo: null, bundleNo: bundle.bundleNo, quantity: "100000", total: "27000" },
      { itemNo: "MILK-1", bundleNo: null, quantity: "200000", total: "20000" },
    ],
  }),
  act("warehouse-1", "trade.sale.decide", onSale({ decision: "approve", reason: null })),
  act(
    "warehouse-1",
    "trade.sale.ship",
    onSale({
      ...{ logisticsCode: CARRIER, logisticsNo: "SF1127000001" },
      lines: [
        { line: 0, quantity: "300000" },
        { line: 1, quantity: "200000" },
      ],
    }),
  ),
  act("warehouse-1", "trade.sale.return", onSale({ ...comesBack, restock: true })),
  act(
    "warehouse-1",
    "trade.sale.exchange",
    onSale({
      ...{ ...comesBack, restock: false },
      instead: { itemNo: "MILK-1", quantity: "100000" },
    }),
  ),
  act("merchant-1", "trade.bundle.end", bundle),
];
