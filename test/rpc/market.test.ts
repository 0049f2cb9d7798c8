import { beforeEach, expect, test } from "vitest";

import { assetId, formatAsset } from "../../src/primitives/asset-id.ts";
import { openSubscription, type Notification } from "../../src/rpc/client-subscription.ts";
import { barLengths } from "../../src/transactions/fx/market/records.ts";
import { ask, result, start } from "./harness.ts";
import { accountOf, operation, signBody, testGenesis, TestNode } from "./test-node.ts";

// Goal: a pair's best prices by subscription and its bars by call are those of the book and its trades.
// Method: a real server and WebSocket over a real ledger, orders one block at a time.

const [base, quote] = [
  assetId("USD", accountOf("gateway-hk")),
  assetId("HKD", accountOf("gateway-hk")),
];
const pair = { base: formatAsset(base), quote: formatAsset(quote) };
let node: TestNode;
let url: string;
const MINUTE_MS = barLengths.minute.ms;
let nonces = 0;
let nowMs: number;

beforeEach(async () => {
  nowMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS; // blocks that follow are of the same minute
  node = new TestNode({ ...testGenesis(), protocolVersion: 4 });
  ({ url } = await start({ node }));
  const given = (to: string, asset: Uint8Array): [string, object] => [
    "asset.issue",
    { to: accountOf(to), amount: { asset, minor: 1_000_000n }, reference: undefined },
  ];
  run(
    "gateway-hk",
    ...["USD", "HKD"].map((code): [string, object] => ["asset.define", { code, decimals: 2 }]),
    given("alice", base),
    given("bob", quote),
    ["fx.pair.open", { base, quote, tick: { num: 1n, den: 100n } }],
  );
});

function run(by: string, ...orders: readonly (readonly [string, object])[]): void {
  const nonce = new Uint8Array(16);
  new DataView(nonce.buffer).setUint32(0, ++nonces);
  const operations = orders.map(([type, body]) => operation(type, body));
  const validUntil = nowMs + 60_000;
  const body = { chainId: node.chainId, account: accountOf(by), nonce, validUntil, operations };
  node.submit(signBody(body, [by]));
  expect(node.commit(nowMs).receipts.map(({ code }) => code)).toEqual(["OK"]);
}

const place = (by: string, side: string, price: number, quantity: bigint) =>
  run(by, [
    "fx.offer.place",
    { base, quote, side, price, quantity, timeInForce: "GTC", expiresAt: undefined },
  ]);

test("the topic book tells the best bid and ask as they are, and then each time that a block left others", async () => {
  place("alice", "sell", 780, 1_000n);
  const seen: Notification[] = [];
  const subscription = await openSubscription(
    `${url.replace("http", "ws")}/rpc`,
    { topic: "book", filter: pair },
    { onNotification: (one) => seen.push(one) },
  );
  const received = (count: number) => expect.poll(() => seen.length).toBe(count);
  await received(1);
  expect(seen[0]).toMatchObject({
    ...pair,
    bid: null,
    ask: { price: 780, left: "1000", offers: 1 },
  });
  place("alice", "sell", 790, 500n); // behind the best: nothing to tell
  place("bob", "buy", 770, 200n);
  await received(2);
  expect(seen[1]).toMatchObject({ height: node.height, bid: { price: 770, left: "200" } });
  place("bob", "buy", 780, 1_000n);
  await received(3);
  expect(seen[2]).toMatchObject({ ask: { price: 790, left: "500" }, bid: { price: 770 } });
  const now = await result(url, "fx_book", { ...pair, limit: 1 });
  expect([now["bids"], now["asks"]]).toEqual([[seen[2]!["bid"]], [seen[2]!["ask"]]]);
  subscription.close();
});

test.each([
  [{ topic: "book", filter: { base: pair.quote, quote: pair.base } }, "UNKNOWN_PAIR"],
  [{ topic: "book", filter: { base: pair.base } }, "INVALID_PARAMS"],
  [{ topic: "book", filter: { ...pair, account: "alice" } }, "INVALID_PARAMS"],
  [{ topic: "blocks", filter: pair }, "INVALID_PARAMS"],
  [{ topic: "book", filter: pair, fromHeight: 1 }, "INVALID_PARAMS"],
] as const)("a subscription %j is refused with %s", async (request, code) => {
  const socket = `${url.replace("http", "ws")}/rpc`;
  const refused = openSubscription(socket, request, { onNotification: () => undefined });
  await expect(refused).rejects.toMatchObject({ code });
});

test("bars go back by pages of intervals, in each of which something was exchanged", async () => {
  const firstMs = nowMs;
  place("alice", "sell", 780, 1_000n);
  place("bob", "buy", 780, 100n);
  for (let i = 0; i < 3; i++) {
    nowMs += 2 * MINUTE_MS;
    place("bob", "buy", 780, 100n);
  }
  const page = (more: object) =>
    result<{ bars: { start: number; trades: number }[]; next: number | null }>(url, "fx_bars", {
      ...pair,
      length: "minute",
      ...more,
    });
  const starts = [0, 2, 4, 6]
    .map((minutes) => Math.floor(firstMs / MINUTE_MS + minutes) * MINUTE_MS)
    .reverse();
  expect((await page({ limit: 10 })).bars.map(({ start }) => start)).toEqual(starts);
  const newest = await page({ limit: 3 });
  expect(newest.bars.map(({ start }) => start)).toEqual(starts.slice(0, 2));
  const older = await page({ limit: 10, before: newest.next });
  expect(older.bars.map(({ start }) => start)).toEqual(starts.slice(2));
  const hours = await result(url, "fx_bars", { ...pair, length: "hour" });
  const trades = (hours["bars"] as unknown as { trades: number }[]).map((one) => one.trades);
  expect(trades.reduce((sum, one) => sum + one, 0)).toBe(4);
  const other = await ask(url, "fx_bars", { base: pair.quote, quote: pair.base, length: "hour" });
  expect(other.result).toBeNull();
});
