import { expect } from "vitest";

import { assetId } from "../../src/primitives/asset-id.ts";
import { hkd, usd } from "../ledger.ts";
import {
  alice,
  type BankingLedger,
  bob,
  gateway,
  HOUR,
  options,
  regulator,
} from "../transactions/banking.ts";
import { freeze, gatewayUs, limit, placeMany, revoke, type Step } from "./exchange.ts";
import { type Failure, type Failures, testFailures } from "../transactions/failures.ts";

// Goal: every named failure of every type about conversion is reached, writes nothing and says what to do.
// Method: the production executor over a state in memory. HKD has every option; alice has 100.00 HKD and bob 100.00 USD.

const pair = { base: hkd, quote: usd };
const tick = { num: 1n, den: 10n };
const MAX = 2n ** 64n - 1n;
const order = (changes: object = {}) => ({
  ...{ ...pair, side: "sell", price: 10, quantity: 100n, timeInForce: "GTC" },
  ...{ expiresAt: undefined, ...changes },
});
const buying = (changes: object = {}) => order({ side: "buy", ...changes });

function setUp(ledger: BankingLedger, isOpen = true): void {
  ledger.issue(options(true, { authorisation: true }), [alice, bob]);
  ledger.do(gatewayUs, "asset.define", { code: "USD", decimals: 2 });
  const amount = { asset: usd, minor: 10_000n };
  ledger.do(gatewayUs, "asset.issue", { to: bob.account, amount, reference: undefined });
  if (isOpen) ledger.do(gatewayUs, "fx.pair.open", { ...pair, tick });
}

const place = (ledger: BankingLedger, by = alice, body: object = order()) =>
  ledger.do(by, "fx.offer.place", body);
const offerOf = (ledger: BankingLedger, body?: object) => {
  const { offer } = place(ledger, alice, body);
  expect(offer).toBeDefined();
  return { offer };
};
const halt = (ledger: BankingLedger) =>
  ledger.do(regulator, "fx.pair.halt", { ...pair, reason: "feed in doubt" });

/** Whoever does it, after the market was set up and something has stood in the way. */
const when =
  (
    by = alice,
    body: object | ((ledger: BankingLedger) => object) = order(),
    stop?: Step,
  ): Failure[1] =>
  (ledger) => {
    setUp(ledger);
    stop?.(ledger);
    return [by, typeof body === "function" ? body(ledger) : body];
  };

const unopened =
  (by: typeof alice, body: object): Failure[1] =>
  (ledger) => {
    setUp(ledger, false);
    return [by, body];
  };
const eur = assetId("EUR", gateway.account);
const unknownPair: Failure = ["UNKNOWN_PAIR", when(alice, order({ base: usd, quote: hkd }))];

