import { describe, expect, test } from "vitest";

import { toHex } from "../../../src/primitives/bytes.ts";
import { dayOf } from "../../../src/primitives/civil-day.ts";
import {
  waybillNumberId,
  waybillNumbers,
} from "../../../src/transactions/customs/orders/records.ts";
import { recallOf } from "../../../src/transactions/trade/batches/lineage.ts";
import {
  chainOf,
  descendantsOf,
  eventsOf,
  parcelByCode,
  parcelsOf,
  parcelsUnder,
} from "../../../src/transactions/trade/batches/reads.ts";
import { batchId } from "../../../src/transactions/trade/batches/records.ts";
import { carrier, CODES, inspection, officeHk } from "../../customs/port.ts";
import { DAY } from "../../transactions/banking.ts";
import { DairyLedger, merchant, office, regulator, told, warehouse, warehouse2 } from "./dairy.ts";

// Goal: where goods come from is readable from the farm to the parcel, and a recall finds all of them (docs/domain section 4).
// Method: the production executor over a state in memory, one block per transaction.

const dairy = () => new DairyLedger().open();
const ALL = 1_000;
const hex = (ids: readonly Uint8Array[]): string[] => ids.map(toHex).sort();

/** Two lots become one, which a warehouse packs: the milk of LOT-1 is in parcels 1 and 2, that of LOT-2 in the second alone. */
function packed() {
  const ledger = dairy();
  const first = ledger.create("LOT-1", 1_000n);
  const second = ledger.create("LOT-2", 500n, { made: dayOf(ledger.timeMs) - 3 });
  ledger.tell(first, "inspected-passed", inspection, { country: "CN", code: "CERT-7" });
  const [part] = ledger.split(first, { "LOT-1/A": 400n });
  const mixed = ledger.merge("LOT-1/A/M", [
    [part!, 100n],
    [second, 200n],
  ]);
  ledger.move(part!, warehouse);
  ledger.move(mixed, warehouse);
  const waybills = [ledger.waybill("1"), ledger.waybill("2")];
  const codes = [
    ledger.pack(part!, 50n, waybills[0]!, warehouse),
    ledger.pack(mixed, 60n, waybills[1]!, warehouse),
  ];
  return { ledger, first, second, part: part!, mixed, waybills, codes };
}

describe("a parcel's code", () => {
  test("leads to its goods, and from there back to the farm", () => {
    const { ledger, codes, first, second, part, mixed, waybills } = packed();
    const parcel = parcelByCode(ledger.state, codes[1]!)!;
    expect(parcel).toMatchObject({ ...waybills[1], quantity: 60n, batch: mixed, place: 0 });
    expect(parcel.participant).toBe(warehouse.name);
    const batch = ledger.batch(parcel.batch);
    expect(batch).toMatchObject({ batchNo: "LOT-1/A/M", quantity: 300n, left: 240n, packed: 60n });
    expect(batch.made).toBe(ledger.batch(second).made); // the oldest counts
    expect(hex(batch.ancestors)).toEqual(hex([first, second, part]));
    const { found, next } = chainOf(ledger.state, batch, 0, ALL);
    expect(next).toBeUndefined();
    expect(found.map((one) => [ledger.batch(one.batch).batchNo, one.event])).toEqual([
      ["LOT-1", "created"],
      ["LOT-2", "created"],
      ["LOT-1", "inspected-passed"],
      ["LOT-1", "split"],
      ["LOT-1/A", "split-off"],
      ["LOT-1/A", "merge"],
      ["LOT-2", "merge"],
      ["LOT-1/A/M", "merged"],
      ["LOT-1/A", "offered"],
      ["LOT-1/A", "taken-over"],
      ["LOT-1/A/M", "offered"],
      ["LOT-1/A/M", "taken-over"],
    ]);
    expect(found[2]).toMatchObject({ participant: inspection.name, country: "CN", code: "CERT-7" });
  });

  test("of a waybill's number that names another parcel later, it stays with its own", () => {
    const { ledger, codes, waybills } = packed();
    ledger.wait(200 * DAY);
    const again = ledger.waybill("2");
    expect(again).toEqual(waybills[1]);
    const { logisticsCode, logisticsNo } = again;
    const number = waybillNumbers.read(ledger.state, waybillNumberId(logisticsCode, logisticsNo))!;
    const parcel = parcelByCode(ledger.state, codes[1]!)!;
    expect(parcelsUnder(ledger.state, parcel.waybill)).toEqual([parcel]);
    expect(parcelsUnder(ledger.state, number.id)).toEqual([]);
  });

  test("that no parcel has leads nowhere", () => {
    expect(parcelByCode(dairy().state, new Uint8Array(16))).toBeUndefined();
  });
});

