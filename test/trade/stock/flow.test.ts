import { describe, expect, test } from "vitest";

import { endOfDayMs, parseDay } from "../../../src/primitives/civil-day.ts";
import { partsOf } from "../../../src/transactions/trade/stock/bundles.ts";
import { counting } from "../../../src/transactions/trade/stock/counts.ts";
import { replenishing } from "../../../src/transactions/trade/stock/replenish.ts";
import { saleReturns } from "../../../src/transactions/trade/stock/sale-returns.ts";
import { saleSteps } from "../../../src/transactions/trade/stock/sale-steps.ts";
import { salesInScreening, salesToShip } from "../../../src/transactions/trade/stock/sales.ts";
import { shipments, shipmentsWith } from "../../../src/transactions/trade/stock/shipments.ts";
import { transferring, transfers } from "../../../src/transactions/trade/stock/transfers.ts";
import { waybillNumberId } from "../../../src/transactions/customs/orders/records.ts";
import {
  CODES,
  DAY,
  LIPSTICK,
  merchant,
  MILK,
  ONE,
  platform,
  regulatorCn,
  warehouse,
} from "../../customs/port.ts";
import {
  approval,
  back,
  BOX,
  boxes,
  boxOf,
  CREAM,
  depot,
  idOf,
  merchant2,
  ordered,
  OTHER_WAREHOUSE,
  saleOf,
  SHELF,
  shipment,
  swap,
  warehouse2,
  WarehouseLedger,
} from "./warehouse-ledger.ts";

// Goal: goods come in, are counted, moved, sold once, sent, and come back (docs/domain section 4, bonded warehouse).
// Method: the production executor over a state in memory, one block per transaction.

const open = () => new WarehouseLedger().open();
const refusal = { decision: "refuse", reason: "BUYER_WITHDREW" };

describe("stock", () => {
  test("comes in by a paper once, goes out, and every movement is kept with what was there then", () => {
    const ledger = open();
    ledger.receive(5n);
    const out = { ...SHELF, quantity: 2n * ONE, reason: "destroyed", reference: "D-1" };
    expect(ledger.do(warehouse, "trade.stock.dispatch", out)).toEqual({ onHand: 3n * ONE });
    expect(ledger.movements()).toMatchObject([
      { kind: "receive", quantity: 5n * ONE, onHand: 5n * ONE, code: undefined },
      { kind: "dispatch", quantity: 2n * ONE, onHand: 3n * ONE, code: "destroyed" },
    ]);
    expect(ledger.movements()[1]).toMatchObject({ reference: "D-1", by: warehouse.account });
  });

  test("that was counted differently is put right by the difference, when somebody else has looked at it", () => {
    const ledger = open();
    ledger.receive(10n);
    const place = ledger.count(8n);
    expect(ledger.state.has(counting.key(CODES.merchant, SHELF))).toBe(true);
    ledger.receive(5n); // meanwhile: it was not there to be counted
    const decision = { ...SHELF, place, approve: true };
    const { onHand } = ledger.do(warehouse2, "trade.stock.count.decide", decision);
    expect(onHand).toBe(13n * ONE);
    expect(ledger.movements().at(-1)).toMatchObject({ kind: "count-less", quantity: 2n * ONE });
    expect(ledger.state.has(counting.key(CODES.merchant, SHELF))).toBe(false);

    const refused = { ...SHELF, place: ledger.count(1n), approve: false };
    expect(ledger.do(merchant, "trade.stock.count.decide", refused)["onHand"]).toBe(13n * ONE);
    const more = { ...SHELF, place: ledger.count(14n), approve: true };
    expect(ledger.do(merchant, "trade.stock.count.decide", more)["onHand"]).toBe(14n * ONE);
  });

  test("on its way to another warehouse is on nobody's shelf; what is missing stays on record", () => {
    const ledger = open();
    ledger.receive(10n);
    const body = { ...SHELF, to: OTHER_WAREHOUSE, quantity: 4n * ONE, reference: "T-1" };
    const { id } = ledger.do(warehouse, "trade.stock.transfer", body) as { id: Uint8Array };
    expect(ledger.levels()).toEqual([6n, 0n]);
    expect(ledger.state.has(transferring.key(OTHER_WAREHOUSE, id))).toBe(true);
    const arrived = { transfer: id, received: 3n * ONE };
    const { shortage } = ledger.do(depot, "trade.stock.transfer.receive", arrived);
    expect(shortage).toBe(ONE);
    expect(ledger.levels(MILK.itemNo, OTHER_WAREHOUSE)).toEqual([3n, 0n]);
    expect(transfers.read(ledger.state, id)).toMatchObject({
      ...{ status: "received", quantity: 4n * ONE, received: 3n * ONE },
    });
    expect(ledger.state.has(transferring.key(OTHER_WAREHOUSE, id))).toBe(false);
  });
});

