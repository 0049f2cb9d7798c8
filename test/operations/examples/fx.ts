import { act, type Scene } from "./example.ts";

const pair = { base: "HKD@gateway-hk", quote: "PHP@gateway-us" };
const offer = (side: string, price: number, quantity: string) => ({
  ...{ ...pair, side, price, quantity },
  ...{ timeInForce: "GTC", expiresAt: null },
});

/** A pair is opened; alice sells HKD for PHP, bob takes part of it, and a regulator looks in. */
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
];