describe("a recall", () => {
  test("is one entry, and every parcel of the batch and of what was made from it is found", () => {
    const { ledger, second, mixed } = packed();
    ledger.recall(second);
    const reached = descendantsOf(ledger.state, ledger.batch(second), 0, ALL).found;
    expect(hex(reached)).toEqual(hex([mixed]));
    const found = [second, ...reached].flatMap(
      (id) => parcelsOf(ledger.state, ledger.batch(id), 0, ALL).found,
    );
    expect(found.map((one) => one.logisticsNo)).toEqual(["W-2"]);
    expect(ledger.batch(mixed).recall).toBeUndefined();
    expect(recallOf(ledger.state, ledger.batch(mixed))!.id).toEqual(second);
  });

  test("reaches nothing that was not made from it, and ends when it is lifted", () => {
    const { ledger, first, second, part, mixed, waybills } = packed();
    ledger.recall(second);
    const body = (batch: Uint8Array) => ({
      ...{ batch, quantity: 1n, waybill: waybills[0]!, code: new Uint8Array(16).fill(9) },
    });
    expect(ledger.try(warehouse, "trade.batch.pack", body(mixed)).code).toBe("RECALLED");
    ledger.split(first, { "LOT-1/B": 1n });
    expect(ledger.lift(second)).toEqual({ recalledWith: undefined });
    expect(ledger.try(warehouse, "trade.batch.pack", body(mixed)).code).toBe("OK");
    expect(recallOf(ledger.state, ledger.batch(part))).toBeUndefined();
  });

  test("of two that reach a batch the other still does when one is lifted", () => {
    const { ledger, first, mixed } = packed();
    ledger.recall(first);
    ledger.recall(mixed, inspection); // where it is, in China
    expect(ledger.lift(mixed, inspection)).toEqual({ recalledWith: first });
  });

  test("of an office takes the place of its producer's, who cannot lift it then", () => {
    const ledger = dairy();
    const batch = ledger.create("LOT-1");
    ledger.recall(batch);
    ledger.recall(batch, regulator);
    expect(ledger.try(merchant, "trade.batch.recall.lift", { batch }).code).toBe("NOT_YOUR_RECALL");
    ledger.lift(batch, regulator);
    expect(ledger.batch(batch).recall).toBeUndefined();
    ledger.recall(batch);
  });

  test("can be ordered by a producer that customs has suspended", () => {
    const ledger = dairy();
    const batch = ledger.create("LOT-1");
    const decision = { code: CODES.merchant, version: 1, decision: "suspend", reason: "OTHER" };
    ledger.do(office, "customs.enterprise.decide", decision);
    ledger.recall(batch);
  });

  test("leaves its custodian free to withdraw an offer, and anybody to say what happens", () => {
    const ledger = dairy();
    const batch = ledger.create("LOT-1");
    ledger.offer(batch, warehouse);
    ledger.recall(batch);
    ledger.offer(batch, undefined);
    ledger.tell(batch, "other", merchant, { code: "DESTROYED" });
    expect(ledger.batch(batch).offeredTo).toBeUndefined();
  });
});