describe("replenishment", () => {
  const rule = { ...SHELF, rule: { least: 5n * ONE, target: 20n * ONE } };

  test("is asked for by the ledger whenever less than the least is free, one at a time, and closed by what comes", () => {
    const ledger = open();
    ledger.receive(6n);
    expect(ledger.do(merchant, "trade.stock.rule.set", rule)["replenishing"]).toBeUndefined();
    ledger.do(merchant, "trade.sale.import", saleOf("1")); // two of six: four are free
    expect(ledger.replenishment(0)).toMatchObject({ quantity: 16n * ONE, status: "open" });
    expect(ledger.state.has(replenishing.key(CODES.warehouse, SHELF))).toBe(true);
    ledger.do(merchant, "trade.sale.import", saleOf("2"));
    expect(ledger.shelf().replenishments).toBe(1);

    ledger.receive(16n, MILK.itemNo, { replenishes: 0 });
    expect(ledger.replenishment(0)).toMatchObject({ status: "received", received: 16n * ONE });
    expect(ledger.shelf().replenishing).toBeUndefined();
    expect(ledger.state.has(replenishing.key(CODES.merchant, SHELF))).toBe(false);
  });

  test("that is filled in part leaves the rest to the next one", () => {
    const ledger = open();
    expect(ledger.do(merchant, "trade.stock.rule.set", rule)["replenishing"]).toBe(0);
    ledger.receive(3n, MILK.itemNo, { replenishes: 0 });
    expect(ledger.replenishment(0)).toMatchObject({ status: "received", received: 3n * ONE });
    expect(ledger.replenishment(1)).toMatchObject({ status: "open", quantity: 17n * ONE });
  });

  test("ends with its rule", () => {
    const ledger = open();
    ledger.do(merchant, "trade.stock.rule.set", rule);
    ledger.do(merchant, "trade.stock.rule.set", { ...SHELF, rule: undefined });
    expect(ledger.replenishment(0)).toMatchObject({ status: "withdrawn", received: 0n });
    expect(ledger.shelf()).toMatchObject({ rule: undefined, replenishing: undefined });
  });
});

describe("a bundle", () => {
  test("is what its version in force says, until the next begins or it ends", () => {
    const ledger = open();
    const from = ledger.timeMs;
    const at = (days: number) => partsOf(ledger.state, CODES.merchant, BOX, from + days * DAY);
    ledger.do(merchant, "trade.bundle.define", boxOf({ from: from + DAY, until: from + 3 * DAY }));
    const parts = [{ itemNo: CREAM.itemNo, quantity: ONE, weight: 1n }];
    ledger.do(merchant, "trade.bundle.define", boxOf({ from: from + 5 * DAY, parts }));
    expect(at(0)).toBeUndefined();
    expect(at(3)).toHaveLength(2);
    expect(at(4)).toBeUndefined();
    expect(at(5)).toEqual(parts);
    const end = { merchant: CODES.merchant, bundleNo: BOX };
    ledger.wait(2 * DAY);
    expect(ledger.do(merchant, "trade.bundle.end", end)).toEqual({ withdrawn: 1 });
    expect(partsOf(ledger.state, CODES.merchant, BOX, ledger.timeMs)).toBeUndefined();
    expect(at(5)).toBeUndefined();
    expect(at(1)).toHaveLength(2); // as it was
  });

  test("in an order becomes articles that share its price to the minor unit", () => {
    const ledger = open();
    ledger.do(merchant, "trade.bundle.define", boxOf());
    ledger.receive(10n);
    ledger.receive(10n, LIPSTICK.itemNo);
    const lines = [boxes(3n, 10_001n), ordered(LIPSTICK.itemNo, 1n, 500n)];
    expect(ledger.do(merchant, "trade.sale.import", saleOf("1", { lines }))["lines"]).toBe(3);
    expect(ledger.sale().lines).toMatchObject([
      { of: 0, itemNo: MILK.itemNo, quantity: 6n * ONE, total: 7_500n },
      { of: 0, itemNo: LIPSTICK.itemNo, quantity: 3n * ONE, total: 2_501n },
      { of: 1, itemNo: LIPSTICK.itemNo, quantity: ONE, total: 500n },
    ]);
    expect(ledger.levels()).toEqual([10n, 6n]);
    expect(ledger.levels(LIPSTICK.itemNo)).toEqual([10n, 4n]);
  });
});

