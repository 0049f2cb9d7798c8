import type { Failures } from "../../transactions/failures.ts";
import {
  CODES,
  DAY,
  LIPSTICK,
  merchant,
  MILK,
  ONE,
  platform,
  warehouse,
} from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import { type Fails, ofOwner, whenSuspended } from "./stock-failures.ts";
import {
  approval,
  back,
  boxes,
  boxOf,
  CREAM,
  depot,
  merchant2,
  ordered,
  paper,
  PLATFORM,
  saleOf,
  shelfOf,
  shipment,
  swap,
  type WarehouseLedger,
} from "./warehouse-ledger.ts";

const MAX = 2n ** 64n - 1n;
const part = (itemNo: string, changes: object = {}) => ({
  ...{ itemNo, quantity: ONE, weight: 1n },
  ...changes,
});
const defined =
  (changes: object, by: TestKey = merchant): Fails[1] =>
  () => [by, boxOf(changes)];
const lines = (...all: readonly object[]) => saleOf("1", { lines: all });
const imports =
  (body: object, by: TestKey = merchant): Fails[1] =>
  () => [by, body];

/** What the warehouse has to have been given before it can take anything back. */
const forWarehouse = (body: (no: string) => object): Fails[] => [
  ["UNKNOWN_SALE", () => [warehouse, body("unknown")]],
  ["NOT_YOUR_ENTERPRISE", (ledger) => [depot, body(ledger.shipped())]],
  whenSuspended("ENTERPRISE_NOT_ACTIVE", CODES.warehouse, warehouse, (ledger) =>
    body(ledger.shipped()),
  ),
];

/** Goods of an order that come back, whether for their money or for others. */
const comingBack = (body: typeof back): Fails[] => [
  ...forWarehouse((no) => body(no, 0, 1n)),
  ["ZERO_QUANTITY", () => [warehouse, body("1", 0, 0n)]],
  ["NO_SUCH_LINE", (ledger) => [warehouse, body(ledger.shipped(), 1, 1n)]],
  ["MORE_THAN_OUT", (ledger) => [warehouse, body(ledger.shipped(), 0, 3n)]],
  ["MORE_THAN_OUT", (ledger) => [warehouse, body(ledger.approved(), 0, 1n)]],
  [
    "MORE_THAN_OUT",
    (ledger) => {
      ledger.do(warehouse, "trade.sale.return", back(ledger.shipped(), 0, 2n));
      return [warehouse, body("1", 0, 1n)];
    },
  ],
  [
    "TOO_LATE",
    (ledger) => {
      const no = ledger.shipped();
      ledger.wait(15 * DAY); // seven working days, and two weekends
      return [warehouse, body(no, 0, 1n)];
    },
  ],
  [
    "TOO_MANY_RETURNS",
    (ledger) => {
      const no = ledger.shipped();
      for (let times = 0; times < 100; times++) {
        const little = back(no, 0, 1n, { quantity: 1n });
        ledger.do(warehouse, "trade.sale.return", little);
      }
      return [warehouse, body(no, 0, 1n)];
    },
  ],
  [
    "STOCK_FULL",
    (ledger) => {
      const no = ledger.shipped();
      fill(ledger);
      return [warehouse, body(no, 0, 1n)];
    },
  ],
];

/** The shelf of milk counts as much as it can. */
function fill(ledger: WarehouseLedger): void {
  const quantity = MAX - ledger.shelf().onHand;
  const body = { ...shelfOf(MILK.itemNo), quantity, reference: paper(), replenishes: undefined };
  ledger.do(warehouse, "trade.stock.receive", body);
}

