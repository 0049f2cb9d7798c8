import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { Desk } from "./desk.ts";

// Goal: people open a pair, offer, take, look and cancel by commands, in prices as they say them.
// Method: commands as typed, over a real server and ledger.

const HKD = "HKD@gateway-hk";
const USD = "USD@gateway-us";
const pair = ["--base", USD, "--quote", HKD];
const desk = new Desk();

beforeAll(() => desk.keys("gateway-hk", "gateway-us", "alice", "bob", "regulator-hk"));
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.open(
    [
      ["gateway-us", "gateway"],
      ["regulator-hk", "regulator"],
    ],
    4,
  );
  for (const [gateway, code, to, amount] of [
    ["gateway-us", "USD", "alice", `100.00 ${USD}`],
    ["gateway-hk", "HKD", "bob", `1000.00 ${HKD}`],
  ] as const) {
    await desk.say(["asset", "define", "--code", code, "--decimals", "2"], gateway);
    await desk.say(["asset", "issue", "--to", to, "--amount", amount], gateway);
  }
  await desk.say(["fx", "open-pair", ...pair, "--tick", "0.0001"], "gateway-us");
});

const place = (by: string, side: string, amount: string, price: string, ...more: string[]) =>
  desk.say(
    ["fx", "place", ...pair, "--side", side, "--amount", amount, "--price", price, ...more],
    by,
  );
const book = () => desk.say(["fx", "book", ...pair]);

test("an offer rests, is shown with what it is, is taken in part and cancelled", async () => {
  await place("alice", "sell", "50.00", "7.7600");
  await place("alice", "sell", "30.00", "7.7512", "--within", "24h");
  await place("bob", "buy", "10.00", "7.7000");
  expect(await book()).toMatch(
    /sell +7\.76 +50\.00 +1\n *sell +7\.7512 +30\.00 +1\n *buy +7\.7 +10\.00 +1/,
  );
  // 20 at 7.7512 are 155.024: what is taken is rounded up.
  expect(await place("bob", "buy", "20.00", "7.7512", "--force", "IOC")).toMatch(
    /filled +2000\nquote +15503\nfills +1/,
  );
  expect(await book()).toMatch(/sell +7\.7512 +10\.00 +1/);
  const offers = await desk.say(["fx", "offers", "alice"]);
  expect(offers).toMatch(/sell +10\.00 +USD@gateway-us +7\.7512 +HKD@gateway-hk +2/);
  expect(offers).toMatch(/sell +50\.00 +USD@gateway-us +7\.76 +HKD@gateway-hk +–/);
  const id = /([0-9a-f]{64}) +sell +50\.00/.exec(offers)![1]!;
  expect(await desk.refusal(["fx", "cancel", id], "bob")).toEqual(["NOT_YOUR_OFFER", 1]);
  await desk.say(["fx", "cancel", id], "alice");
  expect(await book()).not.toContain("7.76");
});

test("a halted pair says why and takes nothing; a price between ticks names the next ones", async () => {
  const line = ["fx", "place", ...pair, "--side", "sell", "--amount", "1.00", "--price"];
  expect(await desk.refusal([...line, "7.75125"], "alice")).toEqual(["PRICE_BETWEEN_TICKS", 2]);
  const unknown = ["fx", "book", "--base", HKD, "--quote", USD];
  expect(await desk.refusal(unknown)).toEqual(["UNKNOWN_PAIR", 1]);
  const body = { base: USD, quote: HKD, reason: "price feed in doubt" };
  await desk.op("fx.pair.halt", body, "regulator-hk");
  expect(await book()).toMatch(/Halted: price feed in doubt/);
  expect(await desk.refusal([...line, "7.75"], "alice")).toEqual(["PAIR_HALTED", 1]);
  await desk.op("fx.pair.resume", { base: USD, quote: HKD }, "regulator-hk");
  await place("alice", "sell", "1.00", "7.75");
});
