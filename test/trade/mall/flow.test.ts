import { describe, expect, test } from "vitest";

import { toHex } from "../../../src/primitives/bytes.ts";
import { orders } from "../../../src/transactions/customs/orders/records.ts";
import { steps } from "../../../src/transactions/trade/mall/orders/steps.ts";
import { DAY, LIPSTICK, merchant, MILK, ONE, payFirm, platform } from "../../customs/port.ts";
import { uetr } from "../../ledger.ts";
import { arbiter, boxes, buyer, idOf, MallLedger, milk, orderOf, partner } from "./mall-ledger.ts";

// Goal: an order of a mall is its customs order, takes stock and annual limit, and its money is in escrow until it is done
// (docs/domain section 4).
// Method: the production executor over a state in memory, one block per transaction.

const mall = () => new MallLedger().open();
/** Two tins of 100.00, 10.00 of freight, 5.00 off, 18.20 of tax. */
const [GOODS, TAX] = [20_500n, 1_820n];

describe("an order", () => {
  test("is the customs order: nothing is typed twice", () => {
    const ledger = mall();
    ledger.place("1", [milk(2n), boxes(1n)]);
    const order = orders.read(ledger.state, idOf("1"))!;
    expect(order).toMatchObject({
      ...{ status: "live", goodsValue: 50_001n, freight: 1_000n, discount: 500n, taxTotal: 4_550n },
      ...{ acturalPaid: 55_051n, reserved: 51_001n },
      // Of the box of 300.01 three quarters are milk, to the fen.
      lines: [
        { itemNo: MILK.itemNo, quantity: 4n * ONE, total: 20_000n + 22_500n },
        { itemNo: LIPSTICK.itemNo, quantity: ONE, total: 7_501n },
      ],
    });
    expect(ledger.shelf(MILK.itemNo)).toEqual({ onHand: 100n, reserved: 4n });
    expect(ledger.annual()).toMatchObject({ reserved: 51_001n });
  });

  test("is paid into escrow, sent, accepted: partner, merchant and platform get their parts", () => {
    const ledger = mall();
    const [had, firm, tax] = [
      ledger.availableTo(buyer),
      ledger.availableTo(payFirm),
      ledger.availableTo(platform),
    ];
    ledger.taken("shipped");
    expect(ledger.escrow).toBe(GOODS + TAX);
    expect(ledger.availableTo(payFirm)).toBe(firm); // it has the money, and cannot use it
    expect(ledger.shelf(MILK.itemNo)).toEqual({ onHand: 98n, reserved: 0n });
    ledger.do(buyer, "trade.order.accept", { order: idOf("1") });
    expect(ledger.availableTo(buyer)).toBe(had - GOODS - TAX);
    expect(ledger.availableTo(partner)).toBe(2_000n);
    expect(ledger.availableTo(merchant)).toBe(GOODS - 2_000n);
    expect(ledger.availableTo(platform)).toBe(tax + TAX);
    expect([ledger.escrow, ledger.order("1").status]).toEqual([0n, "done"]);
    expect(ledger.stepsOf("1")).toEqual(["place", "pay", "ship", "accept"]);
    // Each is a payment like every other one, with the order's number.
    const paid = ledger.paymentsOf("O-1").map(({ debtor, creditor, amount, purpose }) => {
      return { by: toHex(debtor), to: toHex(creditor), minor: amount.minor, purpose };
    });
    const [from, firmsOwn] = [toHex(buyer.account), toHex(payFirm.account)];
    expect(paid).toHaveLength(4);
    expect(paid).toEqual(
      expect.arrayContaining([
        { by: from, to: firmsOwn, minor: GOODS + TAX, purpose: "GDDS" },
        { by: firmsOwn, to: toHex(partner.account), minor: 2_000n, purpose: "GDDS" },
        { by: firmsOwn, to: toHex(merchant.account), minor: GOODS - 2_000n, purpose: "GDDS" },
        { by: firmsOwn, to: toHex(platform.account), minor: TAX, purpose: "GDDS" },
      ]),
    );
  });

  test("that nobody accepts is accepted by time", () => {
    const ledger = mall();
    ledger.taken("shipped");
    ledger.wait(16 * DAY);
    expect(ledger.order("1").status).toBe("done");
    expect(ledger.availableTo(partner)).toBe(2_000n);
    expect(ledger.stepsOf("1").at(-1)).toBe("time-out");
    expect(ledger.try(buyer, "trade.order.accept", { order: idOf("1") }).code).toBe("ORDER_DONE");
  });

  test("whose time is over counts as such before the sweep, which takes 256 a block, has come to it", () => {
    const ledger = mall();
    ledger.list({ listingNo: "SKU-MANY", price: 1n, warehouse: undefined });
    const bought = [{ listingNo: "SKU-MANY", count: 1n, total: 1n }];
    const free = { freight: 0n, discount: 0n };
    const orders = Array.from({ length: 600 }, (_, at) => ({
      type: "trade.order.place",
      body: orderOf(`M${at}`, bought, free),
    }));
    for (let from = 0; from < 600; from += 100) {
      const some = orders.slice(from, from + 100);
      expect(ledger.run(some, { by: [platform] }).code).toBe("OK");
    }
    ledger.wait(2 * DAY);
    expect(ledger.order("M599").status).toBe("placed");
    const payment = { order: idOf("M599"), uetr: uetr() };
    expect(ledger.try(buyer, "trade.order.pay", payment).code).toBe("ORDER_CANCELLED");
    expect(ledger.order("M599").status).toBe("placed"); // no sweep yet: it was looked at as it is by now
    ledger.wait(1_000);
    expect(ledger.order("M599").status).toBe("cancelled");
  });

  test("that nobody pays gives stock and annual limit back", () => {
    const ledger = mall();
    ledger.place("1");
    ledger.wait(2 * DAY);
    expect(ledger.order("1").status).toBe("cancelled");
    expect(ledger.shelf(MILK.itemNo)).toEqual({ onHand: 100n, reserved: 0n });
    expect(ledger.annual().reserved).toBe(0n);
    expect(orders.read(ledger.state, idOf("1"))!.status).toBe("deleted");
  });

  test("that nobody sends is paid back", () => {
    const ledger = mall();
    const had = ledger.availableTo(buyer);
    ledger.taken("paid");
    ledger.wait(16 * DAY);
    expect([ledger.order("1").status, ledger.availableTo(buyer)]).toEqual(["cancelled", had]);
  });

  test("of which a part is sent is paid back for the rest, its freight and tax included", () => {
    const ledger = mall();
    const had = ledger.availableTo(buyer);
    ledger.taken("shipping");
    ledger.do(merchant, "trade.order.cancel", { order: idOf("1"), reason: "OUT_OF_STOCK" });
    expect(ledger.order("1")).toMatchObject({
      ...{ status: "shipped", escrow: { goods: GOODS / 2n, tax: TAX / 2n } },
    });
    expect(ledger.availableTo(buyer)).toBe(had - (GOODS + TAX) / 2n);
    expect(ledger.shelf(MILK.itemNo)).toEqual({ onHand: 99n, reserved: 0n });
    ledger.do(buyer, "trade.order.accept", { order: idOf("1") });
    expect(ledger.availableTo(partner)).toBe(1_000n);
  });
});

