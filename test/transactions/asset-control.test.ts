import { describe, expect, test } from "vitest";

import { assetId } from "../../src/primitives/asset-id.ts";
import { assets, balances } from "../../src/transactions/assets/records.ts";
import { testKey, type TestKey } from "../keys.ts";
import { payment } from "../ledger.ts";
import {
  alice,
  bank,
  BankingLedger,
  bob,
  DAY,
  firm,
  gateway,
  held,
  hkd,
  options,
  stranger,
  walletHk,
  walletPh,
} from "./banking.ts";
import { type Failure, testFailures } from "./failures.ts";

// Goal: an issuer can do to its asset exactly what the asset's options say, to the last minor unit, and every failure of
// the types about assets is reached (docs/domain section 1).
// Method: the production executor over a state in memory, one block per attempt.

const U64_MAX = 2n ** 64n - 1n;
const otherGateway = testKey("gateway-us");
const unknown = assetId("JPY", gateway.account);
const unbounded = { least: undefined, most: undefined };
const parties = [walletHk, bank, walletPh];
const report = new Uint8Array(32).fill(7);
const closed = options(true, { authorisation: true });

const pay = (ledger: BankingLedger, by: TestKey, to: TestKey, minor: bigint) =>
  ledger.try(by, "payment.transfer", payment(to.account, minor)).code;
const issue = (to: TestKey, minor: bigint, asset = hkd) => ({
  ...{ to: to.account, amount: { asset, minor }, reference: undefined },
});
const holder = (of: TestKey, asset = hkd) => ({ asset, holder: of.account });
const freezing = (of?: TestKey, asset = hkd) => ({
  ...{ asset, holder: of?.account, reason: "court order 7" },
});
const thawing = (of?: TestKey, asset = hkd) => ({ asset, holder: of?.account });
const taking = (minor: bigint, asset = hkd) => ({
  ...{ from: alice.account, amount: { asset, minor }, reason: "court order 7" },
});
const limiting = (limits: object, asset = hkd) => ({
  asset,
  limits: { perHolder: undefined, perTransfer: undefined, perDay: undefined, ...limits },
});
const redeeming = (minor: bigint, asset = hkd) => ({
  ...{ amount: { asset, minor }, reference: undefined },
});
const stating = (ledger: BankingLedger, changes: object = {}) => ({
  ...{ asset: hkd, minor: 10_000n, asOfMs: ledger.timeMs, report },
  ...changes,
});

describe("options are fixed when an asset is defined", () => {
  const fixing = { type: "asset.options", body: { asset: hkd, options: options(true) } };
  const defining = { type: "asset.define", body: { code: "HKD", decimals: 2 } };

  test("in the same transaction, and shown from then on", () => {
    const ledger = new BankingLedger();
    ledger.issue(closed);
    expect(assets.read(ledger.state, hkd)?.options).toEqual(closed);
  });

  test.each([
    ["twice", [defining, fixing, fixing], 2],
    ["after an issue", [defining, { type: "asset.issue", body: issue(alice, 1n) }, fixing], 2],
  ])("not %s, even in that transaction", (_, orders, failedOperation) => {
    const ledger = new BankingLedger();
    const receipt = ledger.run(orders, { by: [gateway] });
    expect(receipt).toMatchObject({ code: "OPTIONS_FIXED", failedOperation });
    expect(assets.read(ledger.state, hkd)).toBeUndefined();
  });
});

describe("authorisation", () => {
  test("lets a holder receive and pay; revoked, it may only redeem what it has", () => {
    const ledger = new BankingLedger();
    ledger.issue(closed);
    expect(pay(ledger, alice, bob, 1n)).toBe("CREDITOR_NOT_AUTHORISED");
    ledger.do(gateway, "asset.holder.authorise", holder(bob));
    expect(pay(ledger, alice, bob, 1_000n)).toBe("OK");
    ledger.do(gateway, "asset.holder.revoke", holder(bob));
    expect(pay(ledger, bob, alice, 1n)).toBe("DEBTOR_NOT_AUTHORISED");
    expect(pay(ledger, alice, bob, 1n)).toBe("CREDITOR_NOT_AUTHORISED");
    const { redemption } = ledger.do(bob, "asset.redeem", redeeming(1_000n));
    ledger.do(gateway, "asset.redeem.confirm", { redemption });
    expect(balances.read(ledger.state, bob.account, hkd)).toMatchObject({
      ...{ available: 0n, held: 0n, authorised: false },
    });
  });

  test("the issuer itself needs none", () => {
    const ledger = new BankingLedger();
    ledger.issue(closed);
    expect(pay(ledger, alice, gateway, 1_000n)).toBe("OK");
    expect(pay(ledger, gateway, alice, 1_000n)).toBe("OK");
  });
});