export const bundleFailures: Failures<WarehouseLedger> = {
  "trade.bundle.define": [
    ...ofOwner(
      merchant,
      CODES.merchant,
      () => boxOf(),
      () => boxOf({ merchant: CODES.platform }),
    ),
    ["COMMODITY_NOT_ACTIVE", defined({ parts: [part("UNKNOWN")] })],
    ["PART_REPEATED", defined({ parts: [part(MILK.itemNo), part(MILK.itemNo)] })],
    ["ZERO_QUANTITY", defined({ parts: [part(MILK.itemNo, { quantity: 0n })] })],
    ["NO_WEIGHT", defined({ parts: [part(MILK.itemNo, { weight: 0n })] })],
    ["ENDS_BEFORE_IT_BEGINS", defined({ from: 2, until: 1 })],
    ["NUMBER_TAKEN", defined({ bundleNo: CREAM.itemNo })],
    [
      "NOT_AFTER_LAST",
      (ledger) => {
        ledger.do(merchant, "trade.bundle.define", boxOf());
        return [merchant, boxOf()];
      },
    ],
    [
      "TOO_MANY_SCHEDULED",
      (ledger) => {
        const at = (day: number) => boxOf({ from: start + day * DAY });
        const start = ledger.timeMs;
        for (let day = 1; day <= 8; day++) ledger.do(merchant, "trade.bundle.define", at(day));
        return [merchant, at(9)];
      },
    ],
  ],
  "trade.bundle.end": [
    ...ofOwner(
      merchant,
      CODES.merchant,
      () => ({ merchant: CODES.merchant, bundleNo: "BOX-1" }),
      () => ({ merchant: CODES.platform, bundleNo: "BOX-1" }),
    ),
    ["UNKNOWN_BUNDLE", () => [merchant, { merchant: CODES.merchant, bundleNo: "BOX-1" }]],
    [
      "UNKNOWN_BUNDLE",
      (ledger) => {
        ledger.do(merchant, "trade.bundle.define", boxOf({ until: 2 }));
        return [merchant, { merchant: CODES.merchant, bundleNo: "BOX-1" }];
      },
    ],
    [
      "UNKNOWN_BUNDLE",
      (ledger) => {
        ledger.do(merchant, "trade.bundle.define", boxOf());
        const body = { merchant: CODES.merchant, bundleNo: "BOX-1" };
        ledger.do(merchant, "trade.bundle.end", body);
        return [merchant, body];
      },
    ],
  ],
};

const byPlatform = saleOf("1", { platform: CODES.platform });
/** An order that the platform brought in, with enough of it there. */
const fromPlatform = (ledger: WarehouseLedger): WarehouseLedger => {
  ledger.receive(9n);
  ledger.do(platform, "trade.sale.import", byPlatform);
  return ledger;
};