describe("custody", () => {
  test("changes when the other takes over, and until then the batch stays as it was offered", () => {
    const ledger = dairy();
    const batch = ledger.create("LOT-1");
    ledger.offer(batch, warehouse);
    expect(ledger.batch(batch)).toMatchObject({
      ...{ custodian: merchant.name, offeredTo: warehouse.name },
    });
    expect(ledger.do(warehouse, "trade.batch.take-over", { batch })).toEqual({ left: 1_000n });
    expect(ledger.batch(batch)).toMatchObject({
      ...{ custodian: warehouse.name, offeredTo: undefined },
    });
    ledger.move(batch, warehouse2, warehouse);
    expect(ledger.split(batch, { "LOT-1/A": 1n }, warehouse2)).toEqual([
      batchId(CODES.merchant, "LOT-1/A"),
    ]);
  });

  test("brings the offices of the custodian's country in, and takes them out again", () => {
    const ledger = dairy();
    const batch = ledger.create("LOT-1"); // on record in China, and with a merchant in Hong Kong
    ledger.tell(batch, "customs-cleared", officeHk, { country: "HK" });
    ledger.move(batch, warehouse);
    const body = { batch, ...told("customs-cleared") };
    expect(ledger.try(officeHk, "trade.batch.event", body).code).toBe("NOT_YOUR_COUNTRY");
  });

  test("is not needed by carriers and warehouses to say what they did", () => {
    const ledger = dairy();
    const batch = ledger.create("LOT-1");
    ledger.tell(batch, "shipped", carrier, { country: "HK" });
    ledger.tell(batch, "temperature", carrier, { code: "-18.5 C" });
    ledger.tell(batch, "stored", warehouse);
    const { found } = eventsOf(ledger.state, ledger.batch(batch), 0, ALL);
    expect(found.map((one) => one.event)).toEqual(["created", "shipped", "temperature", "stored"]);
  });
});

test("a failed inspection follows the goods until an office has passed them", () => {
  const ledger = dairy();
  const [first, second] = [ledger.create("LOT-1"), ledger.create("LOT-2")];
  ledger.tell(first, "inspected-failed", inspection);
  const mixed = ledger.merge("LOT-2/M", [
    [second, 10n],
    [first, 10n],
  ]);
  expect(ledger.batch(mixed).failedInspection).toBe(true);
  ledger.tell(first, "inspected-passed", office);
  expect([first, mixed].map((id) => ledger.batch(id).failedInspection)).toEqual([false, true]);
  ledger.tell(mixed, "inspected-passed", inspection);
  ledger.pack(mixed, 20n, ledger.waybill("1"));
  expect(ledger.batch(mixed)).toMatchObject({ left: 0n, packed: 20n, parcels: 1 });
});

test("pages go on where the last one ended, and miss nothing", () => {
  const ledger = dairy();
  const batch = ledger.create("LOT-1");
  const waybill = ledger.waybill("1");
  for (const no of ["A", "B", "C"]) {
    ledger.split(batch, { [`LOT-1/${no}`]: 10n, [`LOT-1/${no}2`]: 10n });
    ledger.pack(batch, 1n, waybill);
    ledger.tell(batch, "stored", merchant);
  }
  const record = ledger.batch(batch);
  const last = ledger.batch(batchId(CODES.merchant, "LOT-1/C2"));
  const reads = {
    events: (from: number, limit: number) => eventsOf(ledger.state, record, from, limit),
    parcels: (from: number, limit: number) => parcelsOf(ledger.state, record, from, limit),
    descendants: (from: number, limit: number) => descendantsOf(ledger.state, record, from, limit),
    chain: (from: number, limit: number) => chainOf(ledger.state, last, from, limit),
  };
  const counts = { events: 7, parcels: 3, descendants: 6, chain: 8 };
  for (const [name, read] of Object.entries(reads)) {
    const all = read(0, ALL);
    expect(all, name).toMatchObject({ next: undefined });
    expect(all.found, name).toHaveLength(counts[name as keyof typeof counts]);
    for (const limit of [1, 2, 3]) {
      const found: unknown[] = [];
      for (let from: number | undefined = 0; from !== undefined;) {
        const page: { readonly found: readonly unknown[]; readonly next: number | undefined } =
          read(from, limit);
        found.push(...page.found);
        from = page.next;
      }
      expect(found, `${name}, ${limit} at a time`).toEqual(all.found);
    }
    expect(read(ALL * ALL, 10), name).toEqual({ found: [], next: undefined });
  }
});
