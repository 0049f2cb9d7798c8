import { beforeAll, beforeEach, expect, test } from "vitest";

import { assetId, formatAsset } from "../../src/primitives/asset-id.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { Overlay } from "../../src/state/overlay.ts";
import { LOOKS_MAX } from "../../src/transactions/fx/book/matching.ts";
import { convertReceiving, convertSending } from "../../src/transactions/fx/paths/convert.ts";
import { conversions } from "../../src/transactions/payments/conversions.ts";
import { hop } from "../fx/exchange.ts";
import { uetr } from "../ledger.ts";
import { createRandom } from "../state/random.ts";
import { result, start } from "./harness.ts";
import { regulatedGenesis } from "./regulated.ts";
import { accountOf, operation, signBody, TestNode } from "./test-node.ts";

// Goal: fx_path finds the path by which most arrives, or least is sent, and what it promises is what the ledger then does.
// Method: random books between six assets; every path of four exchanges at most is tried by the ledger's rules and compared.

const SEED = 20_261_127;
const CODES = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];
const ASSETS = CODES.map((code) => assetId(code, accountOf("gateway-hk")));
const [alice, bob] = [accountOf("alice"), accountOf("bob")];
const random = createRandom(SEED);
const pick = (count: number): number => random.below(count);
let node: TestNode;
let url: string;
let nonces = 0;

beforeEach(async () => {
  ({ url } = await start({ node }));
});
beforeAll(() => {
  node = new TestNode({ ...regulatedGenesis(), protocolVersion: 4 });
  const issue = (to: Uint8Array, asset: Uint8Array, minor: bigint): [string, object] => [
    "asset.issue",
    { to, amount: { asset, minor }, reference: undefined },
  ];
  run("gateway-hk", [
    ...CODES.map((code): [string, object] => ["asset.define", { code, decimals: 2 }]),
    ...ASSETS.map((asset) => issue(alice, asset, 10n ** 9n)),
    ...ASSETS.map((asset) => issue(bob, asset, 10n ** 12n)),
  ]);
  const pairs = ASSETS.flatMap((base, i) => ASSETS.slice(i + 1).map((quote) => ({ base, quote })));
  const open = pairs.filter(() => pick(10) < 7);
  const tick = { num: 1n, den: 1_000n };
  run(
    "gateway-hk",
    open.map((pair) => ["fx.pair.open", { ...pair, tick }]),
  );
  for (const pair of open) {
    const middle = 900 + pick(200);
    const offers = Array.from({ length: 12 }, (_, place) => {
      const side = place % 2 === 0 ? "sell" : "buy";
      const price = side === "sell" ? middle + pick(60) : middle - 1 - pick(60);
      const quantity = BigInt(1_000 + pick(200_000));
      return { ...pair, side, price, quantity, timeInForce: "GTC", expiresAt: undefined };
    });
    run(
      "bob",
      offers.map((offer) => ["fx.offer.place", offer]),
    );
  }
});

/** Operations in a block of their own, which must succeed. */
function run(by: string, orders: readonly (readonly [string, object])[]): void {
  const nonce = new Uint8Array(16);
  new DataView(nonce.buffer).setUint32(0, ++nonces);
  const operations = orders.map(([type, body]) => operation(type, body));
  const signed = signBody(
    {
      chainId: node.chainId,
      account: accountOf(by),
      nonce,
      validUntil: Date.now() + 60_000,
      operations,
    },
    [by],
  );
  node.submit(signed);
  expect(node.commit().receipts.map(({ code }) => code)).toEqual(["OK"]);
}

/** The best of all paths, tried one by one: what arrives, or what is sent; undefined if none can be gone. */
function bestOfAll(from: Uint8Array, to: Uint8Array, isSending: boolean, minor: bigint) {
  const { ledger, chain } = node.context;
  const payer = { account: alice, timeMs: chain.head().header.timeMs, height: node.height };
  let best: bigint | undefined;
  const tryFrom = (path: readonly Uint8Array[]): void => {
    const here = path.at(-1) ?? from;
    if (here === to) {
      const hops = path.map((asset) => hop(asset));
      const scratch = new Overlay(ledger);
      const goer = { ...payer, looks: { left: LOOKS_MAX } };
      const done = isSending
        ? convertSending(scratch, { asset: from, minor }, hops, goer)
        : convertReceiving(scratch, from, hops, minor, goer);
      if (!done.ok) return;
      const value = isSending ? done.legs.at(-1)!.got.minor : done.legs[0]!.gave.minor;
      if (best === undefined || (isSending ? value > best : value < best)) best = value;
    } else if (path.length < 4) {
      for (const asset of ASSETS) {
        if (asset !== from && !path.includes(asset)) tryFrom([...path, asset]);
      }
    }
  };
  tryFrom([]);
  return best;
}

