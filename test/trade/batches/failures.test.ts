import type { TestKey } from "../../keys.ts";
import { type Failure, type Failures, testFailuresOn } from "../../transactions/failures.ts";
import { alice } from "../../transactions/banking.ts";
import { carrier, CODES, inspection, officeHk, parcel } from "../../customs/port.ts";
import {
  DairyLedger,
  inspectionUs,
  LIPSTICK,
  merchant,
  merchant2,
  MERCHANT_2,
  newCode,
  notice,
  office,
  type Parts,
  partsOf,
  regulator,
  type Share,
  sharesOf,
  suspension,
  told,
  warehouse,
} from "./dairy.ts";

// Goal: every named failure of every type about batches is reached (docs/domain section 4).
// Method: the production executor over a state in memory, one block per attempt.

type Fails = Failure<DairyLedger>;

const nobody = new Uint8Array(32);
const DAY_MS = 86_400_000;

const create =
  (changes: object, by = merchant): Fails[1] =>
  (ledger) => [by, ledger.batchOf("LOT-1", 1_000n, changes)];
const tell =
  (event: string, by: TestKey, changes: object = {}): Fails[1] =>
  (ledger) => [by, { batch: ledger.create("LOT-1"), ...told(event), ...changes }];

/** A body that takes goods out of a batch, so much of it. */
type Takes = (batch: Uint8Array, quantity?: bigint) => object;

/** What can be wrong with taking goods out of a batch, whatever becomes of them. */
const handling = (takes: Takes): Fails[] => [
  ["ZERO_QUANTITY", () => [merchant, takes(nobody, 0n)]],
  ["UNKNOWN_BATCH", () => [merchant, takes(nobody)]],
  ["NOT_YOUR_CUSTODY", (ledger) => [warehouse, takes(ledger.create("LOT-1"))]],
  [
    "NOT_YOUR_CUSTODY",
    (ledger) => {
      const batch = ledger.create("LOT-1");
      ledger.move(batch);
      return [merchant, takes(batch)]; // it has made it, and has it no more
    },
  ],
  ["RECALLED", (ledger) => [merchant, takes(recalled(ledger))]],
  ["RECALLED", (ledger) => [merchant, takes(recalledWith(ledger))]],
  [
    "OFFER_OPEN",
    (ledger) => {
      const batch = ledger.create("LOT-1");
      ledger.offer(batch, warehouse);
      return [merchant, takes(batch)];
    },
  ],
  ["MORE_THAN_LEFT", (ledger) => [merchant, takes(ledger.create("LOT-1", 1_000n), 1_001n)]],
  [
    "MORE_THAN_LEFT",
    (ledger) => {
      const batch = ledger.create("LOT-1", 1_000n);
      ledger.split(batch, { "LOT-1/A": 1n });
      return [merchant, takes(batch, 1_000n)];
    },
  ],
];

function recalled(ledger: DairyLedger): Uint8Array {
  const batch = ledger.create("LOT-1");
  ledger.recall(batch);
  return batch;
}

/** A batch that is not recalled itself, but what it was made from is. */
function recalledWith(ledger: DairyLedger): Uint8Array {
  const batch = ledger.create("LOT-0");
  const [part] = ledger.split(batch, { "LOT-0/A": 500n });
  const [child] = ledger.split(part!, { "LOT-0/A/1": 100n });
  ledger.recall(batch, regulator);
  return child!;
}

const splitting = (batch: Uint8Array, parts: Parts) => ({ batch, parts: partsOf(parts) });
const split =
  (parts: Parts): Fails[1] =>
  (ledger) => [merchant, splitting(ledger.create("LOT-1"), parts)];

const merging = (batchNo: string, ...from: readonly Share[]) => ({
  from: sharesOf(from),
  batchNo,
});
/** Two batches of the same milk, and a body about them. */
const merge =
  (body: (first: Uint8Array, second: Uint8Array) => object, changes: object = {}): Fails[1] =>
  (ledger) => {
    const [first, second] = [ledger.create("LOT-1"), ledger.create("LOT-2", 1_000n, changes)];
    return [merchant, body(first, second)];
  };

