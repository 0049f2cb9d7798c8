import { toHex } from "../../../src/primitives/bytes.ts";
import type { Json } from "../../../src/primitives/fields/field.ts";
import { batchId } from "../../../src/transactions/trade/batches/records.ts";
import { act, type Scene } from "./example.ts";

/** As the scenes of customs have recorded and declared them. */
const [MERCHANT, CARRIER] = ["4401960002", "4401960004"] as const;
const ARTICLE = { itemNo: "MILK-1", made: "2023-11-20", origin: "601" };

const idOf = (batchNo: string): string => toHex(batchId(MERCHANT, batchNo));
const created = (batchNo: string, quantity: string): Scene =>
  act("merchant-1", "trade.batch.create", { producer: MERCHANT, batchNo, ...ARTICLE, quantity });
const part = (batchNo: string, quantity: string): Json => ({ batchNo, quantity });
const share = (batchNo: string, quantity: string) => ({ batch: idOf(batchNo), quantity });

/** A batch is examined, split, merged with another, handed over, packed, recalled, and the recall lifted. */
export const tradeBatchScenes: readonly Scene[] = [
  created("LOT-1", "50000000"),
  created("LOT-2", "20000000"),
  act("customs-hk", "trade.batch.event", {
    ...{ batch: idOf("LOT-1"), event: "inspected-passed", country: "HK" },
    ...{ document: "d0".repeat(32), code: "CERT-2023-118" },
  }),
  act("merchant-1", "trade.batch.split", {
    batch: idOf("LOT-1"),
    parts: [part("LOT-1/A", "10000000"), part("LOT-1/B", "15000000")],
  }),
  act("merchant-1", "trade.batch.merge", {
    from: [share("LOT-1/A", "10000000"), share("LOT-2", "5000000")],
    batchNo: "LOT-1/A/1",
  }),
  act("merchant-1", "trade.batch.hand-over", { batch: idOf("LOT-1/A/1"), to: "warehouse-1" }),
  act("warehouse-1", "trade.batch.take-over", { batch: idOf("LOT-1/A/1") }),
  act("warehouse-1", "trade.batch.pack", {
    ...share("LOT-1/A/1", "200000"),
    waybill: { logisticsCode: CARRIER, logisticsNo: "W-2" },
    code: "5ca1ab1e0ddba11c0de0c0de5eed0001",
  }),
  act("merchant-1", "trade.batch.recall", {
    ...{ batch: idOf("LOT-2"), reason: "WRONG_LABEL", notice: "0e".repeat(32) },
  }),
  act("merchant-1", "trade.batch.recall.lift", { batch: idOf("LOT-2") }),
];