describe("freeze", () => {
  test("of one holder stops what it pays, gets and redeems, and nobody else", () => {
    const ledger = new BankingLedger();
    ledger.issue(options(true), [alice, bob]);
    ledger.do(gateway, "asset.freeze", freezing(alice));
    expect(pay(ledger, alice, bob, 1n)).toBe("DEBTOR_FROZEN");
    expect(pay(ledger, bob, alice, 1n)).toBe("CREDITOR_FROZEN");
    expect(ledger.try(alice, "asset.redeem", redeeming(1n)).code).toBe("FROZEN");
    expect(pay(ledger, bob, bank, 1n)).toBe("OK");
    ledger.do(gateway, "asset.unfreeze", thawing(alice));
    expect(pay(ledger, alice, bob, 1n)).toBe("OK");
  });

  test("of everybody ends without freeing who was frozen alone", () => {
    const ledger = new BankingLedger();
    ledger.issue(options(true), [alice, bob]);
    ledger.do(gateway, "asset.freeze", freezing(alice));
    ledger.do(gateway, "asset.freeze", freezing());
    expect(pay(ledger, bob, bank, 1n)).toBe("ASSET_FROZEN");
    ledger.do(gateway, "asset.unfreeze", thawing());
    expect(pay(ledger, bob, bank, 1n)).toBe("OK");
    expect(pay(ledger, alice, bank, 1n)).toBe("DEBTOR_FROZEN");
  });

  test("leaves a promise of before: what the payer had on hold is paid when the parties approve", () => {
    const ledger = new BankingLedger();
    ledger.issue(options(true));
    const order = held(ledger, 2_500n);
    ledger.do(alice, "payment.hold", order);
    ledger.do(gateway, "asset.freeze", freezing(alice));
    for (const by of parties) ledger.do(by, "payment.approve", { uetr: order.uetr });
    expect(ledger.available(bob.account, hkd)).toBe(2_500n);
  });
});

describe("clawback", () => {
  test("destroys what is available, and never what is promised to others", () => {
    const ledger = new BankingLedger();
    ledger.issue(options(true));
    ledger.do(alice, "payment.hold", held(ledger, 4_000n));
    expect(ledger.try(gateway, "asset.clawback", taking(6_001n)).code).toBe("INSUFFICIENT_BALANCE");
    const { supply } = ledger.do(gateway, "asset.clawback", taking(6_000n));
    expect(supply).toBe(4_000n);
    expect(ledger.held(alice.account, hkd)).toBe(4_000n);
    expect(ledger.lost).toBe(0n);
  });

  test("reaches a holder that is frozen or not authorised any more", () => {
    const ledger = new BankingLedger();
    ledger.issue(closed);
    ledger.do(gateway, "asset.freeze", freezing(alice));
    ledger.do(gateway, "asset.holder.revoke", holder(alice));
    expect(ledger.do(gateway, "asset.clawback", taking(10_000n))).toMatchObject({ supply: 0n });
  });
});