describe("a refund", () => {
  test("that the merchant agrees to is paid at once, and the rest is split", () => {
    const ledger = mall();
    const had = ledger.availableTo(buyer);
    ledger.taken("asked");
    ledger.answer("1", true);
    expect(ledger.availableTo(buyer)).toBe(had - GOODS - TAX + 5_455n);
    ledger.do(buyer, "trade.order.accept", { order: idOf("1") });
    // The partner's 20.00 of 205.00, of the 155.00 that are left: 15.12 and a fraction, which is the merchant's.
    expect(ledger.availableTo(partner)).toBe(1_512n);
    expect(ledger.availableTo(merchant)).toBe(15_500n - 1_512n);
  });

  test("that the merchant does not answer to is agreed to", () => {
    const ledger = mall();
    ledger.taken("asked");
    ledger.wait(6 * DAY);
    expect(ledger.order("1")).toMatchObject({ refunded: { goods: 5_000n, tax: 455n } });
    expect(ledger.order("1").asking).toBeUndefined();
  });

  test("that is refused and not disputed is over, and the order's time goes on", () => {
    const ledger = mall();
    ledger.taken("refused");
    ledger.wait(6 * DAY);
    expect(ledger.order("1")).toMatchObject({ status: "shipped", asking: undefined });
    ledger.wait(16 * DAY);
    expect(ledger.order("1").status).toBe("done");
  });

  test("that is disputed waits for the arbiter, whose word ends the order", () => {
    const ledger = mall();
    const had = ledger.availableTo(buyer);
    const order = ledger.taken("refused");
    const evidence = new Uint8Array(32).fill(7);
    ledger.do(buyer, "trade.order.dispute", { order, evidence });
    expect(steps.read(ledger.state, order, ledger.order("1").steps - 1)).toMatchObject({
      ...{ step: "dispute", evidence },
    });
    ledger.wait(100 * DAY);
    expect(ledger.escrow).toBe(GOODS + TAX);
    const body = { order: idOf("1"), goods: 10_000n, tax: 910n };
    const said = ledger.do(arbiter, "trade.order.dispute.decide", body);
    expect(said).toMatchObject({ refunded: { minor: 10_910n }, released: { minor: 11_410n } });
    expect(ledger.availableTo(buyer)).toBe(had - GOODS - TAX + 10_910n);
    expect(ledger.order("1").status).toBe("done");
  });

  test("goods that come back lie on their shelf again", () => {
    const ledger = mall();
    ledger.taken("shipped");
    const back = { order: idOf("1"), line: 0, quantity: ONE };
    ledger.do(merchant, "trade.order.return", { ...back, restock: true });
    ledger.do(merchant, "trade.order.return", { ...back, restock: false });
    expect(ledger.shelf(MILK.itemNo)).toEqual({ onHand: 99n, reserved: 0n });
  });
});