const failures: Failures = {
  "fx.pair.open": [
    ["SAME_ASSET", unopened(gateway, { base: hkd, quote: hkd, tick })],
    ["ZERO_TICK", unopened(gateway, { ...pair, tick: { num: 0n, den: 1n } })],
    ["ZERO_TICK", unopened(gateway, { ...pair, tick: { num: 1n, den: 0n } })],
    ["UNKNOWN_ASSET", unopened(gateway, { base: eur, quote: usd, tick })],
    [
      "NOT_ISSUER",
      (ledger) => {
        setUp(ledger, false);
        ledger.do(gateway, "asset.define", { code: "EUR", decimals: 2 });
        return [gatewayUs, { base: hkd, quote: eur, tick }];
      },
    ],
    ["PAIR_EXISTS", when(gatewayUs, { ...pair, tick })],
    ["PAIR_EXISTS", when(gateway, { base: usd, quote: hkd, tick })],
  ],
  "fx.pair.halt": [
    ["UNKNOWN_PAIR", when(regulator, { base: usd, quote: hkd, reason: "feed in doubt" })],
    ["HALTED_ALREADY", when(regulator, { ...pair, reason: "feed in doubt" }, halt)],
  ],
  "fx.pair.resume": [
    ["UNKNOWN_PAIR", when(regulator, { base: usd, quote: hkd })],
    ["NOT_HALTED", when(regulator, pair)],
  ],
  "fx.offer.place": [
    ["ZERO_AMOUNT", when(alice, order({ quantity: 0n }))],
    ["ZERO_PRICE", when(alice, order({ price: 0 }))],
    unknownPair,
    ["PAIR_HALTED", when(alice, order(), halt)],
    ["EXPIRY_OUT_OF_RANGE", when(alice, (ledger) => order({ expiresAt: ledger.timeMs }))],
    [
      "EXPIRY_OUT_OF_RANGE",
      when(alice, (ledger) => order({ expiresAt: ledger.timeMs + 31 * 24 * HOUR })),
    ],
    ["AMOUNT_OUT_OF_RANGE", when(alice, order({ price: 9, quantity: 1n }))],
    ["AMOUNT_OUT_OF_RANGE", when(alice, order({ price: 11, quantity: MAX }))],
    ["INSUFFICIENT_BALANCE", when(alice, order({ quantity: 10_001n }))],
    ["INSUFFICIENT_BALANCE", when(bob, buying({ quantity: 10_001n }))],
    [
      "INSUFFICIENT_BALANCE",
      when(
        alice,
        order({ side: "sell", quantity: 10_001n, price: 1, timeInForce: "IOC" }),
        (ledger) => place(ledger, bob, buying({ price: 1, quantity: 10_001n })),
      ),
    ],
    ["ASSET_FROZEN", when(alice, order(), freeze())],
    ["DEBTOR_FROZEN", when(alice, order(), freeze(alice))],
    ["DEBTOR_NOT_AUTHORISED", when(alice, order(), revoke(alice))],
    ["TRANSFER_LIMIT", when(alice, order(), limit({ perTransfer: 99n }))],
    ["CREDITOR_FROZEN", when(bob, buying(), freeze(bob))],
    ["CREDITOR_NOT_AUTHORISED", when(bob, buying(), revoke(bob))],
    ["HOLDER_LIMIT", when(bob, buying(), limit({ perHolder: 10_099n }))],
    [
      "TOO_MANY_OFFERS",
      (ledger) => {
        setUp(ledger);
        placeMany(ledger, alice, order({ quantity: 1n }), 257);
        const most = buying({ quantity: 32n, timeInForce: "IOC" });
        return [bob, buying({ quantity: 1n }), undefined, new Array<object>(8).fill(most)];
      },
    ],
    ["NOT_FILLED", when(bob, buying({ quantity: 101n, timeInForce: "FOK" }), (one) => place(one))],
    ["WOULD_TAKE", when(bob, buying({ timeInForce: "PASSIVE" }), (one) => place(one))],
    [
      "LEVEL_FULL",
      (ledger) => {
        setUp(ledger);
        const [big, account] = [MAX / 2n + 1n, alice.account];
        ledger.do(gatewayUs, "fx.pair.open", { base: usd, quote: eurOf(ledger), tick: far });
        for (const to of [account, bob.account]) {
          const amount = { asset: eurOf(ledger), minor: 10n };
          ledger.do(gateway, "asset.issue", { to, amount, reference: undefined });
        }
        const buy = {
          ...{ base: usd, quote: eur, side: "buy", price: 1, quantity: big },
          ...{ timeInForce: "GTC", expiresAt: undefined },
        };
        place(ledger, alice, buy);
        return [bob, buy];
      },
    ],
  ],
  "fx.offer.cancel": [
    ["UNKNOWN_OFFER", when(alice, { offer: new Uint8Array(32) })],
    ["NOT_YOUR_OFFER", when(bob, (ledger) => offerOf(ledger))],
  ],
  "fx.offer.amend": [
    ["ZERO_AMOUNT", when(alice, { offer: new Uint8Array(32), left: 0n })],
    ["UNKNOWN_OFFER", when(alice, { offer: new Uint8Array(32), left: 1n })],
    ["NOT_YOUR_OFFER", when(bob, (ledger) => ({ ...offerOf(ledger), left: 1n }))],
    ["NOT_LESS", when(alice, (ledger) => ({ ...offerOf(ledger), left: 100n }))],
    [
      "AMOUNT_OUT_OF_RANGE",
      when(alice, (ledger) => ({ ...offerOf(ledger, order({ price: 9 })), left: 1n })),
    ],
  ],
};
testFailures("fx.pair.", failures, 6);
testFailures("fx.offer.", failures, 6);

/** So little is a unit worth that offers of half of all there can be cost ten units. */
const far = { num: 1n, den: 10n ** 18n };

function eurOf(ledger: BankingLedger): Uint8Array {
  if (!ledger.state.has(`asset/${Buffer.from(eur).toString("hex")}`)) {
    ledger.do(gateway, "asset.define", { code: "EUR", decimals: 2 });
  }
  return eur;
}
