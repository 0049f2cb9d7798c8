import { beforeEach, describe, expect, test } from "vitest";

import type { ReadTransaction } from "../../src/execution/read-transaction.ts";
import { limits } from "../../src/primitives/limits.ts";
import { hkd, usd } from "../ledger.ts";
import { alice, BankingLedger, bob } from "../transactions/banking.ts";
import { gatewayUs, placeMany } from "./exchange.ts";

// Goal: neither a transaction nor a block makes a node look at more resting offers than is bearable, whether it succeeds or fails.

const OFFERS = 300;
const terms = { base: hkd, quote: usd, price: 1, expiresAt: undefined };
const one = { ...terms, side: "sell", quantity: 1n, timeInForce: "GTC" };
/** An order that is filled by so many of the offers. */
const taking = (offers: number) => ({
  type: "fx.offer.place",
  body: { ...terms, side: "buy", quantity: BigInt(offers), timeInForce: "IOC" },
});
const most = new Array<ReturnType<typeof taking>>(8).fill(taking(32));
let ledger: BankingLedger;

function setUp(protocolVersion: number): void {
  ledger = new BankingLedger(protocolVersion);
  ledger.issue();
  ledger.do(gatewayUs, "asset.define", { code: "USD", decimals: 2 });
  const amount = { asset: usd, minor: 10_000n };
  ledger.do(gatewayUs, "asset.issue", { to: bob.account, amount, reference: undefined });
  const pair = { base: hkd, quote: usd, tick: { num: 1n, den: 1n } };
  ledger.do(gatewayUs, "fx.pair.open", pair);
}

describe("a transaction looks at 256 resting offers at most, all its operations together", () => {
  test.each([
    [5, [...most, taking(1)], "OK"],
    [6, most, "OK"],
    [6, [...most, taking(1)], "TOO_MANY_OFFERS"],
    [6, [...most.slice(1), taking(31), taking(1)], "OK"],
    [6, [...most.slice(1), taking(31), taking(2)], "TOO_MANY_OFFERS"],
  ])("version %i: %#", (version, orders, code) => {
    setUp(version);
    placeMany(ledger, alice, one, OFFERS);
    expect(ledger.run(orders, { by: [bob] }).code).toBe(code);
  });

  test("an order that nothing fits looks at nothing, and rests", () => {
    setUp(6);
    placeMany(ledger, alice, one, 256);
    const resting = { ...taking(1), body: { ...taking(1).body, timeInForce: "GTC" } };
    expect(ledger.run([...most, resting], { by: [bob] }).code).toBe("OK");
  });
});

describe("a block's transactions may look at 8,192 together", () => {
  const COUNT = limits.looksPerBlock / 32;
  let orders: ReadTransaction[];
  let transfer: ReadTransaction;
  const build = (candidates: readonly ReadTransaction[]) =>
    ledger.tree.build(ledger.tree.head, ledger.timeMs + 1, candidates);

  beforeEach(() => {
    setUp(6);
    orders = Array.from({ length: COUNT + 2 }, () =>
      ledger.read(ledger.transaction([taking(1)], { by: [bob] })),
    );
    const define = { type: "asset.define", body: { code: "EUR", decimals: 2 } };
    transfer = ledger.read(ledger.transaction([define], { by: [gatewayUs] }));
  });

  test("who proposes leaves the others for the next one, and takes what looks at none", () => {
    const { block, transactions } = build([...orders, transfer]);
    expect(transactions).toHaveLength(COUNT + 1);
    expect(transactions).toContain(transfer);
    expect(ledger.tree.check(block, transactions)).toBeUndefined();
  });

  test("who gets a block with more refuses it", () => {
    const [first, second] = [build(orders.slice(0, COUNT)), build(orders.slice(COUNT))];
    const all = [...first.transactions, ...second.transactions];
    const { block, transactions } = buildAnyway(all);
    expect(ledger.tree.check(block, transactions)?.code).toBe("TOO_MANY_LOOKS");
  });

  /** As a proposer does that counts nothing. */
  function buildAnyway(all: readonly ReadTransaction[]) {
    const { block, transactions } = build(all.map((each) => ({ ...each, looks: 0 })));
    const byId = new Map(all.map((each) => [each.id, each]));
    return { block, transactions: transactions.map(({ id }) => byId.get(id)!) };
  }
});