interface Proposal {
  readonly send: { readonly minor: string };
  readonly deliver: { readonly minor: string };
  readonly path: readonly { readonly asset: string; readonly [name: string]: Json }[];
}
const ask = (from: Uint8Array, to: Uint8Array, exactly: string, minor: bigint) =>
  result<Proposal | null>(url, "fx_path", {
    ...{ from: formatAsset(from), to: formatAsset(to), exactly, minor: minor.toString() },
    account: "alice",
  });

test.each(["send", "deliver"])(
  `what it finds with exactly so much to %s is the best of all paths, and happens so [seed ${SEED}]`,
  async (exactly) => {
    const isSending = exactly === "send";
    const lengths = new Set<number>();
    let paid = 0;
    for (let i = 0; i < 60; i++) {
      const from = ASSETS[pick(6)]!;
      const to = ASSETS.filter((one) => one !== from)[pick(5)]!;
      const minor = BigInt(100 + pick(150_000));
      const best = bestOfAll(from, to, isSending, minor);
      const found = await ask(from, to, exactly, minor);
      const promised = found && BigInt(isSending ? found.deliver.minor : found.send.minor);
      expect(promised ?? undefined, `${i}: ${minor}`).toBe(best);
      if (found === null) continue;
      lengths.add(found.path.length);
      const assets = found.path.map(({ asset }) =>
        ASSETS.find((one) => formatAsset(one) === asset)!,
      );
      const id = uetr();
      const order = {
        ...{ to: accountOf("gateway-hk"), path: assets.map((asset) => hop(asset)), uetr: id },
        ...{ endToEndId: undefined, purpose: undefined, chargeBearer: undefined },
        ...{ remittanceHash: undefined, recipientTag: undefined },
      };
      const [sent, delivered] = [BigInt(found.send.minor), BigInt(found.deliver.minor)];
      const [left, right] = [
        { asset: from, minor: sent },
        { asset: to, minor: delivered },
      ];
      const amounts = isSending
        ? { send: left, deliverMin: right }
        : { sendMax: left, deliver: right };
      run("alice", [[`payment.path.${isSending ? "send" : "receive"}`, { ...order, ...amounts }]]);
      const made = conversions.read(node.context.ledger, id)!;
      expect([made.gave.minor, made.got.minor]).toEqual([sent, delivered]);
      paid++;
    }
    expect(paid).toBeGreaterThan(30);
    expect([...lengths].sort()).toEqual([1, 2, 3, 4]);
  },
);

test("a book is gone through from the block on that opens it, and not while it is halted", async () => {
  const [from, to] = [ASSETS[0]!, assetId("GGG", accountOf("gateway-hk"))];
  run("gateway-hk", [["asset.define", { code: "GGG", decimals: 2 }]]);
  expect(await ask(from, to, "send", 100n)).toBeNull();
  const pair = { base: to, quote: from };
  const offer = { ...pair, side: "sell", timeInForce: "GTC", expiresAt: undefined };
  run("gateway-hk", [
    ["asset.issue", { to: bob, amount: { asset: to, minor: 10_000n }, reference: undefined }],
    ["fx.pair.open", { ...pair, tick: { num: 1n, den: 1n } }],
  ]);
  expect(await ask(from, to, "send", 100n)).toBeNull();
  run("bob", [["fx.offer.place", { ...offer, price: 2, quantity: 40n }]]);
  expect((await ask(from, to, "send", 80n))?.deliver.minor).toBe("40");
  expect(await ask(from, to, "send", 100n)).toBeNull();
  run("bob", [["fx.offer.place", { ...offer, price: 1, quantity: 60n }]]);
  expect((await ask(from, to, "send", 100n))?.deliver.minor).toBe("80");
  run("safe-cn", [["fx.pair.halt", { ...pair, reason: "A limit is being looked at." }]]);
  expect(await ask(from, to, "send", 100n)).toBeNull();
  run("safe-cn", [["fx.pair.resume", pair]]);
  expect((await ask(from, to, "send", 100n))?.deliver.minor).toBe("80");
});

test("there is no path to an asset that nobody exchanges", async () => {
  run("gateway-hk", [["asset.define", { code: "HHH", decimals: 2 }]]);
  const lonely = assetId("HHH", accountOf("gateway-hk"));
  expect(await ask(ASSETS[0]!, lonely, "send", 100n)).toBeNull();
});
