import { describe, expect, test } from "vitest";

import { monthOf } from "../../src/primitives/civil-day.ts";
import { conversions } from "../../src/transactions/payments/conversions.ts";
import { quotes, quotesOf, requests, asked } from "../../src/transactions/fx/quotes/records.ts";
import { bars, markets, trades } from "../../src/transactions/fx/market/records.ts";
import { pairOf } from "../../src/transactions/fx/book/records.ts";
import { totals } from "../../src/transactions/fx/market/totals.ts";
import { hkd, usd } from "../ledger.ts";
import {
  alice,
  bank,
  BankingLedger,
  bob,
  gateway,
  held,
  HOUR,
  walletHk,
  walletPh,
} from "../transactions/banking.ts";
import {
  equip,
  eur,
  gatewayUs,
  hop,
  openBooks,
  quote,
  quoting,
  receiving,
  sending,
} from "./exchange.ts";

// Goal: quotes, paths and payments that are converted move both legs or neither, rounded for the maker (docs/domain section 2).
// Method: the production executor, one block per step. Alice has 100.00 HKD, the bank 1,000.00 USD and EUR.

function start(): BankingLedger {
  const ledger = new BankingLedger(4);
  ledger.issue({ authorisation: true, freeze: true, clawback: true, limits: true }, [alice]);
  equip(ledger);
  return ledger;
}
const amountOf = (asset: Uint8Array, minor: bigint) => ({ asset, minor });
/** What somebody has available and on hold. */
const has = (ledger: BankingLedger, { account }: typeof alice, asset: Uint8Array) => [
  ledger.available(account, asset),
  ledger.held(account, asset),
];

describe("a firm quote", () => {
  test("reserves the most that it may have to give, and gives the rest back when it is used", () => {
    const ledger = start();
    const id = quote(ledger, alice);
    expect(has(ledger, bank, usd)).toEqual([99_000n, 1_000n]);
    const result = ledger.do(alice, "fx.quote.accept", { quote: id, amount: 1_000n });
    // 10.00 HKD ÷ 7.8 are 1.2820… USD: what is delivered is rounded down.
    expect(result).toEqual({ paid: amountOf(hkd, 1_000n), got: amountOf(usd, 128n) });
    expect(has(ledger, bank, usd)).toEqual([99_872n, 0n]);
    expect(has(ledger, alice, usd)).toEqual([128n, 0n]);
    expect(has(ledger, bank, hkd)).toEqual([1_000n, 0n]);
    expect(ledger.lost).toBe(0n);
    expect(quotes.read(ledger.state, id)).toBeUndefined();
    expect(quotesOf.read(ledger.state, alice.account, id)).toBeUndefined();
  });

  test("for an amount to get rounds up what is paid for it", () => {
    const ledger = start();
    const id = quote(ledger, alice, { fixed: "gets", least: 1n, most: 1_000n });
    const { paid } = ledger.do(alice, "fx.quote.accept", { quote: id, amount: 128n });
    expect(paid).toEqual(amountOf(hkd, 999n)); // 998.4
  });

  test("that nobody used is gone after its time, and what it reserved is free", () => {
    const ledger = start();
    const id = quote(ledger, alice);
    ledger.wait(HOUR + 2_000);
    expect(quotes.read(ledger.state, id)).toBeUndefined();
    expect(has(ledger, bank, usd)).toEqual([100_000n, 0n]);
  });

  test("answers a request once, and a request ends by itself", () => {
    const ledger = start();
    const order = { pays: hkd, gets: usd, fixed: "pays", amount: 500n };
    const answerBy = ledger.timeMs + HOUR;
    const makers = [bank.account, gatewayUs.account];
    const { request } = ledger.do(alice, "fx.quote.request", { ...order, makers, answerBy });
    quote(ledger, alice, { request });
    const again = quoting(ledger, alice, { request });
    expect(ledger.try(bank, "fx.quote.give", again).code).toBe("UNKNOWN_REQUEST");
    const id = request as Uint8Array;
    expect(asked.read(ledger.state, gatewayUs.account, id)).toBeDefined();
    ledger.wait(HOUR + 2_000);
    expect(asked.read(ledger.state, gatewayUs.account, id)).toBeUndefined();
    expect(requests.read(ledger.state, id)).toBeUndefined();
  });
});

