import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { loadMakerConfig } from "../../../src/cli/maker/config.ts";
import { Maker, type MakerEvent } from "../../../src/cli/maker/maker.ts";
import { marketsOf } from "../../../src/cli/maker/market.ts";
import { createOutput } from "../../../src/cli/output.ts";
import { Session } from "../../../src/cli/session.ts";
import { formatAccount } from "../../../src/primitives/account-id.ts";
import { keyOfSeed } from "../../../src/node/keys/key-file.ts";
import { Desk } from "../desk.ts";
import { accountOf, keyOf } from "../../rpc/test-node.ts";

// Goal: a maker keeps both sides of its books around the feed's price, and has nothing there when it cannot trust a price.
// Method: round by round, over a real server and ledger; others trade by commands in between.

const [USD, HKD] = ["USD@gateway-us", "HKD@gateway-hk"];
const pair = ["--base", USD, "--quote", HKD];
const folder = mkdtempSync(join(tmpdir(), "portolan-maker-"));
const desk = new Desk();
let maker: Maker;
let events: MakerEvent[];

beforeAll(() => desk.keys("gateway-hk", "gateway-us", "alice", "bank-sc", "regulator-hk"));
afterAll(() => {
  desk.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await desk.open(
    [
      ["gateway-us", "gateway"],
      ["bank-sc", "settlement-bank"],
      ["regulator-hk", "regulator"],
    ],
    4,
  );
  for (const [code, gateway] of [USD, HKD].map((asset) => asset.split("@"))) {
    await desk.say(["asset", "define", "--code", code!, "--decimals", "2", "--freeze"], gateway!);
    for (const to of ["alice", "bank-sc"]) {
      const issue = ["asset", "issue", "--to", to, "--amount", `10000.00 ${code}@${gateway}`];
      await desk.say(issue, gateway!);
    }
  }
  await desk.say(["fx", "open-pair", ...pair, "--tick", "0.0001"], "gateway-us");
  maker = await makerOf();
});

async function makerOf(changes = ""): Promise<Maker> {
  const file = join(folder, "maker.toml");
  const terms = `base = "${USD}"\nquote = "${HKD}"\nspreadBps = 20\nlevels = 2\nsize = "100.00"`;
  writeFileSync(
    file,
    `jumpBps = 200\n[feed]\nfile = "prices.json"\nstaleAfterMs = 60000\n[[pairs]]\n${terms}\n${changes}`,
  );
  const key = keyOfSeed("bank-sc", keyOf("bank-sc").secret);
  const given = { keys: [], as: undefined, chainId: undefined, json: true, yes: true, wait: true };
  const session = new Session({ rpc: desk.rpc, ...given }, createOutput({ json: true }), [key]);
  const config = loadMakerConfig(file);
  const markets = await marketsOf(session, config);
  events = [];
  return new Maker(session, key.account, config, markets, (event) => events.push(event));
}

async function round(price: string | undefined, ageMs = 0): Promise<string> {
  const prices = price === undefined ? {} : { "USD/HKD": price };
  const document = JSON.stringify({ time: Date.now() - ageMs, prices });
  writeFileSync(join(folder, "prices.json"), document);
  await maker.round();
  return book();
}

/** Best ask first, like "sell 7.8078 100.00 1". */
async function book(): Promise<string> {
  const shown = await desk.say(["fx", "book", ...pair]);
  const lines = shown.split("\n").filter((line) => /^\s*(sell|buy) /.test(line));
  return lines.map((line) => line.trim().replace(/ +/g, " ")).join(", ");
}
const take = (side: string, amount: string, price: string) =>
  desk.say(
    [
      ...["fx", "place", ...pair, "--side", side, "--amount", amount],
      ...["--price", price, "--force", "IOC"],
    ],
    "alice",
  );
const AT_780 =
  "sell 7.8156 100.00 1, sell 7.8078 100.00 1, buy 7.7922 100.00 1, buy 7.7844 100.00 1";
const AT_781 =
  "sell 7.8257 100.00 1, sell 7.8179 100.00 1, buy 7.8021 100.00 1, buy 7.7943 100.00 1";

test("both sides follow the price; while it stays nothing is sent", async () => {
  expect(await round("7.80")).toBe(AT_780);
  const { height } = desk.node;
  expect(await round("7.80")).toBe(AT_780);
  expect(await round("7.8001")).toBe(AT_780); // within the tolerance of 1 basis point
  expect(desk.node.height).toBe(height);
  expect(await round("7.81")).toBe(AT_781);
  expect(events).toMatchObject([
    { event: "quoted", price: "7.80", bid: "7.7922", ask: "7.8078", placed: 4, cancelled: 0 },
    { event: "quoted", price: "7.81", placed: 4, cancelled: 4 },
  ]);
});

