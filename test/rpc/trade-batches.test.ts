import { beforeEach, describe, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { batchEvents } from "../../src/transactions/trade/batches/history.ts";
import { CODES, MILK } from "../customs/port.ts";
import { notice } from "../trade/batches/dairy.ts";
import { DairyNode } from "./dairy-node.ts";
import { fitting } from "./fitting.ts";
import { ask, result, start } from "./harness.ts";

// Goal: whoever holds a parcel sees from where its goods come, and can prove it; and whoever recalls a batch finds every parcel.
// Method: milk at a port over JSON-RPC; every answer fits the schema of its method.

type Members = { readonly [name: string]: Json };
interface Entry {
  readonly batch: string;
  readonly event: string;
  readonly participant: string;
  readonly timeMs: number;
  readonly proofKey: string;
}
interface Trace {
  readonly recalled: boolean;
  readonly recalls: Members[];
  readonly parcel: Members | null;
  readonly article: Members;
  readonly producer: Members;
  readonly batch: Members;
  readonly ancestors: Members[];
  readonly events: Entry[];
  readonly next: number | null;
}
interface Recall {
  readonly recalls: Members[];
  readonly batch: Members;
  readonly parcels: { readonly batchNo: string; readonly logisticsNo: string }[];
  readonly next: string | null;
}
let node: DairyNode;
let url: string;

beforeEach(async () => {
  node = new DairyNode();
  node.open();
  ({ url } = await start({ node }));
});

const trace = (params: Members) => fitting<Trace>(url, "customs_trace", params);
const recall = (params: Members) => fitting<Recall>(url, "trade_recall", params);
const numbered = (batchNo: string) => ({ producer: CODES.merchant, batchNo });

/** Two lots, of which parts became one; a parcel of LOT-1, and one of both, which a warehouse packed. */
function packed() {
  const [first, second] = [node.create("LOT-1"), node.create("LOT-2")];
  node.tell(first, "inspected-passed", "inspection-cn", { country: "CN", code: "CERT-7" });
  node.tell(first, "stored", "warehouse-1", { document: notice });
  const [part] = node.split(first, ["LOT-1/A"]);
  const mixed = node.merge([part!, second], "LOT-1/A/M");
  node.move(mixed, "warehouse-1");
  for (const no of ["1", "2"]) node.waybill(no);
  const codes = [node.pack(first, "1"), node.pack(mixed, "2", "warehouse-1")] as const;
  return { first, second, part: part!, mixed, codes };
}

describe("customs_trace", () => {
  test("leads from the code on a parcel to article, producer, batch and all that happened", async () => {
    const { codes, mixed, first } = packed();
    const found = await trace({ code: codes[1] });
    expect(found).toMatchObject({
      ...{ recalled: false, recalls: [], next: null },
      parcel: { logisticsNo: "W-2", quantity: "100000", participant: "warehouse-1" },
      article: { merchant: CODES.merchant, itemNo: MILK.itemNo, terms: { origin: MILK.origin } },
      producer: { code: CODES.merchant, participant: "merchant-1" },
      batch: { id: toHex(mixed), batchNo: "LOT-1/A/M", custodian: "warehouse-1" },
    });
    const ancestors = found.ancestors.map(({ batchNo }) => batchNo as string);
    expect(ancestors.sort()).toEqual(["LOT-1", "LOT-1/A", "LOT-2"]);
    expect(found.events.map(({ event }) => event)).toEqual([
      ...["created", "created", "inspected-passed", "stored", "split", "split-off"],
      ...["merge", "merge", "merged", "offered", "taken-over"],
    ]);
    expect(found.events[2]).toMatchObject({
      ...{ batch: toHex(first), participant: "inspection-cn", country: "CN", code: "CERT-7" },
    });
    expect(found.events[3]).toMatchObject({ participant: "warehouse-1", document: toHex(notice) });
    const times = found.events.map(({ timeMs }) => timeMs);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });

  test("tells of no other parcel: not of one of the same batch, and of none if a batch is asked for", async () => {
    const { codes, first } = packed();
    node.pack(first, "2");
    const found = JSON.stringify(await trace({ code: codes[0] }));
    expect(found).toContain("W-1");
    expect(found).not.toContain("W-2");
    const { parcel, ...rest } = await trace({ batch: toHex(first) });
    expect(parcel).toBeNull();
    for (const other of ["W-1", "W-2", ...codes]) expect(JSON.stringify(rest)).not.toContain(other);
  });

  test("finds a batch by its id, and by its producer's code and its number", async () => {
    const { mixed, codes } = packed();
    const found = await trace({ batch: toHex(mixed) });
    expect(await trace(numbered("LOT-1/A/M"))).toEqual(found);
    expect({ ...(await trace({ code: codes[1] })), parcel: null }).toEqual(found);
  });

  test("says first by whom it is recalled, and why, if a batch that it was made from is", async () => {
    const { second, mixed, codes } = packed();
    node.recall(second);
    const found = await trace({ code: codes[1] });
    expect(Object.keys(found).slice(0, 2)).toEqual(["recalled", "recalls"]);
    expect(found).toMatchObject({
      recalled: true,
      recalls: [
        {
          ...{ batch: toHex(second), batchNo: "LOT-2", by: "merchant-1", office: false },
          ...{ reason: "CONTAMINATION", notice: toHex(notice) },
        },
      ],
    });
    expect(found.events.at(-1)).toMatchObject({ event: "recalled", batch: toHex(second) });
    expect(await trace({ code: codes[0] })).toMatchObject({ recalled: false, recalls: [] });
    node.recall(mixed, "inspection-cn");
    expect((await trace({ code: codes[1] })).recalls).toMatchObject([
      { batchNo: "LOT-1/A/M", by: "inspection-cn", office: true }, // its own first
      { batchNo: "LOT-2", by: "merchant-1", office: false },
    ]);
    node.do("merchant-1", "trade.batch.recall.lift", { batch: second });
    expect(await trace({ code: codes[1] })).toMatchObject({ recalled: true });
    node.do("inspection-cn", "trade.batch.recall.lift", { batch: mixed });
    expect(await trace({ code: codes[1] })).toMatchObject({ recalled: false });
  });

  test("every part of the answer has a key that state_proof proves", async () => {
    const { second, codes } = packed();
    node.recall(second);
    const found = await trace({ code: codes[1] });
    const { recalls, parcel, article, producer, batch, ancestors, events } = found;
    const parts = [...recalls, parcel!, article, producer, batch, ...ancestors, ...events];
    // A state is proved by the header above it.
    const chain = setInterval(() => node.commit(), 50);
    try {
      for (const { proofKey } of parts) {
        const proved = await result<Members>(url, "state_proof", { key: proofKey as string });
        expect(proved["value"], proofKey as string).toBe(
          toHex(node.store.get(proofKey as string)!),
        );
      }
    } finally {
      clearInterval(chain);
    }
    const { place, proofKey } = events.at(-1) as unknown as { place: number; proofKey: string };
    expect(proofKey).toBe(batchEvents.key(second, place));
  });

  test.each([1, 2, 5, 100])("page by page, %i at a time, it is the same", async (limit) => {
    const { codes } = packed();
    const whole = await trace({ code: codes[1], limit: 100 });
    const found: Entry[] = [];
    for (let from: number | null = 0; from !== null;) {
      const page: Trace = await trace({ code: codes[1], from, limit });
      found.push(...page.events);
      from = page.next;
    }
    expect(found).toEqual(whole.events);
  });

  test("of what nobody has packed or made: null", async () => {
    expect(await trace({ code: "00".repeat(16) })).toBeNull();
    expect(await trace({ batch: "00".repeat(32) })).toBeNull();
    expect(await trace(numbered("LOT-9"))).toBeNull();
  });
});

describe("trade_batch", () => {
  test("says what is left, who has it, and its own events page by page", async () => {
    const { part, second } = packed();
    node.recall(second);
    const found = await fitting<Members>(url, "trade_batch", { ...numbered("LOT-1/A"), limit: 1 });
    expect(found).toMatchObject({
      ...{ recalls: [], events: [{ event: "split-off" }], next: 1 },
      batch: { quantity: "1000000", left: "500000", passedOn: "500000", custodian: "merchant-1" },
    });
    const rest = await fitting<Members>(url, "trade_batch", { batch: toHex(part), from: 1 });
    expect(rest).toMatchObject({ events: [{ event: "merge", place: 1 }], next: null });
    const mixed = await fitting<Members>(url, "trade_batch", numbered("LOT-1/A/M"));
    expect(mixed).toMatchObject({ recalls: [{ batchNo: "LOT-2" }] });
    expect(await fitting(url, "trade_batch", numbered("LOT-9"))).toBeNull();
  });
});

describe("what a batch became", () => {
  /** LOT-1 in sixteen parts, of which every second one was packed, and one of all of them. */
  function widely() {
    const first = node.create("LOT-1");
    const numbers = Array.from({ length: 16 }, (_, at) => `LOT-1/${at.toString(16)}`);
    const parts = node.split(first, numbers, 6n);
    const mixed = node.merge(parts, "LOT-1/0/M", 1n);
    for (const no of ["1", "2"]) node.waybill(no);
    for (const one of [first, first, ...parts.filter((_, at) => at % 2 === 1), mixed, mixed]) {
      node.pack(one, "1");
    }
    return { first, numbers };
  }
  /** All pages, `limit` at a time. */
  async function pages(method: string, name: string, limit: number): Promise<Members[]> {
    const found: Members[] = [];
    for (let from: Json = null; ;) {
      const page: Members = await fitting(url, method, { ...numbered("LOT-1"), from, limit });
      const entries = page[name] as Members[];
      expect(entries.length).toBeLessThanOrEqual(limit);
      found.push(...entries);
      from = page["next"]!;
      if (from === null) return found;
    }
  }

  test.each([1, 2, 3, 7, 100])(
    "trade_recall and trade_batches, %i at a time: all, each once, the batch's own first",
    async (limit) => {
      const { numbers } = widely();
      const made = [...numbers, "LOT-1/0/M"];
      const batches = await pages("trade_batches", "batches", limit);
      expect(batches.map(({ batchNo }) => batchNo)).toEqual(made);
      const parcels = await pages("trade_recall", "parcels", limit);
      expect(parcels.map(({ batchNo }) => batchNo)).toEqual([
        ...["LOT-1", "LOT-1", ...numbers.filter((_, at) => at % 2 === 1)],
        ...["LOT-1/0/M", "LOT-1/0/M"],
      ]);
    },
  );

  test("trade_recall names each parcel's waybill, and keeps its code to who has it", async () => {
    const { second, codes } = packed();
    node.recall(second, "merchant-1");
    const found = await recall({ batch: toHex(second) });
    expect(found).toMatchObject({
      recalls: [{ batchNo: "LOT-2", reason: "CONTAMINATION" }],
      batch: { batchNo: "LOT-2" },
      parcels: [{ batchNo: "LOT-1/A/M", logisticsCode: CODES.carrier, logisticsNo: "W-2" }],
      next: null,
    });
    for (const code of codes) expect(JSON.stringify(found)).not.toContain(code);
  });

  test("before a recall it says whom it would reach", async () => {
    packed();
    const found = await recall(numbered("LOT-1"));
    expect(found.recalls).toEqual([]);
    expect(found.parcels.map(({ logisticsNo }) => logisticsNo)).toEqual(["W-1", "W-2"]);
    expect(await recall(numbered("LOT-9"))).toBeNull();
    expect(await fitting(url, "trade_batches", numbered("LOT-9"))).toBeNull();
  });

  test("a call looks into so many batches and no more, and the next one goes on", async () => {
    const first = node.create("LOT-1", 1_000n);
    for (let step = 0; step < 13; step++) {
      const numbers = Array.from({ length: 16 }, (_, at) => `LOT-1/${step}-${at}`);
      const parts = node.split(first, numbers, 1n);
      if (step !== 12) continue;
      node.waybill("1");
      node.pack(parts[15]!, "1");
    }
    const short = await recall({ ...numbered("LOT-1"), limit: 1 });
    expect(short).toMatchObject({ parcels: [], next: "13-7-0" }); // 1 + 12 × 16 + 7 = 200
    const rest = await recall({ ...numbered("LOT-1"), from: short.next });
    expect(rest).toMatchObject({ parcels: [{ batchNo: "LOT-1/12-15" }], next: null });
  });
});

test("goods have to be named one way, and completely", async () => {
  const both = { ...numbered("LOT-1"), batch: "00".repeat(32) };
  const wrong: [string, Members][] = [
    ...["customs_trace", "trade_batch", "trade_batches", "trade_recall"].flatMap(
      (method): [string, Members][] => [
        [method, {}],
        [method, { producer: CODES.merchant }],
        [method, { batchNo: "LOT-1" }],
        [method, { batch: "00".repeat(32), batchNo: "LOT-1" }],
        [method, both],
      ],
    ),
    ["customs_trace", { code: "00".repeat(16), batch: "00".repeat(32) }],
    ["customs_trace", { code: "00".repeat(15) }],
    ["trade_recall", { ...numbered("LOT-1"), from: "next" }],
    ["trade_batches", { ...numbered("LOT-1"), from: "1" }],
  ];
  for (const [method, params] of wrong) {
    const { error } = await ask(url, method, params);
    expect(error?.data.code, JSON.stringify([method, params])).toBe("INVALID_PARAMS");
  }
});