describe("an order of another mall", () => {
  test("that is sent again answers with the same and reserves nothing more", () => {
    const ledger = open();
    ledger.imported();
    const root = () => ledger.tree.head.stateRoot;
    const before = root();
    const again = ledger.do(merchant, "trade.sale.import", saleOf("1"));
    expect(again).toEqual({ id: idOf("1"), lines: 1 });
    ledger.do(merchant2, "trade.sale.decide", approval("1"));
    expect(root()).not.toEqual(before);
    const approved = root();
    expect(ledger.do(merchant, "trade.sale.import", saleOf("1"))).toEqual(again);
    expect(root()).toEqual(approved);
    expect(ledger.levels()).toEqual([100n, 2n]);
  });

  test("waits for a second person, can be held, and gives its stock back when it is refused", () => {
    const ledger = open();
    ledger.imported();
    const inScreening = () => ledger.state.has(salesInScreening.key(CODES.warehouse, idOf("1")));
    const toShip = () => ledger.state.has(salesToShip.key(CODES.warehouse, idOf("1")));
    expect([inScreening(), toShip()]).toEqual([true, false]);
    const hold = approval("1", { decision: "hold", reason: "SUSPECTED_FRAUD" });
    ledger.do(warehouse, "trade.sale.decide", hold);
    expect(ledger.sale()).toMatchObject({ status: "held", reason: "SUSPECTED_FRAUD" });
    ledger.do(merchant2, "trade.sale.decide", approval("1"));
    expect(ledger.sale()).toMatchObject({ status: "approved", reason: undefined });
    expect([inScreening(), toShip()]).toEqual([false, true]);
    ledger.do(merchant2, "trade.sale.decide", approval("1", refusal));
    expect(ledger.sale().status).toBe("refused");
    expect([inScreening(), toShip()]).toEqual([false, false]);
    expect(ledger.levels()).toEqual([100n, 0n]);
    const steps = [0, 1, 2, 3].map((at) => saleSteps.read(ledger.state, idOf("1"), at)!.step);
    expect(steps).toEqual(["import", "hold", "approve", "refuse"]);
  });

  test("is screened by its platform if the merchant brought it in, and by the merchant if the platform did", () => {
    const ledger = open();
    ledger.receive(10n);
    const named = { platform: CODES.platform };
    ledger.do(merchant, "trade.sale.import", saleOf("1", named));
    ledger.do(platform, "trade.sale.decide", approval("1"));
    ledger.do(platform, "trade.sale.import", saleOf("2", named));
    ledger.do(merchant, "trade.sale.decide", approval("2"));
    expect(["1", "2"].map((no) => ledger.sale(no).status)).toEqual(["approved", "approved"]);
  });

  test("comes from a platform only while the merchant lets it: nobody else can reserve a merchant's stock", () => {
    const ledger = open();
    ledger.receive(10n);
    const byPlatform = (no: string) => {
      const order = { type: "trade.sale.import", body: saleOf(no, { platform: CODES.platform }) };
      return ledger.run([order], { by: [platform] }).code;
    };
    expect(byPlatform("1")).toBe("OK");
    ledger.allow(false);
    expect(byPlatform("2")).toBe("PLATFORM_NOT_ALLOWED");
    expect(byPlatform("1"), "what it brought in stays, and is answered as before").toBe("OK");
    expect(ledger.levels()).toEqual([10n, 2n]);
    ledger.do(merchant, "trade.sale.decide", approval("1"));
    ledger.allow();
    expect(byPlatform("2")).toBe("OK");
  });

  test("before protocol version 10, needs no word of the merchant to come from a platform", () => {
    const ledger = new WarehouseLedger(9).open();
    ledger.receive(10n);
    ledger.do(platform, "trade.sale.import", saleOf("1", { platform: CODES.platform }));
    expect(ledger.sale().status).toBe("screening");
  });

  test("is sent in parts, and whoever has a waybill finds what is in the parcel", () => {
    const ledger = open();
    ledger.approved();
    expect(ledger.do(warehouse, "trade.sale.ship", shipment("1", 1n))).toMatchObject({
      ...{ place: 0, status: "shipping" },
    });
    expect(ledger.levels()).toEqual([99n, 1n]);
    const second = { ...shipment("1", 1n), logisticsNo: "W-1b" };
    expect(ledger.do(warehouse, "trade.sale.ship", second)).toMatchObject({ status: "shipped" });
    expect(ledger.levels()).toEqual([98n, 0n]);
    const number = waybillNumberId(CODES.carrier, "W-1b");
    const found = shipmentsWith.read(ledger.state, number, idOf("1"))!;
    expect(shipments.read(ledger.state, found.sale, found.place)).toMatchObject(second);
  });

  test("of which the rest is refused while parts are on their way ends with what was sent", () => {
    const ledger = open();
    ledger.approved();
    ledger.do(warehouse, "trade.sale.ship", shipment("1", 1n));
    ledger.do(merchant2, "trade.sale.decide", approval("1", refusal));
    expect(ledger.sale()).toMatchObject({
      ...{ status: "shipped", lines: [{ shipped: ONE, released: ONE }] },
    });
    expect(ledger.levels()).toEqual([99n, 0n]);
  });
});

