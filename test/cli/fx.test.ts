import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { Desk } from "./desk.ts";

// Goal: people open a pair, offer, take, look and cancel by commands, in prices as they say them.
// Method: commands as typed, over a real server and ledger.

const HKD = "HKD@gateway-hk";
const USD = "USD@gateway-us";
const pair = ["--base", USD, "--quote", HKD];
const desk = new Desk();

beforeAll(() => desk.keys("gateway-hk", "gateway-us", "alice", "bob", "bank-sc", "regulator-hk"));
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.open(
    [
      ["gateway-us", "gateway"],
      ["bank-sc", "settlement-bank"],
      ["regulator-hk", "regulator"],
    ],
    4,
  );
  for (const [gateway, code, to, amount] of [
    ["gateway-us", "USD", "alice", `100.00 ${USD}`],
    ["gateway-us", undefined, "bank-sc", `100.00 ${USD}`],
    ["gateway-hk", "HKD", "bob", `1000.00 ${HKD}`],
  ] as const) {
    if (code !== undefined) {
      await desk.say(["asset", "define", "--code", code, "--decimals", "2"], gateway);
    }
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
    /filled +20\.00 USD@gateway-us\nfor +155\.03 HKD@gateway-hk\nrests +0\.00 USD@gateway-us/,
  );
  expect(await book()).toMatch(/sell +7\.7512 +10\.00 +1/);
  const offers = await desk.say(["fx", "offers", "alice"]);
  expect(offers).toMatch(/sell +10\.00 +USD@gateway-us +7\.7512 +HKD@gateway-hk +2/);
  expect(offers).toMatch(/sell +50\.00 +USD@gateway-us +7\.76 +HKD@gateway-hk +–/);
  const id = /([0-9a-f]{64}) +sell +50\.00/.exec(offers)![1]!;
  expect(await desk.refusal(["fx", "amend", id, "--left", "60.00"], "alice")).toEqual([
    ...["NOT_LESS", 1],
  ]);
  expect(await desk.refusal(["fx", "amend", id, "--left", "1.00"], "bob")).toEqual([
    ...["UNKNOWN_OFFER", 1],
  ]);
  expect(await desk.say(["fx", "amend", id, "--left", "45.00"], "alice")).toMatch(
    /released +5\.00 USD@/,
  );
  expect(await book()).toMatch(/sell +7\.76 +45\.00 +1/);
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

test("a maker is asked, quotes, and is taken at its word once; the rest of the quote is free again", async () => {
  const exchange = ["--pays", HKD, "--gets", USD];
  const ask = ["fx", "request", ...exchange, "--makers", "bank-sc", "--amount", "78.00"];
  await desk.say(ask, "bob");
  const requests = await desk.say(["fx", "requests", "bank-sc"]);
  expect(requests).toMatch(/bob +HKD@gateway-hk +USD@gateway-us +78\.00 +pays/);
  const request = /[0-9a-f]{64}/.exec(requests)![0];
  const terms = ["--rate", "7.8", "--least", "10.00", "--most", "78.00", "--within", "1h"];
  const give = ["fx", "quote", "--taker", "bob", ...exchange, ...terms, "--request", request];
  await desk.say(give, "bank-sc");
  expect(await desk.say(["fx", "requests", "bank-sc"])).not.toContain(request);
  const quotes = await desk.say(["fx", "quotes", "bob"]);
  expect(quotes).toMatch(
    /bank-sc +bob +HKD@gateway-hk +USD@gateway-us +7\.8 +10\.00 +78\.00 +pays/,
  );
  const id = /[0-9a-f]{64}/.exec(quotes)![0];
  const accept = ["fx", "accept", id, "--amount"];
  expect(await desk.refusal([...accept, "9.99"], "bob")).toEqual(["QUOTE_BAND", 1]);
  expect(await desk.say([...accept, "20.00"], "bob")).toMatch(/got +2\.56 USD@/);
  expect(await desk.refusal([...accept, "20.00"], "bob")).toEqual(["UNKNOWN_QUOTE", 1]);
  expect(await desk.say(["balance", "bank-sc"])).toMatch(/USD +97\.44 +0\.00/);
});