const W1 = parcel("1").keys.waybill;
const packing = (batch: Uint8Array, changes: object = {}) => ({
  ...{ batch, quantity: 1n, waybill: W1, code: newCode() },
  ...changes,
});

const recallOf = (batch: Uint8Array) => ({ batch, reason: "DEFECT", notice });

const failures: Failures<DairyLedger> = {
  "trade.batch.create": [
    ["ZERO_QUANTITY", create({ quantity: 0n })],
    ["NOT_YOUR_ENTERPRISE", create({}, merchant2)],
    ["NOT_YOUR_ENTERPRISE", create({ producer: "440196000Z" })],
    [
      "ENTERPRISE_NOT_ACTIVE",
      (ledger) => {
        const decision = { code: CODES.merchant, version: 1, ...suspension };
        ledger.do(office, "customs.enterprise.decide", decision);
        return [merchant, ledger.batchOf("LOT-1")];
      },
    ],
    [
      "BATCH_EXISTS",
      (ledger) => {
        ledger.create("LOT-1");
        return [merchant, ledger.batchOf("LOT-1")];
      },
    ],
    ["COMMODITY_NOT_ACTIVE", create({ itemNo: "NOT ON RECORD" })],
    ["COMMODITY_NOT_ACTIVE", create({ producer: MERCHANT_2 }, merchant2)],
    [
      "COMMODITY_NOT_ACTIVE",
      (ledger) => {
        const { itemNo } = LIPSTICK;
        const decision = { merchant: CODES.merchant, itemNo, version: 1, ...suspension };
        ledger.do(office, "customs.commodity.decide", decision);
        return [merchant, ledger.batchOf("LOT-1", 1n, { itemNo, origin: LIPSTICK.origin })];
      },
    ],
    ["ORIGIN_DIFFERS", create({ origin: LIPSTICK.origin })],
    [
      "MADE_LATER",
      (ledger) => [
        merchant,
        ledger.batchOf("LOT-1", 1n, { made: Math.floor(ledger.timeMs / DAY_MS) + 2 }),
      ],
    ],
  ],
  "trade.batch.event": [
    ["UNKNOWN_BATCH", () => [merchant, { batch: nobody, ...told("stored") }]],
    ["UNKNOWN_COUNTRY", tell("stored", merchant, { country: "XX" })],
    ["NOT_YOURS_TO_SAY", tell("inspected-passed", merchant)],
    ["NOT_YOURS_TO_SAY", tell("inspected-failed", warehouse)],
    ["NOT_YOURS_TO_SAY", tell("customs-cleared", inspection)],
    ["NOT_YOURS_TO_SAY", tell("customs-cleared", carrier)],
    ["NOT_YOURS_TO_SAY", tell("produced", warehouse)],
    ["NOT_YOURS_TO_SAY", tell("stored", carrier)],
    ["NOT_YOURS_TO_SAY", tell("shipped", office)],
    ["NOT_YOURS_TO_SAY", tell("other", merchant2)],
    ["NOT_YOUR_COUNTRY", tell("inspected-failed", inspectionUs)],
    [
      "NOT_YOUR_COUNTRY",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.move(batch); // out of Hong Kong
        return [officeHk, { batch, ...told("customs-cleared") }];
      },
    ],
  ],
  "trade.batch.split": [
    ...handling((batch, quantity = 1n) => splitting(batch, { "LOT-1/Z": quantity })),
    ["MORE_THAN_LEFT", split({ "LOT-1/A": 500n, "LOT-1/B": 501n })],
    ["MORE_THAN_LEFT", split({ "LOT-1/A": 2n ** 64n - 1n, "LOT-1/B": 2n ** 64n - 1n })],
    [
      "NUMBER_TWICE",
      () => [
        merchant,
        {
          batch: nobody,
          parts: [
            { batchNo: "A", quantity: 1n },
            { batchNo: "A", quantity: 2n },
          ],
        },
      ],
    ],
    ["NUMBER_NOT_OF_BATCH", split({ "LOT-1/A": 1n, "LOT-2": 1n })],
    ["NUMBER_NOT_OF_BATCH", split({ "LOT-1/": 1n })],
    ["NUMBER_NOT_OF_BATCH", split({ "LOT-10": 1n })],
    [
      "BATCH_EXISTS",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.split(batch, { "LOT-1/A": 1n });
        return [merchant, splitting(batch, { "LOT-1/B": 1n, "LOT-1/A": 1n })];
      },
    ],
    [
      "TOO_MANY_ANCESTORS",
      (ledger) => {
        const batch = ledger.deepBatch();
        const { batchNo } = ledger.batch(batch);
        return [merchant, splitting(batch, { [`${batchNo}/A`]: 1n })];
      },
    ],
  ],
  "trade.batch.merge": [
    ...handling((batch, quantity = 1n) =>
      merging("LOT-1/M", [batch, quantity], [nobody.slice().fill(1), 1n]),
    ),
    ["BATCH_TWICE", () => [merchant, merging("M", [nobody, 1n], [nobody, 2n])]],
    [
      "TOO_MUCH",
      () => [merchant, merging("M", [nobody, 2n ** 63n], [nobody.slice().fill(1), 2n ** 63n])],
    ],
    [
      "DIFFERENT_GOODS",
      merge((first, second) => merging("LOT-1/M", [first, 1n], [second, 1n]), {
        ...{ itemNo: LIPSTICK.itemNo, origin: LIPSTICK.origin },
      }),
    ],
    [
      "DIFFERENT_GOODS",
      (ledger) => {
        ledger.recordGoodsOf(merchant2, MERCHANT_2);
        const body = ledger.batchOf("LOT-1", 1_000n, { producer: MERCHANT_2 });
        const { id } = ledger.do(merchant2, "trade.batch.create", body);
        ledger.move(id as Uint8Array, merchant, merchant2);
        const own = ledger.create("LOT-1");
        return [merchant, merging("LOT-1/M", [own, 1n], [id as Uint8Array, 1n])];
      },
    ],
    ["MORE_THAN_LEFT", merge((a, b) => merging("LOT-1/M", [a, 1n], [b, 1_001n]))],
    ["NUMBER_NOT_OF_BATCH", merge((a, b) => merging("LOT-2/M", [a, 1n], [b, 1n]))],
    [
      "BATCH_EXISTS",
      (ledger) => {
        const [first, second] = [ledger.create("LOT-1"), ledger.create("LOT-2")];
        ledger.split(first, { "LOT-1/M": 1n });
        return [merchant, merging("LOT-1/M", [first, 1n], [second, 1n])];
      },
    ],
    [
      "TOO_MANY_ANCESTORS",
      (ledger) => {
        const [deep, other] = [ledger.deepBatch(), ledger.create("LOT-2")];
        return [merchant, merging("LOT-2/M", [other, 1n], [deep, 1n])];
      },
    ],
  ],
  "trade.batch.hand-over": [
    ["UNKNOWN_BATCH", () => [merchant, { batch: nobody, to: warehouse.name }]],
    [
      "NOT_YOUR_CUSTODY",
      (ledger) => [warehouse, { batch: ledger.create("LOT-1"), to: warehouse.name }],
    ],
    ["RECALLED", (ledger) => [merchant, { batch: recalled(ledger), to: warehouse.name }]],
    ["RECALLED", (ledger) => [merchant, { batch: recalledWith(ledger), to: warehouse.name }]],
    [
      "UNKNOWN_PARTICIPANT",
      (ledger) => [merchant, { batch: ledger.create("LOT-1"), to: "nobody-1" }],
    ],
    ["NO_CUSTODIAN", (ledger) => [merchant, { batch: ledger.create("LOT-1"), to: alice.name }]],
    ["NO_CUSTODIAN", (ledger) => [merchant, { batch: ledger.create("LOT-1"), to: merchant.name }]],
    [
      "OFFER_OPEN",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.offer(batch, warehouse);
        return [merchant, { batch, to: carrier.name }];
      },
    ],
    ["NOTHING_OFFERED", (ledger) => [merchant, { batch: ledger.create("LOT-1"), to: undefined }]],
    [
      "NOTHING_LEFT",
      (ledger) => {
        const batch = ledger.create("LOT-1", 10n);
        ledger.split(batch, { "LOT-1/A": 10n });
        return [merchant, { batch, to: warehouse.name }];
      },
    ],
  ],
  "trade.batch.take-over": [
    ["UNKNOWN_BATCH", () => [warehouse, { batch: nobody }]],
    ["NOT_OFFERED", (ledger) => [warehouse, { batch: ledger.create("LOT-1") }]],
    [
      "NOT_OFFERED",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.offer(batch, warehouse);
        return [carrier, { batch }];
      },
    ],
    [
      "NOT_OFFERED",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.offer(batch, warehouse);
        ledger.offer(batch, undefined);
        return [warehouse, { batch }];
      },
    ],
    [
      "RECALLED",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.offer(batch, warehouse);
        ledger.recall(batch);
        return [warehouse, { batch }];
      },
    ],
  ],
  "trade.batch.pack": [
    ...handling((batch, quantity = 1n) => packing(batch, { quantity })),
    [
      "INSPECTION_FAILED",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.waybill("1");
        ledger.tell(batch, "inspected-failed", inspection);
        return [merchant, packing(batch)];
      },
    ],
    [
      "INSPECTION_FAILED", // splitting does not wash it clean
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.waybill("1");
        ledger.tell(batch, "inspected-failed", inspection);
        const [part] = ledger.split(batch, { "LOT-1/A": 10n });
        return [merchant, packing(part!)];
      },
    ],
    ["UNKNOWN_WAYBILL", (ledger) => [merchant, packing(ledger.create("LOT-1"))]],
    [
      "UNKNOWN_WAYBILL",
      (ledger) => {
        ledger.waybill("1");
        ledger.delete(parcel("1"), "waybill");
        return [merchant, packing(ledger.create("LOT-1"))];
      },
    ],
    [
      "WAYBILL_FULL",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.waybill("1");
        const orders = Array.from({ length: 32 }, () => ({
          ...{ type: "trade.batch.pack", body: packing(batch) },
        }));
        ledger.run(orders, { by: [merchant] });
        return [merchant, packing(batch)];
      },
    ],
    [
      "CODE_USED",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        const code = ledger.pack(batch, 1n, ledger.waybill("1"));
        return [merchant, packing(batch, { code, waybill: ledger.waybill("2") })];
      },
    ],
  ],
  "trade.batch.recall": [
    ["UNKNOWN_BATCH", () => [merchant, recallOf(nobody)]],
    ["NOT_YOUR_BATCH", (ledger) => [merchant2, recallOf(ledger.create("LOT-1"))]],
    [
      "NOT_YOUR_BATCH",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.move(batch, merchant2);
        return [merchant2, recallOf(batch)]; // it has it, and has not made it
      },
    ],
    ["NOT_YOUR_COUNTRY", (ledger) => [inspectionUs, recallOf(ledger.create("LOT-1"))]],
    ["RECALLED_ALREADY", (ledger) => [merchant, recallOf(recalled(ledger))]],
    [
      "RECALLED_ALREADY",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.recall(batch, inspection);
        return [merchant, recallOf(batch)];
      },
    ],
    [
      "RECALLED_ALREADY",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.recall(batch, inspection);
        return [regulator, recallOf(batch)];
      },
    ],
  ],
  "trade.batch.recall.lift": [
    ["UNKNOWN_BATCH", () => [merchant, { batch: nobody }]],
    ["NOT_RECALLED", (ledger) => [merchant, { batch: ledger.create("LOT-1") }]],
    ["NOT_RECALLED", (ledger) => [regulator, { batch: recalledWith(ledger) }]],
    ["NOT_YOUR_RECALL", (ledger) => [inspection, { batch: recalled(ledger) }]],
    [
      "NOT_YOUR_RECALL",
      (ledger) => {
        const batch = ledger.create("LOT-1");
        ledger.recall(batch, inspection);
        return [merchant, { batch }];
      },
    ],
  ],
};

testFailuresOn(() => new DairyLedger().open(), "trade.batch.", failures);