describe("limits of an issuer: the limit itself passes, one minor unit more does not", () => {
  test("perTransfer", () => {
    const ledger = limited({ perTransfer: 500n });
    expect(pay(ledger, alice, bob, 501n)).toBe("TRANSFER_LIMIT");
    expect(pay(ledger, alice, bob, 500n)).toBe("OK");
    expect(pay(ledger, alice, bob, 500n)).toBe("OK");
  });

  test("perHolder, with what is on hold", () => {
    const ledger = limited({ perHolder: 10_000n });
    expect(pay(ledger, alice, bob, 600n)).toBe("OK");
    ledger.do(alice, "payment.hold", held(ledger, 400n));
    expect(ledger.try(gateway, "asset.issue", issue(alice, 601n)).code).toBe("HOLDER_LIMIT");
    expect(ledger.try(gateway, "asset.issue", issue(alice, 600n)).code).toBe("OK");
    expect(pay(ledger, bob, alice, 1n)).toBe("HOLDER_LIMIT");
  });

  test("perDay, with what is on hold, counted anew from midnight UTC on", () => {
    const ledger = limited({ perDay: 500n });
    const midnight = (Math.floor(ledger.timeMs / DAY) + 1) * DAY;
    expect(pay(ledger, alice, bob, 200n)).toBe("OK");
    expect(pay(ledger, alice, bob, 301n)).toBe("DAY_LIMIT");
    ledger.do(alice, "payment.hold", held(ledger, 300n, { expiresAt: midnight + DAY }));
    ledger.wait(midnight - ledger.timeMs - 2_000);
    expect(pay(ledger, alice, bob, 1n)).toBe("DAY_LIMIT");
    expect(ledger.timeMs).toBe(midnight - 1_000);
    expect(pay(ledger, alice, bob, 500n)).toBe("OK");
    expect(pay(ledger, alice, bob, 1n)).toBe("DAY_LIMIT");
  });

  test("they bind holders, not the issuer, and end when they are set to none", () => {
    const ledger = limited({ perHolder: 10_000n, perTransfer: 1n, perDay: 1n });
    expect(pay(ledger, alice, gateway, 1n)).toBe("OK");
    ledger.do(gateway, "asset.issue", issue(gateway, 20_000n));
    expect(pay(ledger, gateway, bob, 10_000n)).toBe("OK");
    ledger.do(gateway, "asset.limits.set", limiting({}));
    expect(pay(ledger, alice, bob, 9_999n)).toBe("OK");
  });
});

describe("2^64−1, the largest supply", () => {
  test("can be issued, held, paid and taken back in one piece, and not exceeded", () => {
    const ledger = new BankingLedger();
    ledger.issue(options(true), [alice], U64_MAX);
    expect(ledger.try(gateway, "asset.issue", issue(bob, 1n)).code).toBe("SUPPLY_OVERFLOW");
    expect(pay(ledger, alice, bob, U64_MAX)).toBe("OK");
    expect(pay(ledger, bob, alice, U64_MAX)).toBe("OK");
    const order = held(ledger, U64_MAX);
    ledger.do(alice, "payment.hold", order);
    ledger.do(bank, "payment.refuse", { uetr: order.uetr, reason: "AM02" });
    expect(ledger.do(gateway, "asset.clawback", taking(U64_MAX))).toMatchObject({ supply: 0n });
    expect(ledger.lost).toBe(0n);
  });

  test("fees on top of it do not go round: there is not so much", () => {
    const ledger = new BankingLedger();
    ledger.issue(undefined, [alice], U64_MAX);
    const schedule = { flat: U64_MAX, partsPerMillion: 1_000_000, ...unbounded };
    for (const by of parties) ledger.do(by, "payment.fees.set", { asset: hkd, schedule });
    const code = (chargeBearer: string, feesMax?: bigint) =>
      ledger.try(alice, "payment.hold", held(ledger, U64_MAX, { chargeBearer, feesMax })).code;
    expect(code("DEBT")).toBe("INSUFFICIENT_BALANCE");
    expect(code("DEBT", U64_MAX)).toBe("FEES_ABOVE_MAX");
    expect(code("CRED")).toBe("FEES_ABOVE_AMOUNT");
  });

  test("what goes round counts against a day's limit without overflow", () => {
    const ledger = new BankingLedger();
    ledger.issue(options(true), [alice], U64_MAX);
    ledger.do(gateway, "asset.limits.set", limiting({ perDay: U64_MAX }));
    expect(pay(ledger, alice, bob, U64_MAX)).toBe("OK");
    expect(pay(ledger, bob, alice, U64_MAX)).toBe("OK");
    expect(pay(ledger, alice, bob, 1n)).toBe("DAY_LIMIT");
  });
});

describe("a reserves statement", () => {
  test("is set against the supply, and attested by an accounting firm as it is", () => {
    const ledger = new BankingLedger();
    ledger.issue();
    const body = stating(ledger, { minor: 10_001n });
    expect(ledger.do(gateway, "asset.reserves.publish", body)).toMatchObject({
      ...{ minor: 10_001n, supply: 10_000n },
    });
    expect(ledger.try(bank, "asset.reserves.attest", body).code).toBe("ROLE_NOT_ALLOWED");
    ledger.do(firm, "asset.reserves.attest", body);
    expect(assets.read(ledger.state, hkd)?.reserves).toMatchObject({ attestedBy: firm.account });
  });

  test("a new one has to be attested anew", () => {
    const ledger = new BankingLedger();
    ledger.issue();
    const body = stating(ledger);
    ledger.do(gateway, "asset.reserves.publish", body);
    ledger.do(firm, "asset.reserves.attest", body);
    ledger.do(gateway, "asset.reserves.publish", stating(ledger));
    expect(assets.read(ledger.state, hkd)?.reserves?.attestedBy).toBeUndefined();
  });
});

