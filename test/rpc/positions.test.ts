import { beforeEach, expect, test } from "vitest";

import { formatAccount } from "../../src/primitives/account-id.ts";
import { assetId, formatAsset } from "../../src/primitives/asset-id.ts";
import { ask, result, start } from "./harness.ts";
import { accountOf, keyOf, operation, signBody, testGenesis, TestNode } from "./test-node.ts";

// Goal: a participant's positions add up everything that it has and has promised, over all its accounts.
// Method: a real server over a real ledger; what should be there is written out by hand.

const [USD, HKD] = ["USD", "HKD"].map((code) => assetId(code, accountOf("gateway-hk"))) as [
  Uint8Array,
  Uint8Array,
];
let node: TestNode;
let url: string;
let nonces = 0;

beforeEach(async () => {
  const genesis = testGenesis();
  const alike = genesis.participants[0]!;
  const signers = [{ publicKey: keyOf("maker").publicKey, weight: 1 }];
  const maker = { ...alike, name: "maker", roles: ["market-maker" as const] };
  const participants = [
    ...genesis.participants,
    { ...maker, authority: { ...alike.authority, signers } },
  ];
  node = new TestNode({ ...genesis, protocolVersion: 5, participants });
  ({ url } = await start({ node }));
  run(
    "gateway-hk",
    ...["USD", "HKD"].map((code): [string, object] => ["asset.define", { code, decimals: 2 }]),
    ...[issue("maker", USD, 100_000n), issue("maker", HKD, 100_000n)],
    ["fx.pair.open", { base: USD, quote: HKD, tick: { num: 1n, den: 100n } }],
  );
});

function run(by: string, ...orders: readonly (readonly [string, object])[]): void {
  const nonce = new Uint8Array(16);
  new DataView(nonce.buffer).setUint32(0, ++nonces);
  const operations = orders.map(([type, body]) => operation(type, body));
  const validUntil = Date.now() + 60_000;
  const body = { chainId: node.chainId, account: accountOf(by), nonce, validUntil, operations };
  node.submit(signBody(body, [by]));
  expect(node.commit().receipts.map(({ code }) => code)).toEqual(["OK"]);
}

const issue = (to: string, asset: Uint8Array, minor: bigint): [string, object] => [
  "asset.issue",
  { to: accountOf(to), amount: { asset, minor }, reference: undefined },
];
const place = (side: string, price: number, quantity: bigint): [string, object] => [
  "fx.offer.place",
  { base: USD, quote: HKD, side, price, quantity, timeInForce: "GTC", expiresAt: undefined },
];
const quote = (fixed: string, most: bigint): [string, object] => [
  "fx.quote.give",
  {
    ...{ taker: accountOf("alice"), pays: HKD, gets: USD, fixed, least: most, most },
    ...{ rate: { num: 39n, den: 5n }, expiresAt: Date.now() + 60_000 },
    ...{ settleBy: undefined, request: undefined },
  },
];
const opened = (name: string): [string, object] => {
  const { authority } = testGenesis().participants[0]!;
  const signers = [{ publicKey: keyOf(name).publicKey, weight: 1 }];
  return ["account.open", { authority: { ...authority, signers } }];
};
const positions = (participant: string) => result(url, "fx_positions", { participant });

test("settled, reserved and what may come, over two accounts and by asset", async () => {
  run("maker", opened("treasury"));
  run("gateway-hk", issue("treasury", HKD, 30_000n));
  run("maker", place("sell", 781, 1_001n), place("buy", 779, 500n));
  run("maker", quote("gets", 1_000n), quote("pays", 781n));
  const redeemed = { amount: { asset: HKD, minor: 5_000n }, reference: undefined };
  run("treasury", place("buy", 770, 100n), ["asset.redeem", redeemed]);
  const usd = {
    ...{ asset: formatAsset(USD), code: "USD", decimals: 2, available: "97899" },
    reserved: { offers: "1001", quotes: "1100", other: "0" },
    toReceive: { offers: "600", quotes: "0" },
    ...{ position: "100000", lowest: "97899", highest: "100600" },
  };
  const hkd = {
    ...{ asset: formatAsset(HKD), code: "HKD", decimals: 2, available: "120335" },
    reserved: { offers: "4665", quotes: "0", other: "5000" },
    // 1,001 at 7.81 and at most 1,000 and 100 at 7.80, each rounded up for the maker
    toReceive: { offers: "7818", quotes: "8581" },
    ...{ position: "130000", lowest: "125335", highest: "146399" },
  };
  const expected = { height: node.height, accounts: 2, positions: [hkd, usd] };
  expect(await positions("maker")).toEqual(expected);
  expect(await positions(formatAccount(accountOf("treasury")))).toEqual(expected);
});

test("a quote is its maker's position, not its taker's", async () => {
  run("maker", quote("gets", 1_000n));
  expect(await positions("alice")).toMatchObject({ accounts: 1, positions: [] });
});

test("nobody's position is UNKNOWN_PARTICIPANT; more than is added up in one call is said", async () => {
  const code = async () =>
    (await ask(url, "fx_positions", { participant: "maker" })).error?.data.code;
  const unknown = await ask(url, "fx_positions", { participant: "nobody" });
  expect(unknown.error?.data.code).toBe("UNKNOWN_PARTICIPANT");
  const offers = (count: number) => Array.from({ length: count }, () => place("buy", 700, 1n));
  for (let i = 0; i < 19; i++) run("maker", ...offers(100));
  run("maker", ...offers(98));
  expect(await code()).toBeUndefined(); // with its two balances that is 2,000
  run("maker", ...offers(1));
  expect(await code()).toBe("TOO_MANY_TO_ADD_UP");
});

test("participant_accounts gives every account, page by page, the first one first", async () => {
  run("maker", opened("desk-1"), opened("desk-2"), opened("desk-3"));
  const all = async (participant: string, limit: number): Promise<string[]> => {
    const found: string[] = [];
    for (let after: string | undefined; ;) {
      const params = { participant, limit, ...(after === undefined ? {} : { after }) };
      const page = await result<{ accounts: string[]; next: string | null }>(
        url,
        "participant_accounts",
        params,
      );
      found.push(...page.accounts);
      if (page.next === null) return found;
      after = page.next;
    }
  };
  const accounts = ["maker", "desk-1", "desk-2", "desk-3"].map((name) =>
    formatAccount(accountOf(name)),
  );
  for (const limit of [1, 2, 3, 25]) {
    const found = await all("maker", limit);
    expect(found[0]).toBe(accounts[0]);
    expect(new Set(found)).toEqual(new Set(accounts));
    expect(found.length).toBe(4);
  }
  expect(await all("nobody", 25)).toEqual([]);
});

test("an account opened before protocol version 5 is not listed", async () => {
  node = new TestNode({ ...testGenesis(), protocolVersion: 4 });
  ({ url } = await start({ node }));
  run("alice", opened("savings"));
  const { accounts } = await result(url, "participant_accounts", { participant: "alice" });
  expect(accounts).toEqual([formatAccount(accountOf("alice"))]);
});
