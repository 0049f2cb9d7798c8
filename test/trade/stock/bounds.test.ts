import { describe, expect, test } from "vitest";

import { encode } from "../../../src/primitives/fields/codec.ts";
import { limits } from "../../../src/primitives/limits.ts";
import { Entry, isKey, ledgerLimits } from "../../../src/state/ledger.ts";
import { operationTypeByName } from "../../../src/transactions/table.ts";
import { movements, shelves } from "../../../src/transactions/trade/stock/records.ts";
import { reservedIsOnHand } from "../../../src/transactions/trade/stock/reserved-invariant.ts";
import { saleRecord, salesOf } from "../../../src/transactions/trade/stock/sales.ts";
import { ONE } from "../../customs/port.ts";
import { WarehouseLedger } from "./warehouse-ledger.ts";

// Goal: the longest that can be said fits its bounds, and the invariant is one (CONTRIBUTING, limits.ts).
// Method: every field filled up.

const MAX = 2n ** 64n - 1n;
const CODE = "9".repeat(18);
const ARTICLE = "/".repeat(30);
const PAPER = "/".repeat(60);
const HASH = new Uint8Array(32).fill(255);
const many = <T>(count: number, of: T): T[] => Array.from({ length: count }, () => of);

const shelf = { warehouse: CODE, merchant: CODE, itemNo: ARTICLE };
const line = { itemNo: ARTICLE, bundleNo: undefined, quantity: MAX, total: MAX };
const bodies: Readonly<Record<string, object>> = {
  "trade.bundle.define": {
    ...{ merchant: CODE, bundleNo: ARTICLE, from: 1, until: Number.MAX_SAFE_INTEGER },
    parts: many(25, { itemNo: ARTICLE, quantity: MAX, weight: MAX }),
  },
  "trade.sale.import": {
    ...{ merchant: CODE, mall: "猫".repeat(13), externalNo: PAPER, warehouse: CODE },
    ...{ platform: CODE, currency: "142", lines: many(25, line) },
  },
  "trade.sale.ship": {
    ...{ sale: HASH, logisticsCode: CODE, logisticsNo: PAPER },
    lines: many(100, { line: 255, quantity: MAX }),
  },
  "trade.sale.exchange": {
    ...{ sale: HASH, line: 255, quantity: MAX, restock: true, reference: PAPER },
    instead: { itemNo: ARTICLE, quantity: MAX },
  },
};

describe("bounds", () => {
  test.each(Object.entries(bodies))("the longest body of %s fits an operation", (name, body) => {
    const bytes = encode(operationTypeByName(name)!.body, body);
    expect(bytes.length).toBeLessThanOrEqual(limits.operationBytes);
  });

  test("the longest result fits a receipt", () => {
    const longest = { place: 65_535, status: "shipping", returnBy: Number.MAX_SAFE_INTEGER };
    const { result } = operationTypeByName("trade.sale.ship")!;
    expect(encode(result, longest).length).toBeLessThanOrEqual(limits.resultBytes);
  });

  test("the longest order fits an entry", () => {
    const sold = {
      ...{ of: 255, itemNo: ARTICLE, quantity: MAX, total: MAX, shipped: MAX, released: MAX },
      ...{ returned: MAX, refunded: MAX, insteadOf: 255, returnBy: 1 },
    };
    const sale = {
      ...{ id: HASH, ...bodies["trade.sale.import"], ordered: many(25, line), content: HASH },
      ...{ status: "shipping", reason: "SUSPECTED_FRAUD", lines: many(100, sold) },
      ...{ by: HASH.slice(0, 20), signers: many(20, HASH), asPlatform: true },
      ...{ shipments: 100, returns: 100, steps: 1, height: 1, timeMs: 1 },
    };
    const bytes = encode(saleRecord, sale as never);
    expect(bytes.length).toBeLessThan(ledgerLimits.valueBytesMax);
  });

  test("the longest keys are keys", () => {
    expect(isKey(movements.key(shelf, Number.MAX_SAFE_INTEGER))).toBe(true);
    expect(isKey(salesOf.key(CODE, HASH))).toBe(true);
  });
});

test("a shelf of which more is reserved than is on hand breaks the invariant", () => {
  const ledger = new WarehouseLedger().open();
  ledger.receive(2n);
  const before = ledger.shelf();
  const holds = (reserved: bigint) => {
    const entry = Entry.of(encode(shelves.field as never, { ...before, reserved } as never));
    return reservedIsOnHand(ledger.state, new Map([[shelves.key(before), entry]]));
  };
  expect([holds(2n * ONE), holds(2n * ONE + 1n)]).toEqual([true, false]);
  expect(reservedIsOnHand(ledger.state, new Map([["trade/shelf/gone", undefined]]))).toBe(true);
});
