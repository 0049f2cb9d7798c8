import type { Failure, Failures } from "../../transactions/failures.ts";
import { CODES, merchant, MILK, office, ONE, warehouse } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import {
  depot,
  OTHER_WAREHOUSE,
  paper,
  SHELF,
  shelfOf,
  suspended,
  warehouse2,
  type WarehouseLedger,
} from "./warehouse-ledger.ts";

export type Fails = Failure<WarehouseLedger>;

const MAX = 2n ** 64n - 1n;
const nobody = new Uint8Array(32);
const code = CODES.merchant;

/** The enterprise that has to act is somebody else's, or is suspended. */
export const ofOwner = (
  by: TestKey,
  of: string,
  body: (ledger: WarehouseLedger) => object,
  foreign: () => object,
): Fails[] => [
  ["NOT_YOUR_ENTERPRISE", () => [by, foreign()]],
  whenSuspended("ENTERPRISE_NOT_ACTIVE", of, by, body),
];
/** Somebody whose part in it is not theirs to play is suspended. */
export const whenSuspended = (
  failure: string,
  of: string,
  by: TestKey,
  body: (ledger: WarehouseLedger) => object,
): Fails => [
  failure,
  (ledger) => {
    const made = body(ledger);
    ledger.do(office, "customs.enterprise.decide", suspended(of));
    return [by, made];
  },
];

const received = (changes: object = {}) => ({
  ...{ ...SHELF, quantity: ONE, reference: "G-1", replenishes: undefined },
  ...changes,
});
const dispatched = (changes: object = {}) => ({
  ...{ ...SHELF, quantity: ONE, reason: "sample", reference: "D-1" },
  ...changes,
});
const counted = (changes: object = {}) => ({
  ...SHELF,
  counted: ONE,
  reference: "C-1",
  ...changes,
});
const decided = (changes: object = {}) => ({ ...SHELF, place: 0, approve: true, ...changes });
const moved = (changes: object = {}) => ({
  ...{ ...SHELF, to: OTHER_WAREHOUSE, quantity: ONE, reference: "T-1" },
  ...changes,
});
const ruled = (changes: object = {}) => ({
  ...{ ...SHELF, rule: { least: ONE, target: 2n * ONE } },
  ...changes,
});

/** A transfer of one unit that is on its way; what its receipt says then. */
const sent = (ledger: WarehouseLedger, units = ONE, changes: object = {}) => {
  ledger.receive(1n);
  const { id } = ledger.do(warehouse, "trade.stock.transfer", moved(changes));
  return { transfer: id, received: units };
};
const onShelf = (ledger: WarehouseLedger, units: bigint) => {
  ledger.receive(units);
  return ledger;
};

