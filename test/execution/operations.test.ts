import { describe, expect, test } from "vitest";

import { COUNCIL } from "../../src/primitives/account-id.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { commonFailures } from "../../src/execution/refusals.ts";
import { credit } from "../../src/transactions/assets/balance.ts";
import { redeem } from "../../src/transactions/assets/redeem.ts";
import { assets } from "../../src/transactions/assets/records.ts";
import { participants } from "../../src/transactions/participants/records.ts";
import { payments } from "../../src/transactions/payments/records.ts";
import type { OperationDefinition } from "../../src/transactions/definition.ts";
import { operationTypes } from "../../src/transactions/table.ts";
import { testKey } from "../keys.ts";
import { council, hkd, payment, TestLedger, uetr, usd } from "../ledger.ts";

const gateway = testKey("gateway-hk");
const alice = testKey("alice");
const bob = testKey("bob");
const customs = testKey("customs-cn");
const none = { reference: undefined };

/** A ledger where alice has 100.00 HKD. */
function funded(): TestLedger {
  const ledger = new TestLedger();
  const define = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
  const issue = {
    type: "asset.issue",
    body: { to: alice.account, amount: { asset: hkd, minor: 10_000n }, ...none },
  };
  expect(ledger.run([define, issue], { by: [gateway] }).code).toBe("OK");
  return ledger;
}

function admission(name: string, changes: object = {}): object {
  const key = testKey(name).publicKey;
  return {
    name,
    roles: ["bank"],
    country: "HK",
    lei: "529900T8BM49AURSDO55",
    authority: {
      signers: [{ publicKey: key, weight: 1 }],
      thresholds: { low: 1, medium: 1, high: 1 },
    },
    ...changes,
  };
}

const register = (body: object) => ({ type: "participant.register", body, source: COUNCIL });

describe("payment.transfer", () => {
  test("moves the amount and keeps the record under its UETR", () => {
    const ledger = funded();
    const id = uetr();
    const order = { type: "payment.transfer", body: payment(bob.account, 2_500n, hkd, id) };
    expect(ledger.run([order], { by: [alice] }).code).toBe("OK");
    expect(ledger.available(alice.account, hkd)).toBe(7_500n);
    expect(ledger.available(bob.account, hkd)).toBe(2_500n);
    expect(payments.read(ledger.state, id)).toMatchObject({ status: "ACCC", height: 2 });
  });

  test("a transfer to oneself conserves", () => {
    const ledger = funded();
    const order = { type: "payment.transfer", body: payment(alice.account, 2_500n) };
    expect(ledger.run([order], { by: [alice] }).code).toBe("OK");
    expect(ledger.available(alice.account, hkd)).toBe(10_000n);
  });

  test("a list of operations applies all or nothing", () => {
    const ledger = funded();
    const orders = [
      { type: "payment.transfer", body: payment(bob.account, 6_000n) },
      { type: "payment.transfer", body: payment(bob.account, 6_000n) },
    ];
    const receipt = ledger.run(orders, { by: [alice] });
    expect(receipt).toMatchObject({
      code: "INSUFFICIENT_BALANCE",
      failedOperation: 1,
      results: [],
    });
    expect(ledger.available(alice.account, hkd)).toBe(10_000n);
    expect(ledger.available(bob.account, hkd)).toBe(0n);
  });

  test("two parties exchange in one transaction that both sign", () => {
    const ledger = funded();
    const us = testKey("gateway-us");
    const define = { type: "asset.define", body: { code: "USD", decimals: 2 } };
    const amount = { asset: usd, minor: 1_000n };
    const issue = { type: "asset.issue", body: { to: bob.account, amount, ...none } };
    expect(ledger.run([define, issue], { by: [us] }).code).toBe("OK");
    const orders = [
      { type: "payment.transfer", body: payment(bob.account, 7_800n), source: alice.account },
      { type: "payment.transfer", body: payment(alice.account, 1_000n, usd), source: bob.account },
    ];
    expect(ledger.run(orders, { by: [alice] }).code).toBe("INSUFFICIENT_WEIGHT");
    expect(ledger.run(orders, { by: [alice, bob] }).code).toBe("OK");
    expect(ledger.available(alice.account, usd)).toBe(1_000n);
    expect(ledger.available(bob.account, hkd)).toBe(7_800n);
  });
});

describe("asset.redeem", () => {
  const request = {
    type: "asset.redeem",
    body: { amount: { asset: hkd, minor: 4_000n }, reference: "payout 1" },
  };

  test.each([
    ["confirm", 6_000n, 6_000n, "confirmed burns the held amount"],
    ["reject", 10_000n, 10_000n, "rejected releases it"],
  ])(
    "a redemption that the issuer %ss leaves %d available of a supply of %d",
    (answer, left, supply) => {
      const ledger = funded();
      const receipt = ledger.run([request], { by: [alice] });
      expect(ledger.held(alice.account, hkd)).toBe(4_000n);
      const { redemption } = decodeOwn(redeem.result, receipt.results[0]!);
      const body = answer === "confirm" ? { redemption } : { redemption, reason: "account closed" };
      const order = { type: `asset.redeem.${answer}`, body };
      expect(ledger.run([order], { by: [gateway] }).code).toBe("OK");
      expect(ledger.held(alice.account, hkd)).toBe(0n);
      expect(ledger.available(alice.account, hkd)).toBe(left);
      expect(assets.read(ledger.state, hkd)!.supply).toBe(supply);
      expect(ledger.run([order], { by: [gateway] }).code).toBe("REDEMPTION_CLOSED");
    },
  );
});