test("what happens to orders is counted by day, and what was ordered by chapter of the tariff", () => {
  const ledger = mall();
  ledger.taken("disputed");
  ledger.place("2", [boxes()]);
  const counted = () => ledger.tradeDay("B2B2C");
  expect(counted()).toMatchObject({
    ...{ placed: 2, paid: 1, parcels: 1, refundsAsked: 1, refundsRefused: 1, disputed: 1 },
    ...{ accepted: 0, value: GOODS + TAX + 33_231n, refunded: 0n, halfDays: [] },
  });
  const half = { order: idOf("1"), goods: 10_000n, tax: 910n };
  ledger.do(arbiter, "trade.order.dispute.decide", half);
  expect(counted()).toMatchObject({ decided: 1, refunded: 10_910n, halfDays: [1] });
  expect(ledger.chapter("19", "B2B2C")).toEqual({ orders: 2, value: 20_000n + 22_500n });
  expect(ledger.chapter("33", "B2B2C")).toEqual({ orders: 1, value: 7_501n });
});

test("a business buys at its own price, and only one that has it", () => {
  const ledger = mall();
  const listed = { listingNo: "SKU-B2B", sale: "B2B", shares: [] };
  ledger.list(listed);
  const terms = { price: 7_000n, least: 10n * ONE, until: undefined };
  ledger.do(merchant, "trade.price.set", {
    ...{ ebcCode: "440196000M", listingNo: "SKU-B2B", buyer: buyer.name, terms },
  });
  const bought = { listingNo: "SKU-B2B", count: 10n, total: 70_000n };
  ledger.place("1", [bought], { discount: 0n });
  expect(ledger.order("1").whole.goods).toBe(71_000n);
});
