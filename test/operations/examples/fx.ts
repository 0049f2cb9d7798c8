import { act, type Scene } from "./example.ts";

const pair = { base: "HKD@gateway-hk", quote: "PHP@gateway-us" };
const offer = (side: string, price: number, quantity: string) => ({
  ...{ ...pair, side, price, quantity },
  ...{ timeInForce: "GTC", expiresAt: null },
});

const exchange = { pays: pair.base, gets: pair.quote, fixed: "pays" };
const along = (uetr: string) => ({
  ...{ to: "bob", path: [{ asset: pair.quote, quote: null, worst: null }], uetr },
  ...{ endToEndId: null, purpose: null, chargeBearer: null },
  ...{ remittanceHash: null, recipientTag: null },
});

/** A pair is opened; alice sells HKD for PHP, bob takes part of it, and a regulator looks in; a bank quotes, and alice pays bob PHP. */
export const fxScenes: readonly Scene[] = [
  act("gateway-us", "asset.define", { code: "PHP", decimals: 2 }),
  act("gateway-us", "asset.issue", {
    to: "bob",
    amount: { asset: pair.quote, minor: "1000000" },
    reference: null,
  }),
  // Steps of 0.0001 PHP for one HKD, both of two decimals.
  act("gateway-hk", "fx.pair.open", { ...pair, tick: { num: "1", den: "10000" } }),
  act("alice", "fx.offer.place", ({ timeMs }) => ({
    ...offer("sell", 74_512, "30000"),
    expiresAt: timeMs + 24 * 3_600_000,
  })),
  act("bob", "fx.offer.place", { ...offer("buy", 74_600, "10000"), timeInForce: "IOC" }),
  act("alice", "fx.offer.place", offer("sell", 75_000, "20000")),
  act("alice", "fx.offer.amend", ({ result }) => ({
    offer: result("fx.offer.place", "offer"),
    left: "15000",
  })),
  act("regulator-hk", "fx.pair.halt", { ...pair, reason: "price feed in doubt" }),
  act("regulator-hk", "fx.pair.resume", pair),
  act("alice", "fx.offer.cancel", ({ result }) => ({ offer: result("fx.offer.place", "offer") })),
  // bank-sc is asked for a quote, and gives one: PHP for HKD at 7.45.
  act("gateway-us", "asset.issue", {
    to: "bank-sc",
    amount: { asset: pair.quote, minor: "1000000" },
    reference: null,
  }),
  act("alice", "fx.quote.request", ({ timeMs }) => ({
    ...exchange,
    ...{ amount: "10000", makers: ["bank-sc"], answerBy: timeMs + 600_000 },
  })),
  act("bank-sc", "fx.quote.give", ({ timeMs, result }) => ({
    taker: "alice",
    ...exchange,
    ...{ least: "5000", most: "10000", rate: { num: "20", den: "149" } },
    expiresAt: timeMs + 60_000,
    settleBy: null,
    request: result("fx.quote.request", "request"),
  })),
  act("alice", "fx.quote.accept", ({ result }) => ({
    quote: result("fx.quote.give", "quote"),
    amount: "8000",
  })),
  // bob gets PHP for alice's HKD, which the bank buys in the book.
  act("bank-sc", "fx.offer.place", offer("buy", 74_500, "50000")),
  act("alice", "payment.path.send", {
    ...along("5f1a2f0e-7d3c-4f0a-9a57-0d8f1b6c7e01"),
    send: { asset: pair.base, minor: "1000" },
    deliverMin: { asset: pair.quote, minor: "7450" },
  }),
  act("alice", "payment.path.receive", {
    ...along("5f1a2f0e-7d3c-4f0a-9a57-0d8f1b6c7e02"),
    sendMax: { asset: pair.base, minor: "135" },
    deliver: { asset: pair.quote, minor: "1000" },
  }),
];