describe("goods that come back", () => {
  const three = { lines: [ordered(MILK.itemNo, 3n, 10_000n)] };
  const shippedThree = () => {
    const ledger = open();
    ledger.approved("1", three);
    ledger.do(warehouse, "trade.sale.ship", shipment("1", 3n));
    return ledger;
  };

  test("are worth their part of the line, all parts together all of it; what is damaged is not sold again", () => {
    const ledger = shippedThree();
    const refunds = [true, false, true].map((restock) => {
      const body = back("1", 0, 1n, { restock });
      return ledger.do(warehouse, "trade.sale.return", body)["refund"];
    });
    expect(refunds).toEqual([3_333n, 3_333n, 3_334n]);
    expect(ledger.levels()).toEqual([99n, 0n]);
    expect(ledger.sale().lines[0]).toMatchObject({ returned: 3n * ONE, refunded: 10_000n });
  });

  test("may come until the end of the seventh working day of the merchant's country", () => {
    const ledger = open(); // 14 November 2023, a Tuesday
    const holidays = [parseDay("2023-11-15")!];
    const body = { country: "CN", year: 2023, holidays, workdays: [] };
    ledger.do(regulatorCn, "calendar.publish", body);
    ledger.shipped();
    const end = endOfDayMs(parseDay("2023-11-24")!); // without the holiday it would be the 23rd
    expect(ledger.sale().lines[0]!.returnBy).toBe(end);
    expect(shipments.read(ledger.state, idOf("1"), 0)).toMatchObject({
      ...{ returnBy: end, returnDays: 0, calendars: [{ year: 2023, version: 1 }] },
    });
    ledger.wait(end - ledger.timeMs - 1_000);
    ledger.do(warehouse, "trade.sale.return", back("1", 0, 1n));
    expect(ledger.try(warehouse, "trade.sale.return", back("1", 0, 1n)).code).toBe("TOO_LATE");
  });

  test("can be exchanged: what goes instead is a line of the same order that names the first, worth what came back", () => {
    const ledger = shippedThree();
    ledger.receive(5n, CREAM.itemNo);
    const instead = { itemNo: CREAM.itemNo, quantity: 2n * ONE };
    const body = swap("1", 0, 1n, { instead });
    expect(ledger.do(warehouse, "trade.sale.exchange", body)).toEqual({ place: 0, line: 1 });
    expect(ledger.sale()).toMatchObject({
      status: "shipping",
      lines: [
        { returned: ONE, refunded: 0n },
        { itemNo: CREAM.itemNo, quantity: 2n * ONE, total: 3_333n, insteadOf: 0, of: 0 },
      ],
    });
    expect(saleReturns.read(ledger.state, idOf("1"), 0)).toMatchObject({
      ...{ line: 0, instead: 1, worth: 3_333n },
    });
    expect(ledger.levels(CREAM.itemNo)).toEqual([5n, 2n]);
    ledger.do(warehouse, "trade.sale.ship", shipment("1", 0n, 2n));
    expect(ledger.levels(CREAM.itemNo)).toEqual([3n, 0n]);
    const refunds = [back("1", 1, 2n), back("1", 0, 2n)].map(
      (one) => ledger.do(warehouse, "trade.sale.return", one)["refund"],
    );
    expect(refunds).toEqual([3_333n, 6_667n]); // together what was paid
  });
});

test("the last unit is sold once", () => {
  const ledger = open();
  ledger.receive(1n, CREAM.itemNo);
  const one = { lines: [ordered(CREAM.itemNo, 1n, 100n)] };
  const buys = ["1", "2"].map((no) => ({
    ...{ type: "trade.sale.import", body: saleOf(no, one) },
  }));
  const both = buys.map((order) => ledger.unsigned([order], merchant));
  const codes = ledger.block(both).receipts.map(({ code }) => code);
  expect(codes.toSorted()).toEqual(["OK", "OUT_OF_STOCK"]);
  expect(ledger.shelf(CREAM.itemNo)).toMatchObject({ onHand: ONE, reserved: ONE });
});