/** A ledger where HKD has every option but authorisation, and these limits; alice has 100.00. */
function limited(limits: object): BankingLedger {
  const ledger = new BankingLedger();
  ledger.issue(options(true));
  ledger.do(gateway, "asset.limits.set", limiting(limits));
  return ledger;
}

/** The failure after HKD was defined with every option, or with these. */
const after =
  (
    prepare: (ledger: BankingLedger) => readonly [TestKey, object],
    chosen: object = closed,
  ): Failure[1] =>
  (ledger) => {
    ledger.issue(chosen);
    return prepare(ledger);
  };
/** A redemption of alice's that is open. */
const open = (ledger: BankingLedger) =>
  ledger.do(alice, "asset.redeem", redeeming(1n))["redemption"];
const answered = (ledger: BankingLedger) => {
  const redemption = open(ledger);
  ledger.do(gateway, "asset.redeem.confirm", { redemption });
  return redemption;
};
/** What every operation of an issuer about an option can fail with. */
const byOption = (body: (asset: Uint8Array) => object): Failure[] => [
  ["NOT_ISSUER", after(() => [otherGateway, body(hkd)])],
  ["UNKNOWN_ASSET", after(() => [gateway, body(unknown)])],
  ["OPTION_OFF", after(() => [gateway, body(hkd)], options(false))],
];