test("what was taken is offered again once less than half is left", async () => {
  await round("7.80");
  await take("buy", "50.00", "7.81");
  expect(await round("7.80")).toContain("sell 7.8078 50.00 1");
  await take("buy", "0.01", "7.81");
  expect(await round("7.80")).toBe(AT_780);
});

test.each([
  ["too old", () => round("7.80", 61_000), "FEED_STALE"],
  ["missing", () => round(undefined), "NO_PRICE"],
  ["far from the last", () => round("7.97"), "PRICE_JUMP"],
] as const)(
  "a price that is %s takes every offer out of the book, until it is back",
  async (_, when, code) => {
    await round("7.80");
    expect(await when()).toBe("");
    await when();
    expect(events.slice(1)).toMatchObject(
      code === "FEED_STALE"
        ? [
            { event: "paused", code },
            { event: "withdrawn", cancelled: 4 },
          ]
        : [
            { event: "paused", pair: "USD/HKD", code },
            { event: "withdrawn", cancelled: 4 },
          ],
    );
    expect(await round("7.80")).toBe(AT_780);
    expect(events.slice(3)).toMatchObject([{ event: "resumed" }, { event: "quoted" }]);
  },
);

test("a halted pair is left alone until it is resumed", async () => {
  await round("7.80");
  const body = { base: USD, quote: HKD };
  await desk.op("fx.pair.halt", { ...body, reason: "price feed in doubt" }, "regulator-hk");
  expect(await round("7.81")).toBe("");
  expect(events.slice(1)).toMatchObject([
    { event: "paused", code: "PAIR_HALTED" },
    { event: "withdrawn" },
  ]);
  await desk.op("fx.pair.resume", body, "regulator-hk");
  expect(await round("7.81")).toBe(AT_781);
});

test("it does not reach the offers of others, and gives their place no thought once they are gone", async () => {
  const place = (side: string, price: string) =>
    desk.say(
      ["fx", "place", ...pair, "--side", side, "--amount", "5.00", "--price", price],
      "alice",
    );
  await place("buy", "7.8100");
  expect(await round("7.80")).toBe(
    "sell 7.8156 100.00 1, sell 7.8101 100.00 1, buy 7.81 5.00 1, buy 7.7922 100.00 1, buy 7.7844 100.00 1",
  );
  const offers = await desk.json<{ id: string }[]>(["fx", "offers", "alice"]);
  await desk.say(["fx", "cancel", offers[0]!.id], "alice");
  expect(await round("7.80")).toBe(AT_780);
});

test("inventory keeps within its limits, whatever is taken", async () => {
  maker = await makerOf('keepBase = "9850.00"\nmostBase = "10100.00"');
  expect(await round("7.80")).toBe("sell 7.8078 100.00 1, buy 7.7922 100.00 1");
  await take("sell", "100.00", "7.70");
  expect(await round("7.80")).toBe("sell 7.8156 100.00 1, sell 7.8078 100.00 1");
  await take("buy", "200.00", "7.90");
  expect(await round("7.80")).toBe("buy 7.7922 100.00 1, buy 7.7844 100.00 1");
});

test("what the ledger refuses is said once, and offered again when it no longer does", async () => {
  await round("7.80");
  const freeze = { asset: HKD, holder: formatAccount(accountOf("bank-sc")) };
  await desk.op("asset.freeze", { ...freeze, reason: "a letter of the court" }, "gateway-hk");
  await round("7.81");
  await round("7.81");
  // Its first offer sells dollars: what is frozen is what it would get.
  expect(events.slice(1)).toMatchObject([
    { event: "refused", pair: "USD/HKD", code: "CREDITOR_FROZEN" },
  ]);
  await desk.op("asset.unfreeze", freeze, "gateway-hk");
  expect(await round("7.81")).toBe(AT_781);
});

test("a node that is gone is said once; back again, it is quoted as before", async () => {
  await round("7.80");
  const stopped = new AbortController();
  const running = maker.run(stopped.signal);
  await desk.outage(() => expect.poll(() => events.length, { timeout: 5_000 }).toBe(2));
  expect(events[1]).toMatchObject({ event: "refused", code: "NODE_UNREACHABLE" });
  writeFileSync(
    join(folder, "prices.json"),
    JSON.stringify({ time: Date.now(), prices: { "USD/HKD": "7.81" } }),
  );
  await expect.poll(() => book(), { timeout: 5_000 }).toBe(AT_781);
  stopped.abort();
  await running;
});

test("at the end nothing is left in the book, and ending twice is no error", async () => {
  await round("7.80");
  await maker.withdraw();
  expect(await book()).toBe("");
  await maker.withdraw();
  expect(events.slice(1)).toMatchObject([{ event: "withdrawn", pair: "USD/HKD", cancelled: 4 }]);
});