test("a payment is converted over a book on its way, and says at which rate", async () => {
  await place("alice", "sell", "50.00", "7.75");
  const convert = ["payment", "convert", "--to", "bank-sc", "--send", `155.00 ${HKD}`];
  const found = await desk.say(["fx", "path", "--send", `155.00 ${HKD}`, "--into", USD], "bob");
  expect(found).toMatch(/155\.00 +HKD@\S+ +20\.00 +USD@\S+ +book, 1 fills/);
  // Without a key it is what anybody would get.
  expect(await desk.say(["fx", "path", "--send", `155.00 ${HKD}`, "--into", USD])).toBe(found);
  const back = ["fx", "path", "--deliver", `1.00 ${HKD}`, "--from", USD];
  expect(await desk.refusal(back, "bob")).toEqual(["NO_PATH", 1]);
  const uetr = "5f1a2f0e-7d3c-4f0a-9a57-0d8f1b6c7e01";
  const least = ["--deliver-min", `20.01 ${USD}`];
  expect(await desk.refusal([...convert, ...least], "bob")).toEqual(["BELOW_MINIMUM", 1]);
  const paid = await desk.say([...convert, "--deliver-min", `20.00 ${USD}`, "--uetr", uetr], "bob");
  expect(paid).toContain("rate 0.12903225 USD/HKD");
  const statement = await desk.say(["statement", "bob", "--asset", HKD]);
  expect(statement).toMatch(/payment\.path\.send +bank-sc +\S+ +155\.00 +0\.12903225 USD\/HKD/);
  expect(await desk.say(["balance", "bank-sc"])).toMatch(/USD +120\.00/);
  expect(await desk.json(["payment", "get", uetr])).toMatchObject({
    amount: { minor: "15500" },
    conversion: {
      got: { minor: "2000" },
      rate: { num: "2000", den: "15500", display: "0.12903225" },
    },
  });
  const month = new Date().toISOString().slice(0, 7);
  expect(await desk.say(["fx", "totals", "--country", "HK", "--month", month])).toMatch(
    /– +1 +155\.00 +HKD@gateway-hk +20\.00 +USD@gateway-us/,
  );
  const exactly = ["payment", "convert", "--to", "bank-sc", "--deliver", `1.00 ${USD}`];
  expect(await desk.refusal([...exactly, "--send-max", `7.74 ${HKD}`], "bob")).toEqual([
    ...["ABOVE_MAXIMUM", 1],
  ]);
  await desk.say([...exactly, "--send-max", `7.75 ${HKD}`], "bob");
  const over = [...exactly, "--send-max", `7.75 ${HKD}`, "--via", "EUR@gateway-us"];
  expect((await desk.refusal(over, "bob"))[0]).toBe("UNKNOWN_PAIR");
  expect(await desk.say(["fx", "trades", ...pair])).toMatch(
    /1 +\S+ +buy +7\.75 +1\.00 +7\.75 +\d+\n.*0 +\S+ +buy +7\.75 +20\.00 +155\.00/,
  );
});

test("bars tell first, highest, lowest and last price with what was exchanged", async () => {
  await place("alice", "sell", "10.00", "7.75");
  await place("alice", "sell", "10.00", "7.80");
  await place("bob", "buy", "15.00", "7.80");
  await place("bob", "buy", "1.00", "7.60");
  await place("alice", "sell", "1.00", "7.60");
  expect(await desk.say(["fx", "bars", ...pair])).toMatch(
    /7\.75 +7\.8 +7\.6 +7\.6 +16\.00 +124\.10 +3/,
  );
  expect(await desk.refusal(["fx", "bars", ...pair, "--length", "day"])).toEqual(["BAR_LENGTH", 2]);
  expect(await desk.refusal(["fx", "bars", ...pair, "--last", "0"])).toEqual(["LIMIT_FORMAT", 2]);
});

test("payments of two payers are built by one, signed by each on its own, and happen together", async () => {
  const legs = [`alice bob 10.00 ${USD}`, `bob alice 77.50 ${HKD}`];
  const built = await desk.say(["payment", "pvp", ...legs]);
  const file = join(desk.home, "pvp.json");
  writeFileSync(file, await signed(built, file, "alice"));
  expect(await desk.refusal(["tx", "send", file])).toEqual(["INSUFFICIENT_WEIGHT", 1]);
  writeFileSync(file, await signed(await desk.say(["payment", "pvp", ...legs]), file, "alice"));
  writeFileSync(file, await desk.say(["tx", "sign", file], "bob"));
  await desk.say(["tx", "send", file]);
  expect(await desk.say(["balance", "alice"])).toMatch(/HKD +77\.50/);
  expect(await desk.say(["balance", "bob"])).toMatch(/USD +10\.00/);
  expect(await desk.refusal(["payment", "pvp", legs[0]!])).toEqual(["LEGS", 2]);
  expect(await desk.refusal(["payment", "pvp", "alice bob 10.00", legs[1]!])).toEqual([
    ...["LEG_FORMAT", 2],
  ]);
});

async function signed(text: string, file: string, by: string): Promise<string> {
  writeFileSync(file, text);
  return desk.say(["tx", "sign", file], by);
}

test("a position: what is there, what is reserved, and between what it may end", async () => {
  await place("alice", "sell", "50.00", "7.7600");
  const shown = await desk.say(["fx", "positions", "alice"]);
  expect(shown).toMatch(/USD@gateway-us +50\.00 +50\.00 +0\.00 +0\.00 +100\.00 +50\.00 +100\.00/);
  expect(shown).toMatch(/HKD@gateway-hk +0\.00 +0\.00 +0\.00 +0\.00 +0\.00 +0\.00 +388\.00/);
  expect(shown).toMatch(/Over 1 account, at height \d+/);
  expect(await desk.refusal(["fx", "positions", "nobody"])).toEqual(["UNKNOWN_PARTICIPANT", 1]);
  expect(await desk.say(["participant", "accounts", "alice"])).toMatch(/^ptl1\S+\n$/);
});