testFailures("asset.", {
  "asset.define": [
    ["CURRENCY_DECIMALS", () => [gateway, { code: "JPY", decimals: 2 }]],
    ["TOO_MANY_DECIMALS", () => [gateway, { code: "GOLD", decimals: 19 }]],
    ["ASSET_EXISTS", after(() => [gateway, { code: "HKD", decimals: 2 }])],
  ],
  "asset.options": [
    ["NOT_ISSUER", after(() => [otherGateway, { asset: hkd, options: closed }])],
    ["UNKNOWN_ASSET", () => [gateway, { asset: unknown, options: closed }]],
    [
      "OPTIONS_FIXED", // one block after the definition, though nothing was issued yet
      (ledger) => {
        ledger.do(gateway, "asset.define", { code: "HKD", decimals: 2 });
        return [gateway, { asset: hkd, options: closed }];
      },
    ],
  ],
  "asset.issue": [
    ["ZERO_AMOUNT", () => [gateway, issue(alice, 0n)]],
    ["NOT_ISSUER", after(() => [otherGateway, issue(alice, 1n)])],
    ["UNKNOWN_ASSET", () => [gateway, issue(alice, 1n, unknown)]],
    ["UNKNOWN_ACCOUNT", after(() => [gateway, issue(stranger, 1n)])],
    ["SUPPLY_OVERFLOW", after(() => [gateway, issue(alice, U64_MAX - 9_999n)])],
    ["CREDITOR_NOT_AUTHORISED", after(() => [gateway, issue(bob, 1n)])],
    [
      "ASSET_FROZEN",
      after((ledger) => {
        ledger.do(gateway, "asset.freeze", freezing());
        return [gateway, issue(alice, 1n)];
      }),
    ],
    [
      "CREDITOR_FROZEN",
      after((ledger) => {
        ledger.do(gateway, "asset.freeze", freezing(alice));
        return [gateway, issue(alice, 1n)];
      }),
    ],
    [
      "HOLDER_LIMIT",
      after((ledger) => {
        ledger.do(gateway, "asset.limits.set", limiting({ perHolder: 10_000n }));
        return [gateway, issue(alice, 1n)];
      }),
    ],
  ],
  "asset.redeem": [
    ["ZERO_AMOUNT", () => [alice, redeeming(0n)]],
    ["UNKNOWN_ASSET", () => [alice, redeeming(1n, unknown)]],
    ["INSUFFICIENT_BALANCE", after(() => [alice, redeeming(10_001n)])],
    [
      "FROZEN",
      after((ledger) => {
        ledger.do(gateway, "asset.freeze", freezing());
        return [alice, redeeming(1n)];
      }),
    ],
  ],
  "asset.redeem.confirm": [
    ["UNKNOWN_REDEMPTION", () => [gateway, { redemption: new Uint8Array(32) }]],
    ["NOT_ISSUER", after((ledger) => [otherGateway, { redemption: open(ledger) }])],
    ["REDEMPTION_CLOSED", after((ledger) => [gateway, { redemption: answered(ledger) }])],
  ],
  "asset.redeem.reject": [
    ["UNKNOWN_REDEMPTION", () => [gateway, { redemption: new Uint8Array(32), reason: "no" }]],
    ["NOT_ISSUER", after((ledger) => [otherGateway, { redemption: open(ledger), reason: "no" }])],
    [
      "REDEMPTION_CLOSED",
      after((ledger) => [gateway, { redemption: answered(ledger), reason: "no" }]),
    ],
  ],
  "asset.holder.authorise": [
    ...byOption((asset) => holder(bob, asset)),
    ["UNKNOWN_ACCOUNT", after(() => [gateway, holder(stranger)])],
    ["AUTHORISED_ALREADY", after(() => [gateway, holder(alice)])],
  ],
  "asset.holder.revoke": [
    ...byOption((asset) => holder(alice, asset)),
    ["UNKNOWN_ACCOUNT", after(() => [gateway, holder(stranger)])],
    ["NOT_AUTHORISED", after(() => [gateway, holder(bob)])],
  ],
  "asset.freeze": [
    ...byOption((asset) => freezing(undefined, asset)),
    ["UNKNOWN_ACCOUNT", after(() => [gateway, freezing(stranger)])],
    [
      "FROZEN_ALREADY",
      after((ledger) => {
        ledger.do(gateway, "asset.freeze", freezing(alice));
        return [gateway, freezing(alice)];
      }),
    ],
    [
      "FROZEN_ALREADY",
      after((ledger) => {
        ledger.do(gateway, "asset.freeze", freezing());
        return [gateway, freezing()];
      }),
    ],
  ],
  "asset.unfreeze": [
    ...byOption((asset) => thawing(undefined, asset)),
    ["UNKNOWN_ACCOUNT", after(() => [gateway, thawing(stranger)])],
    ["NOT_FROZEN", after(() => [gateway, thawing()])],
    [
      "NOT_FROZEN", // alice alone: it is everybody that is frozen
      after((ledger) => {
        ledger.do(gateway, "asset.freeze", freezing());
        return [gateway, thawing(alice)];
      }),
    ],
  ],
  "asset.clawback": [
    ...byOption((asset) => taking(1n, asset)),
    ["ZERO_AMOUNT", () => [gateway, taking(0n)]],
    ["INSUFFICIENT_BALANCE", after(() => [gateway, taking(10_001n)])],
  ],
  "asset.limits.set": byOption((asset) => limiting({ perDay: 1n }, asset)),
  "asset.reserves.publish": [
    ["NOT_ISSUER", after((ledger) => [otherGateway, stating(ledger)])],
    ["UNKNOWN_ASSET", (ledger) => [gateway, stating(ledger, { asset: unknown })]],
    // The block that carries it is a second later.
    [
      "AS_OF_IN_FUTURE",
      after((ledger) => [gateway, stating(ledger, { asOfMs: ledger.timeMs + 1_001 })]),
    ],
    [
      "OLDER_THAN_LAST",
      after((ledger) => {
        const { asOfMs } = stating(ledger);
        ledger.do(gateway, "asset.reserves.publish", stating(ledger));
        return [gateway, stating(ledger, { asOfMs: asOfMs - 1 })];
      }),
    ],
  ],
  "asset.reserves.attest": [
    ["UNKNOWN_ASSET", (ledger) => [firm, stating(ledger)]],
    ["NOTHING_STATED", after((ledger) => [firm, stating(ledger)])],
    ...[{ minor: 9_999n }, { asOfMs: 1 }, { report: new Uint8Array(32) }].map((change): Failure => [
      "STATEMENT_DIFFERS",
      after((ledger) => {
        const body = stating(ledger);
        ledger.do(gateway, "asset.reserves.publish", body);
        return [firm, { ...body, ...change }];
      }),
    ]),
    [
      "ATTESTED_ALREADY",
      after((ledger) => {
        const body = stating(ledger);
        ledger.do(gateway, "asset.reserves.publish", body);
        ledger.do(firm, "asset.reserves.attest", body);
        return [firm, body];
      }),
    ],
  ],
});
