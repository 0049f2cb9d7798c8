import { expect, test } from "vitest";

import { encode } from "../../../src/primitives/fields/codec.ts";
import { limits } from "../../../src/primitives/limits.ts";
import { Entry, type Writes, ledgerLimits } from "../../../src/state/ledger.ts";
import { Overlay } from "../../../src/state/overlay.ts";
import { batchesBalance } from "../../../src/transactions/trade/batches/balance.ts";
import { batchEvents } from "../../../src/transactions/trade/batches/history.ts";
import { descendants } from "../../../src/transactions/trade/batches/lineage.ts";
import { parcels } from "../../../src/transactions/trade/batches/parcels.ts";
import { batches, type BatchRecord } from "../../../src/transactions/trade/batches/records.ts";
import { operationTypeByName } from "../../../src/transactions/table.ts";
import { DairyLedger, merchant, partsOf, sharesOf } from "./dairy.ts";

// Goal: the longest operations, results and records fit their bounds, and the ledger drops what would lose goods.

const LONG = "n".repeat(100);
const id = (of: number): Uint8Array => new Uint8Array(32).fill(of);
const sixteen = Array.from({ length: 16 }, (_, at) => at);
const MOST = 2n ** 64n - 1n;

test.each([
  [
    "trade.batch.split",
    {
      batch: id(1),
      parts: partsOf(Object.fromEntries(sixteen.map((at) => [`${LONG.slice(2)}${at + 10}`, MOST]))),
    },
    { batches: sixteen.map(id) },
  ],
  [
    "trade.batch.merge",
    { from: sharesOf(sixteen.map((at) => [id(at), MOST])), batchNo: LONG },
    { id: id(1), quantity: MOST },
  ],
] as const)("the longest %s and its result fit", (type, body, result) => {
  const { body: bodies, result: results } = operationTypeByName(type)!;
  expect(encode(bodies, body).length).toBeLessThanOrEqual(limits.operationBytes);
  expect(encode(results, result).length).toBeLessThanOrEqual(limits.resultBytes);
});

test("a batch that is made from 64 others is one entry, and so is each step for what it is made from", () => {
  const ledger = new DairyLedger().open();
  const deep = ledger.deepBatch();
  expect(ledger.batch(deep)).toMatchObject({ ancestors: { length: 64 }, parents: { length: 12 } });
  expect(ledger.state.get(batches.key(deep))!.length).toBeLessThan(4_096);
  const [, entry] = [...ledger.state.values].findLast(([key]) =>
    key.startsWith("trade/batch-descendant/"),
  )!;
  expect(descendants.decode(entry).batches.length).toBeLessThanOrEqual(16);
  const keys = [batchEvents.key(deep, Number.MAX_SAFE_INTEGER), parcels.key(deep, 2 ** 40)];
  for (const key of keys) expect(key.length).toBeLessThanOrEqual(ledgerLimits.keyLengthMax);
});

test("the most that a record can hold is split, merged and packed without overflow", () => {
  const ledger = new DairyLedger().open();
  const batch = ledger.create("LOT-1", MOST);
  const [a, b] = ledger.split(batch, { "LOT-1/A": MOST - 1n, "LOT-1/B": 1n });
  const mixed = ledger.merge("LOT-1/A/M", [
    [a!, MOST - 1n],
    [b!, 1n],
  ]);
  ledger.pack(mixed, MOST, ledger.waybill("1"));
  expect(ledger.batch(batch)).toMatchObject({ left: 0n, passedOn: MOST });
  expect(ledger.batch(mixed)).toMatchObject({ left: 0n, packed: MOST });
});

/** A state with a batch that was split and packed, and what one more transaction would write. */
function after(change: (write: (of: BatchRecord) => void, all: readonly BatchRecord[]) => void) {
  const ledger = new DairyLedger().open();
  const batch = ledger.create("LOT-1");
  const [part] = ledger.split(batch, { "LOT-1/A": 400n });
  ledger.pack(part!, 10n, ledger.waybill("1"));
  const overlay = new Overlay(ledger.state);
  change(
    (one) => batches.write(overlay, one, one.id),
    [batch, part!].map((one) => ledger.batch(one)),
  );
  return { ledger, writes: overlay.writes(), part: part! };
}

test.each([
  ["goods that come from nowhere", ([of]) => [{ ...of!, left: of!.left + 1n }]],
  ["goods that are lost", ([of]) => [{ ...of!, left: of!.left - 1n }]],
  ["a batch that grows", ([of]) => [{ ...of!, left: of!.left + 1n, quantity: of!.quantity + 1n }]],
  [
    "what is passed on and becomes part of nothing",
    ([of]) => [{ ...of!, left: of!.left - 1n, passedOn: of!.passedOn + 1n }],
  ],
  [
    "what is packed into no parcel",
    ([, of]) => [{ ...of!, left: of!.left - 1n, packed: of!.packed + 1n }],
  ],
  [
    "a new batch of which nothing was passed on",
    ([of, part]) => [
      {
        ...part!,
        ...{ id: id(7), quantity: 5n, left: 5n, packed: 0n },
        parents: [{ batch: of!.id, quantity: 5n }],
      },
    ],
  ],
  [
    "a new batch that is more than its shares",
    ([of, part]) => [
      { ...of!, left: of!.left - 5n, passedOn: of!.passedOn + 5n },
      {
        ...part!,
        ...{ id: id(7), quantity: 6n, left: 6n, packed: 0n },
        parents: [{ batch: of!.id, quantity: 5n }],
      },
    ],
  ],
] as const satisfies readonly (readonly [
  string,
  (all: readonly BatchRecord[]) => readonly BatchRecord[],
])[])("the ledger drops %s", (_, change) => {
  const { ledger, writes } = after((write, all) => change(all).forEach(write));
  expect(batchesBalance(ledger.state, writes)).toBe(false);
});

test("the ledger keeps what adds up, and drops a batch or parcel that is written over or goes away", () => {
  const { ledger, writes, part } = after((write, [of, child]) => {
    write({ ...of!, left: of!.left - 5n, passedOn: of!.passedOn + 5n });
    const shares = { parents: [{ batch: of!.id, quantity: 5n }], quantity: 5n, left: 5n };
    write({ ...child!, ...shares, id: id(7), packed: 0n, parcels: 0 });
  });
  expect(batchesBalance(ledger.state, writes)).toBe(true);
  const [batch, parcel] = [batches.key(part), parcels.key(part, 0)];
  const gone: Writes = new Map([[batch, undefined]]);
  const unpacked: Writes = new Map([[parcel, undefined]]);
  const again: Writes = new Map([[parcel, Entry.of(ledger.state.get(parcel)!)]]);
  for (const one of [gone, unpacked, again]) expect(batchesBalance(ledger.state, one)).toBe(false);
  expect(ledger.batch(part).custodian).toBe(merchant.name);
});