describe("a payment along a path", () => {
  test("sends exactly so much; between the legs nothing passes through the payer's balances", () => {
    const ledger = start();
    openBooks(ledger);
    const order = sending(bob);
    const result = ledger.do(alice, "payment.path.send", order);
    expect(result).toMatchObject({ sent: order.send, delivered: order.deliverMin });
    expect(has(ledger, alice, hkd)).toEqual([2_200n, 0n]);
    expect(has(ledger, alice, usd)).toEqual([0n, 0n]);
    expect(has(ledger, bob, eur)).toEqual([800n, 0n]);
    expect(ledger.payment(order.uetr)).toMatchObject({ amount: order.send, status: "ACCC" });
    expect(conversions.read(ledger.state, order.uetr)).toMatchObject({
      ...{ gave: order.send, got: order.deliverMin },
      legs: [{ got: amountOf(usd, 1_000n) }, { got: amountOf(eur, 800n) }],
    });
    expect(ledger.lost).toBe(0n);
  });

  test("what buys nothing any more goes to the maker that was filled last, and the receipt says so", () => {
    const ledger = start();
    openBooks(ledger);
    // 7.85 HKD buy 1.00 USD and leave 0.05, which is less than 0.01 USD costs, 0.078: the whole is one fill.
    const one = sending(bob, {
      ...{ path: [hop(usd)], send: amountOf(hkd, 785n), deliverMin: amountOf(usd, 100n) },
    });
    const { legs } = ledger.do(alice, "payment.path.send", one);
    expect(legs).toMatchObject([{ gave: amountOf(hkd, 785n), got: amountOf(usd, 100n) }]);
    // The first offer is taken whole, for 7.80, and the second is dearer than the 0.05 that are left.
    const small = start();
    small.do(gatewayUs, "fx.pair.open", { base: usd, quote: hkd, tick: { num: 1n, den: 10n } });
    for (const price of [78, 79]) {
      small.do(bank, "fx.offer.place", {
        ...{ base: usd, quote: hkd, side: "sell", price, quantity: 100n },
        ...{ timeInForce: "GTC", expiresAt: undefined },
      });
    }
    const result = small.do(alice, "payment.path.send", { ...one, send: amountOf(hkd, 785n) });
    expect(result["legs"]).toMatchObject([
      { gave: amountOf(hkd, 785n), got: amountOf(usd, 100n), residue: 5n, residueTo: bank.account },
    ]);
    expect(has(small, bank, hkd)).toEqual([785n, 0n]);
  });

  test("delivers exactly so much, and is gone from its end", () => {
    const ledger = start();
    openBooks(ledger);
    const deliver = amountOf(eur, 799n); // 998.75 USD, so 9.99; 77.922 HKD, so 77.93
    const result = ledger.do(alice, "payment.path.receive", receiving(bob, { deliver }));
    expect(result).toMatchObject({ sent: amountOf(hkd, 7_793n), delivered: deliver });
  });

  test("goes through a quote as through a book", () => {
    const ledger = start();
    openBooks(ledger);
    const id = quote(ledger, alice, { rate: { num: 7n, den: 1n } });
    const path = [hop(usd, { quote: id }), hop(eur)];
    const { delivered } = ledger.do(alice, "payment.path.send", sending(bob, { path }));
    expect(delivered).toEqual(amountOf(eur, 891n)); // 11.14 USD ÷ 1.25
    expect(quotes.read(ledger.state, id)).toBeUndefined();
  });

  test("is sent back in what was delivered", () => {
    const ledger = start();
    openBooks(ledger);
    const order = sending(bob);
    ledger.do(alice, "payment.path.send", order);
    const back = { uetr: order.uetr, minor: 801n, reason: "DUPL" };
    expect(ledger.try(bob, "payment.return", back).code).toBe("RETURN_ABOVE_PAID");
    const { returned } = ledger.do(bob, "payment.return", { ...back, minor: 800n });
    expect(returned).toEqual(amountOf(eur, 800n));
    expect(has(ledger, alice, eur)).toEqual([800n, 0n]);
  });
});

