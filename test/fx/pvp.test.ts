import { expect, test } from "vitest";

import { eur, equip, gatewayUs } from "./exchange.ts";
import type { TestKey } from "../keys.ts";
import { hkd, type Order, usd, uetr } from "../ledger.ts";
import { alice, bank, BankingLedger, bob, gateway, options } from "../transactions/banking.ts";

// Goal: payments that stand in one transaction happen together or not at all, whoever pays them (docs/domain section 2).
// Method: two parties and three of them in a ring; each leg made to fail in turn.

const ledgerOf = (): BankingLedger => {
  const ledger = new BankingLedger(4);
  ledger.issue(options(true, { authorisation: true }));
  equip(ledger);
  const amount = { asset: eur, minor: 5_000n };
  ledger.do(gatewayUs, "asset.issue", { to: bob.account, amount, reference: undefined });
  return ledger;
};

const leg = (from: TestKey, to: TestKey, asset: Uint8Array, minor: bigint): Order => ({
  type: "payment.transfer",
  source: from.account,
  body: {
    ...{ to: to.account, amount: { asset, minor }, uetr: uetr(), endToEndId: undefined },
    ...{ purpose: undefined, chargeBearer: undefined, remittanceHash: undefined },
    recipientTag: undefined,
  },
});

/** Alice has 100.00 HKD, the bank 1,000.00 USD, bob 50.00 EUR: each pays the next in a ring. */
const two = (hkdMinor = 7_800n, usdMinor = 1_000n) => [
  leg(alice, bank, hkd, hkdMinor),
  leg(bank, alice, usd, usdMinor),
];
const three = (hkdMinor = 7_800n, usdMinor = 1_000n, eurMinor = 800n) => [
  leg(alice, bank, hkd, hkdMinor),
  leg(bank, bob, usd, usdMinor),
  leg(bob, alice, eur, eurMinor),
];

const holdings = (ledger: BankingLedger): bigint[] =>
  [alice, bank, bob].flatMap(({ account }) =>
    [hkd, usd, eur].map((asset) => ledger.available(account, asset)),
  );

test("two legs settle in one transaction that both payers signed", () => {
  const ledger = ledgerOf();
  const before = holdings(ledger);
  expect(ledger.run(two(), { by: [alice, bank] }).code).toBe("OK");
  const moved = holdings(ledger).map((now, i) => now - before[i]!);
  expect(moved).toEqual([-7_800n, 1_000n, 0n, 7_800n, -1_000n, 0n, 0n, 0n, 0n]);
});

test("three legs settle in a ring, in whatever order they stand", () => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
  ]) {
    const ledger = ledgerOf();
    const before = holdings(ledger);
    const legs = three();
    const by = [alice, bank, bob];
    expect(
      ledger.run(
        order.map((i) => legs[i]!),
        { by, account: alice.account },
      ).code,
    ).toBe("OK");
    const moved = holdings(ledger).map((now, i) => now - before[i]!);
    expect(moved).toEqual([-7_800n, 0n, 800n, 7_800n, -1_000n, 0n, 0n, 1_000n, -800n]);
  }
});

test.each([
  ["the first payer has too little", two(10_001n), [alice, bank], "INSUFFICIENT_BALANCE", 0],
  ["the second payer has too little", two(1n, 100_001n), [alice, bank], "INSUFFICIENT_BALANCE", 1],
  [
    "the third payer has too little",
    three(1n, 1n, 5_001n),
    [alice, bank, bob],
    "INSUFFICIENT_BALANCE",
    2,
  ],
  ["the second payer did not sign", two(), [alice], "INSUFFICIENT_WEIGHT", 1],
  ["the third payer did not sign", three(), [alice, bank], "INSUFFICIENT_WEIGHT", 2],
] as const)("nothing moves if %s", (_, legs, by, code, failed) => {
  const ledger = ledgerOf();
  const before = holdings(ledger);
  const receipt = ledger.run(legs, { by });
  expect(receipt).toMatchObject({ code, failedOperation: failed });
  expect(holdings(ledger)).toEqual(before);
});

test("nothing moves if an issuer bars a payee of one leg", () => {
  const ledger = ledgerOf();
  ledger.do(gateway, "asset.freeze", { asset: hkd, holder: bank.account, reason: "court order" });
  const before = holdings(ledger);
  expect(ledger.run(two(), { by: [alice, bank] })).toMatchObject({ failedOperation: 0 });
  expect(holdings(ledger)).toEqual(before);
});