export const saleFailures: Failures<WarehouseLedger> = {
  "trade.sale.import": [
    ["ARTICLE_OR_BUNDLE", imports(lines({ ...ordered(MILK.itemNo, 1n, 1n), bundleNo: "BOX-1" }))],
    ["ARTICLE_OR_BUNDLE", imports(lines({ ...boxes(1n, 1n), bundleNo: undefined }))],
    ["ZERO_QUANTITY", imports(lines(ordered(MILK.itemNo, 0n, 1n)))],
    ["BUNDLE_NOT_WHOLE", imports(lines({ ...boxes(1n, 1n), quantity: ONE + 1n }))],
    ["NOT_A_PARTY", imports(saleOf("1"), platform)],
    ["NOT_A_PARTY", imports(saleOf("1", { platform: CODES.merchant }), platform)],
    whenSuspended("NOT_A_PARTY", CODES.merchant, merchant, () => saleOf("1")),
    whenSuspended("MERCHANT_NOT_ACTIVE", CODES.merchant, platform, () => byPlatform),
    [
      "PLATFORM_NOT_ALLOWED",
      (ledger) => {
        ledger.receive(9n);
        ledger.allow(false);
        return [platform, byPlatform];
      },
    ],
    ["PLATFORM_NOT_ACTIVE", imports(saleOf("1", { platform: CODES.carrier }))],
    ["WAREHOUSE_NOT_ACTIVE", imports(saleOf("1", { warehouse: CODES.carrier }))],
    ["COMMODITY_NOT_ACTIVE", imports(lines(ordered("UNKNOWN", 1n, 1n)))],
    ["UNKNOWN_BUNDLE", imports(lines(boxes(1n, 1n)))],
    [
      "UNKNOWN_BUNDLE",
      (ledger) => {
        ledger.do(merchant, "trade.bundle.define", boxOf({ from: ledger.timeMs + DAY }));
        return [merchant, lines(boxes(1n, 1n))];
      },
    ],
    [
      "TOO_MANY_ARTICLES",
      (ledger) => {
        const parts = [MILK, LIPSTICK, CREAM].map(({ itemNo }) => part(itemNo));
        ledger.do(merchant, "trade.bundle.define", boxOf({ parts }));
        return [merchant, lines(...Array.from({ length: 17 }, () => boxes(1n, 1n)))];
      },
    ],
    ["CONTENT_DIFFERS", (ledger) => [merchant, saleOf(ledger.imported(), { currency: "502" })]],
    ["OUT_OF_STOCK", imports(saleOf("1"))],
    [
      "OUT_OF_STOCK",
      (ledger) => {
        ledger.receive(3n); // the second line finds one too few
        const line = ordered(MILK.itemNo, 2n, 1n);
        return [merchant, lines(line, line)];
      },
    ],
  ],
  "trade.sale.allow": [
    ...ofOwner(
      merchant,
      CODES.merchant,
      () => ({ ...PLATFORM, allow: false }),
      () => ({ ...PLATFORM, merchant: CODES.platform, allow: false }),
    ),
    [
      "PLATFORM_NOT_ACTIVE",
      () => [merchant, { ...PLATFORM, platform: CODES.carrier, allow: true }],
    ],
    ["ALLOWED_ALREADY", () => [merchant, { ...PLATFORM, allow: true }]],
    ["NOT_ALLOWED", () => [merchant, { ...PLATFORM, platform: CODES.carrier, allow: false }]],
  ],
  "trade.sale.decide": [
    ["REASON_MISSING", () => [merchant, approval("1", { decision: "hold" })]],
    ["REASON_MISSING", () => [merchant, approval("1", { reason: "OTHER" })]],
    ["UNKNOWN_SALE", () => [merchant, approval("unknown")]],
    ["NOT_A_PARTY", (ledger) => [depot, approval(ledger.imported())]],
    ["NOT_A_PARTY", (ledger) => [platform, approval(ledger.imported())]],
    ["NOT_A_PARTY", (ledger) => [fromPlatform(ledger) && platform, approval("1")]],
    ["SAME_SIGNER", (ledger) => [merchant, approval(ledger.imported())]],
    ["WRONG_STATUS", (ledger) => [merchant2, approval(ledger.approved())]],
    [
      "WRONG_STATUS",
      (ledger) => [merchant2, approval(ledger.shipped(), { decision: "refuse", reason: "OTHER" })],
    ],
  ],
  "trade.sale.ship": [
    ["UNKNOWN_SALE", () => [warehouse, shipment("unknown", 1n)]],
    ["NOT_YOUR_ENTERPRISE", (ledger) => [depot, shipment(ledger.approved(), 1n)]],
    whenSuspended("ENTERPRISE_NOT_ACTIVE", CODES.warehouse, warehouse, (ledger) =>
      shipment(ledger.approved(), 1n),
    ),
    [
      "LINES_OUT_OF_ORDER",
      () => [warehouse, { ...shipment("1"), lines: [{ line: 0, quantity: 0n }] }],
    ],
    [
      "LINES_OUT_OF_ORDER",
      () => {
        const twice = shipment("1", 1n).lines;
        return [warehouse, { ...shipment("1"), lines: [...twice, ...twice] }];
      },
    ],
    ["WRONG_STATUS", (ledger) => [warehouse, shipment(ledger.imported(), 1n)]],
    ["WRONG_STATUS", (ledger) => [warehouse, shipment(ledger.shipped(), 1n)]],
    whenSuspended("CARRIER_NOT_ACTIVE", CODES.carrier, warehouse, (ledger) =>
      shipment(ledger.approved(), 1n),
    ),
    [
      "TOO_MANY_SHIPMENTS",
      (ledger) => {
        const body = shipment(ledger.approved(), 1n);
        const little = { ...body, lines: [{ line: 0, quantity: 1n }] };
        for (let times = 0; times < 100; times++) ledger.do(warehouse, "trade.sale.ship", little);
        return [warehouse, little];
      },
    ],
    ["NO_SUCH_LINE", (ledger) => [warehouse, shipment(ledger.approved(), 0n, 1n)]],
    ["MORE_THAN_OPEN", (ledger) => [warehouse, shipment(ledger.approved(), 3n)]],
  ],
  "trade.sale.return": comingBack(back),
  "trade.sale.exchange": [
    ...comingBack(swap),
    [
      "ZERO_QUANTITY",
      () => [warehouse, swap("1", 0, 1n, { instead: { itemNo: "X", quantity: 0n } })],
    ],
    [
      "COMMODITY_NOT_ACTIVE",
      (ledger) => {
        const instead = { itemNo: "UNKNOWN", quantity: ONE };
        return [warehouse, swap(ledger.shipped(), 0, 1n, { instead })];
      },
    ],
    [
      "OUT_OF_STOCK",
      (ledger) => {
        const instead = { itemNo: CREAM.itemNo, quantity: ONE };
        return [warehouse, swap(ledger.shipped(), 0, 1n, { instead })];
      },
    ],
    [
      "TOO_MANY_LINES",
      (ledger) => {
        // 25 boxes of two articles each are 50 lines, and as many go instead of what came back
        ledger.receive(200n);
        ledger.receive(200n, LIPSTICK.itemNo);
        ledger.do(merchant, "trade.bundle.define", boxOf());
        const all = Array.from({ length: 25 }, () => boxes(1n, 1_000n));
        ledger.do(merchant, "trade.sale.import", lines(...all));
        ledger.do(merchant2, "trade.sale.decide", approval("1"));
        const sent = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? 2n : 1n));
        ledger.do(warehouse, "trade.sale.ship", shipment("1", ...sent));
        for (let times = 0; times < 50; times++)
          ledger.do(warehouse, "trade.sale.exchange", swap("1", times, 1n));
        return [warehouse, swap("1", 0, 1n)];
      },
    ],
  ],
};