export const stockFailures: Failures<WarehouseLedger> = {
  "trade.stock.receive": [
    ...ofOwner(
      warehouse,
      CODES.warehouse,
      () => received(),
      () => received({ warehouse: CODES.carrier }),
    ),
    whenSuspended("MERCHANT_NOT_ACTIVE", code, warehouse, () => received()),
    ["MERCHANT_NOT_ACTIVE", () => [warehouse, received({ merchant: CODES.carrier })]],
    ["COMMODITY_NOT_ACTIVE", () => [warehouse, received({ itemNo: "UNKNOWN" })]],
    ["ZERO_QUANTITY", () => [warehouse, received({ quantity: 0n })]],
    [
      "ALREADY_RECEIVED",
      (ledger) => {
        ledger.do(warehouse, "trade.stock.receive", received());
        return [warehouse, received({ quantity: 2n * ONE })];
      },
    ],
    ["UNKNOWN_REPLENISHMENT", () => [warehouse, received({ replenishes: 0 })]],
    [
      "UNKNOWN_REPLENISHMENT",
      (ledger) => {
        ledger.do(merchant, "trade.stock.rule.set", ruled());
        return [warehouse, received({ replenishes: 1 })];
      },
    ],
    ["STOCK_FULL", (ledger) => [onShelf(ledger, 1n) && warehouse, received({ quantity: MAX })]],
  ],
  "trade.stock.dispatch": [
    ...ofOwner(
      warehouse,
      CODES.warehouse,
      (ledger) => (ledger.receive(1n), dispatched()),
      () => dispatched({ warehouse: CODES.carrier }),
    ),
    ["ZERO_QUANTITY", () => [warehouse, dispatched({ quantity: 0n })]],
    ["NOT_ENOUGH_FREE", () => [warehouse, dispatched()]],
    [
      "NOT_ENOUGH_FREE",
      (ledger) => {
        ledger.imported(); // of 100, 2 are reserved
        return [warehouse, dispatched({ quantity: 98n * ONE + 1n })];
      },
    ],
  ],
  "trade.stock.count": [
    ...ofOwner(
      warehouse,
      CODES.warehouse,
      (ledger) => (ledger.receive(1n), counted()),
      () => counted({ warehouse: CODES.carrier }),
    ),
    ["UNKNOWN_SHELF", () => [warehouse, counted()]],
    [
      "COUNT_OPEN",
      (ledger) => {
        onShelf(ledger, 1n).count(1n);
        return [warehouse, counted()];
      },
    ],
  ],
  "trade.stock.count.decide": [
    [
      "NOT_A_PARTY",
      (ledger) => {
        onShelf(ledger, 1n).count(1n);
        return [depot, decided()];
      },
    ],
    whenSuspended("NOT_A_PARTY", code, merchant, (ledger) => {
      onShelf(ledger, 1n).count(1n);
      return decided();
    }),
    ["UNKNOWN_COUNT", (ledger) => [onShelf(ledger, 1n) && merchant, decided()]],
    [
      "UNKNOWN_COUNT",
      (ledger) => {
        onShelf(ledger, 1n).count(1n);
        ledger.do(merchant, "trade.stock.count.decide", decided());
        return [merchant, decided()];
      },
    ],
    [
      "SAME_SIGNER",
      (ledger) => {
        onShelf(ledger, 1n).count(1n);
        return [warehouse, decided()];
      },
    ],
    [
      "BELOW_RESERVED",
      (ledger) => {
        ledger.imported();
        ledger.count(1n);
        return [warehouse2, decided()];
      },
    ],
    [
      "STOCK_FULL",
      (ledger) => {
        onShelf(ledger, 1n).do(warehouse, "trade.stock.count", counted({ counted: MAX }));
        ledger.receive(1n);
        return [warehouse2, decided()];
      },
    ],
  ],
  "trade.stock.transfer": [
    ...ofOwner(
      warehouse,
      CODES.warehouse,
      (ledger) => (ledger.receive(1n), moved()),
      () => moved({ warehouse: CODES.carrier }),
    ),
    ["ZERO_QUANTITY", () => [warehouse, moved({ quantity: 0n })]],
    ["SAME_WAREHOUSE", () => [warehouse, moved({ to: CODES.warehouse })]],
    ["WAREHOUSE_NOT_ACTIVE", () => [warehouse, moved({ to: CODES.carrier })]],
    ["NOT_ENOUGH_FREE", () => [warehouse, moved()]],
  ],
  "trade.stock.transfer.receive": [
    ["NOT_YOUR_ENTERPRISE", (ledger) => [warehouse, sent(ledger)]],
    whenSuspended("ENTERPRISE_NOT_ACTIVE", OTHER_WAREHOUSE, depot, (ledger) => sent(ledger)),
    ["UNKNOWN_TRANSFER", () => [depot, { transfer: nobody, received: 0n }]],
    [
      "TRANSFER_RECEIVED",
      (ledger) => {
        const body = sent(ledger, 0n);
        ledger.do(depot, "trade.stock.transfer.receive", body);
        return [depot, body];
      },
    ],
    ["MORE_THAN_SENT", (ledger) => [depot, sent(ledger, ONE + 1n)]],
    [
      "STOCK_FULL",
      (ledger) => {
        const body = sent(ledger);
        const full = received({ warehouse: OTHER_WAREHOUSE, quantity: MAX, reference: paper() });
        ledger.do(depot, "trade.stock.receive", full);
        return [depot, body];
      },
    ],
  ],
  "trade.stock.rule.set": [
    ...ofOwner(
      merchant,
      code,
      () => ruled(),
      () => ruled({ merchant: CODES.platform }),
    ),
    ["COMMODITY_NOT_ACTIVE", () => [merchant, ruled({ itemNo: "UNKNOWN" })]],
    ["LEAST_OUT_OF_RANGE", () => [merchant, ruled({ rule: { least: 0n, target: ONE } })]],
    ["LEAST_OUT_OF_RANGE", () => [merchant, ruled({ rule: { least: 2n, target: 1n } })]],
    ["WAREHOUSE_NOT_ACTIVE", () => [merchant, ruled({ warehouse: CODES.carrier })]],
    ["NO_RULE", () => [merchant, ruled({ rule: undefined })]],
    [
      "NO_RULE",
      (ledger) => [onShelf(ledger, 1n) && merchant, { ...shelfOf(MILK.itemNo), rule: undefined }],
    ],
  ],
};