describe("participant.register", () => {
  test("needs more than two thirds of the council's weight", () => {
    const ledger = new TestLedger();
    const order = register(admission("bank-new"));
    const account = COUNCIL;
    expect(ledger.run([order], { by: council.slice(0, 2), account }).code).toBe(
      "INSUFFICIENT_WEIGHT",
    );
    expect(ledger.run([order], { by: council.slice(0, 3), account }).code).toBe("OK");
    expect(participants.read(ledger.state, "bank-new")).toMatchObject({
      roles: ["bank"],
      since: 2,
    });
  });
});

// What any operation can fail with; what those of one family can is reached in test/transactions.
const pay = (body: object) => ({ type: "payment.transfer", body });
const stranger = testKey("stranger");
const failures: readonly (readonly [string, object, readonly ReturnType<typeof testKey>[]])[] = [
  ["payment.transfer UNKNOWN_SOURCE", pay(payment(bob.account, 1n)), [stranger]],
  ["payment.transfer ROLE_NOT_ALLOWED", pay(payment(bob.account, 1n)), [customs]],
  [
    "asset.define ROLE_NOT_ALLOWED",
    { type: "asset.define", body: { code: "HKD", decimals: 2 } },
    [alice],
  ],
  ["participant.register NAME_TAKEN", register(admission("fresh", { name: "bob" })), council],
  ["participant.register ACCOUNT_EXISTS", register(admission("bob", { name: "robert" })), council],
  [
    "participant.register NOT_COUNCIL",
    { type: "participant.register", body: admission("new") },
    [alice],
  ],
];

describe("a failed operation writes nothing and says why", () => {
  test.each(failures)("%s", (name, order, by) => {
    const ledger = funded();
    const before = ledger.tree.head.stateRoot;
    const account = name.startsWith("participant") && by === council ? COUNCIL : by[0]!.account;
    const receipt = ledger.run([order as never], { by, account });
    const [type, code] = name.split(" ") as [string, string];
    expect(receipt.code).toBe(code);
    expect(ledger.tree.head.stateRoot).toEqual(before);
    const sentence =
      operationTypes.find((one) => one.name === type)!.failures[code] ??
      commonFailures[code as keyof typeof commonFailures];
    expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
  });
});

// `check` sees no ledger: such a transaction is malformed and enters no block.
const malformed: readonly (readonly [string, string, object])[] = [
  ["participant.register", "UNKNOWN_COUNTRY", admission("x", { name: "bank-x", country: "XX" })],
  [
    "participant.register",
    "LEI_CHECK_DIGITS",
    admission("bank-x", { lei: "529900T8BM49AURSDO56" }),
  ],
  ["participant.register", "DUPLICATE_ROLE", admission("bank-x", { roles: ["bank", "bank"] })],
  ["participant.register", "COUNCIL_ROLE", admission("bank-x", { roles: ["council"] })],
];

test.each(malformed)("%s is malformed with %s at every height", (type, code, body) => {
  const definition = operationTypes.find((one) => one.name === type)!;
  expect(definition.check({ source: gateway.account, body: body as never })).toBe(code);
  expect(definition.failures[code]).toMatch(/^[A-Z].{20,}\.$/);
});

test("an operation type that creates money is caught by the invariant, and nothing of its transaction is written", () => {
  const ledger = funded();
  const order = { type: "payment.transfer", body: payment(bob.account, 1n) };
  const { operations, ...read } = ledger.read(ledger.transaction([order], { by: [alice] }));
  const mint: OperationDefinition["apply"] = ({ source }, state) => {
    credit(state, source, { asset: hkd, minor: 1n });
    return { ok: true, result: { delivered: { asset: hkd, minor: 1n } } };
  };
  const [operation] = operations;
  const faulty = { ...operation!, type: { ...operation!.type, apply: mint } };
  const block = ledger.block([{ ...read, operations: [faulty] }]);
  expect(block.receipts[0]!.code).toBe("INVARIANT");
  expect(block.brokenInvariants).toEqual(["supply = balances + holds"]);
  expect(ledger.available(alice.account, hkd)).toBe(10_000n);
});

test("tags and names of operation types are unique", () => {
  expect(new Set(operationTypes.map(({ tag }) => tag)).size).toBe(operationTypes.length);
  expect(new Set(operationTypes.map(({ name }) => name)).size).toBe(operationTypes.length);
});
