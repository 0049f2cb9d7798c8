import { expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import {
  documentsOfOrder,
  documentsOfParcel,
  type ParcelDocuments,
} from "../../src/rpc/parcels/documents.ts";
import { historiesOf } from "../../src/rpc/parcels/histories.ts";
import { pathOf } from "../../src/rpc/parcels/path.ts";
import { stateOf } from "../../src/rpc/parcels/state.ts";
import { CODES, DAY, merchant, ONE, platform } from "../customs/port.ts";
import { idOf, MallLedger, orderOf } from "../trade/mall/mall-ledger.ts";

// Goal: what is told of a parcel is told of that one, also when its carrier gives the number again, and what is found does not grow
// with what others do.
// Method: the production executor over a state in memory, whose clock can be moved.

const PARCEL = { logisticsCode: CODES.carrier, logisticsNo: "W-1" };
const found = (documents: ParcelDocuments | undefined) => ({
  sales: documents?.sales.map(({ orderNo }) => orderNo),
  waybills: documents?.waybills.map(({ id }) => toHex(id)),
  lists: documents?.lists.map(({ copNo }) => copNo),
});

test("a number that a carrier gives again names another parcel, and the old one keeps its own documents", () => {
  const ledger = new MallLedger().open();
  ledger.taken("shipped", "1");
  ledger.wait(16 * DAY);
  const old = found(documentsOfParcel(ledger.state, PARCEL));
  expect(old).toEqual({ sales: ["O-1"], waybills: [expect.any(String)], lists: ["L-1"] });

  ledger.wait(200 * DAY);
  ledger.waybill("1");
  const free = found(documentsOfParcel(ledger.state, PARCEL));
  expect(free).toMatchObject({ sales: [], lists: [] });
  expect(free.waybills).not.toEqual(old.waybills);

  ledger.list({ listingNo: "SKU-MAIL", warehouse: undefined });
  const bought = [{ listingNo: "SKU-MAIL", count: 1n, total: 10_000n }];
  ledger.do(platform, "trade.order.place", orderOf("2", bought));
  ledger.payFor("2");
  ledger.do(merchant, "trade.order.ship", {
    ...{ order: idOf("2"), ...PARCEL, lines: [{ line: 0, quantity: ONE }] },
  });
  expect(found(documentsOfParcel(ledger.state, PARCEL))).toEqual({
    ...{ sales: ["O-2"], waybills: free.waybills, lists: [] },
  });
  expect(found(documentsOfOrder(ledger.state, CODES.platform, "O-1"))).toEqual(old);
  expect(found(documentsOfOrder(ledger.state, CODES.platform, "O-2"))).toMatchObject({
    ...{ sales: ["O-2"], waybills: free.waybills },
  });
});

test("an order that nobody paid is cancelled, and its way says by whom", () => {
  const ledger = new MallLedger().open();
  ledger.place("1");
  ledger.wait(2 * DAY);
  const documents = documentsOfOrder(ledger.state, CODES.platform, "O-1")!;
  expect(stateOf(ledger.state, documents)).toBe("cancelled");
  const { page } = pathOf(historiesOf(ledger.state, documents, []), undefined, 100);
  expect(page.map(([, { event, by }]) => [event, by === undefined])).toEqual([
    ["place", false],
    ["time-out", true],
  ]);
});

test("a page of a long way looks at few events of it", () => {
  const ledger = new MallLedger().open();
  ledger.taken("shipped", "1");
  const documents = documentsOfParcel(ledger.state, PARCEL)!;
  const [waybill] = documents.waybills;
  const count = 1_000_000;
  let looks = 0;
  const long = historiesOf(ledger.state, documents, []).map((one) => {
    if (one.document !== "waybill") return one;
    const at = (place: number) => {
      looks++;
      return { ...one.at(0), place, height: 1_000 + place, proofKey: toHex(waybill!.id) };
    };
    return { ...one, count, at };
  });
  const after = `500000/waybill/${toHex(waybill!.id)}/499000`;
  const { page, next } = pathOf(long, after, 100);
  expect(page.map(([, { place }]) => place)).toEqual(
    Array.from({ length: 100 }, (_, at) => 499_001 + at),
  );
  expect(next).toBe(`500100/waybill/${toHex(waybill!.id)}/499100`);
  expect(looks).toBeLessThan(130);
});