describe("a held payment with a quote", () => {
  const agents = [walletHk, bank, walletPh];
  function hold(ledger: BankingLedger) {
    const settleBy = ledger.timeMs + 3 * HOUR;
    const id = quote(ledger, alice, { settleBy });
    const order = held(ledger, 1_000n, { quote: id, expiresAt: settleBy - HOUR });
    const result = ledger.do(alice, "payment.hold", order);
    expect(result).toMatchObject({ held: amountOf(hkd, 1_000n), deliver: amountOf(usd, 128n) });
    return { id, uetr: order.uetr };
  }

  test("keeps what it needs of the quote past its expiry, and settles both legs with the last approval", () => {
    const ledger = start();
    const { id, uetr } = hold(ledger);
    expect(has(ledger, bank, usd)).toEqual([99_872n, 128n]);
    ledger.wait(HOUR + 2_000); // the quote's own time is over
    for (const by of agents) ledger.do(by, "payment.approve", { uetr });
    expect(has(ledger, bob, usd)).toEqual([128n, 0n]);
    expect(has(ledger, alice, hkd)).toEqual([9_000n, 0n]);
    expect(has(ledger, bank, hkd)).toEqual([1_000n, 0n]);
    expect(has(ledger, bank, usd)).toEqual([99_872n, 0n]);
    expect(quotes.read(ledger.state, id)).toBeUndefined();
    expect(ledger.lost).toBe(0n);
  });

  test.each(["refused", "expired"])("that is %s gives both their funds back", (how) => {
    const ledger = start();
    const { uetr } = hold(ledger);
    if (how === "refused") ledger.do(bank, "payment.refuse", { uetr, reason: "AC04" });
    else ledger.wait(3 * HOUR);
    expect(ledger.payment(uetr).status).toBe("RJCT");
    expect(has(ledger, alice, hkd)).toEqual([10_000n, 0n]);
    expect(has(ledger, bank, usd)).toEqual([100_000n, 0n]);
    expect(conversions.read(ledger.state, uetr)).toBeUndefined();
  });
});

test("an offer of whom the issuer has frozen is passed over and taken out", () => {
  const ledger = start();
  openBooks(ledger);
  ledger.do(gateway, "asset.freeze", { asset: hkd, holder: bank.account, reason: "court order" });
  const order = sending(bob, { path: [hop(usd)], deliverMin: amountOf(usd, 1n) });
  expect(ledger.try(alice, "payment.path.send", order).code).toBe("TOO_THIN");
  expect(
    ledger.do(alice, "fx.offer.place", {
      ...{ base: usd, quote: hkd, side: "buy", price: 78, quantity: 100n },
      ...{ timeInForce: "IOC", expiresAt: undefined },
    }),
  ).toMatchObject({ filled: 0n });
  expect(has(ledger, bank, usd)).toEqual([100_000n, 0n]);
});

test("each fill is a trade of its pair, and counts in the bars of its minute and its hour", () => {
  const ledger = start();
  openBooks(ledger);
  ledger.do(alice, "payment.path.send", sending(bob));
  const pair = pairOf(usd, hkd);
  expect(markets.read(ledger.state, pair)).toEqual({ trades: 1 });
  const { timeMs } = ledger;
  const trade = { price: 78, base: 1_000n, quote: 7_800n, side: "buy", timeMs };
  expect(trades.read(ledger.state, pair, 0)).toMatchObject({ number: 0, ...trade });
  for (const length of ["minute", "hour"] as const) {
    expect(bars.read(ledger.state, pair, length, timeMs)).toMatchObject({
      ...{ open: 78, high: 78, low: 78, close: 78, base: 1_000n, quote: 7_800n, trades: 1 },
    });
  }
});

test("conversions are counted by the payer's country, month, purpose and assets", () => {
  const ledger = start();
  openBooks(ledger);
  const month = monthOf(ledger.timeMs);
  const order = sending(bob, { send: amountOf(hkd, 780n), deliverMin: amountOf(eur, 1n) });
  ledger.do(alice, "payment.path.send", { ...order, purpose: "GDDS" });
  for (let i = 0; i < 2; i++) {
    const id = quote(ledger, alice);
    ledger.do(alice, "fx.quote.accept", { quote: id, amount: 1_000n });
  }
  const settleBy = ledger.timeMs + 2 * HOUR;
  const id = quote(ledger, alice, { settleBy });
  const held1 = held(ledger, 1_000n, { quote: id, purpose: "SALA" });
  ledger.do(alice, "payment.hold", held1);
  const total = (purpose: string | undefined, got: Uint8Array) =>
    totals.read(ledger.state, "HK", month, purpose, pairOf(hkd, got));
  expect(total("SALA", usd)).toBeUndefined(); // it is not settled yet
  for (const by of [walletHk, bank, walletPh]) {
    ledger.do(by, "payment.approve", { uetr: held1.uetr });
  }
  expect(total("SALA", usd)).toMatchObject({
    conversions: 1,
    gave: { minor: 1_000n },
    got: { minor: 128n },
  });
  expect(total("GDDS", eur)).toMatchObject({
    conversions: 1,
    gave: { minor: 780n },
    got: { minor: 80n },
  });
  expect(total(undefined, usd)).toMatchObject({
    conversions: 2,
    gave: { minor: 2_000n },
    got: { minor: 256n },
  });
});
