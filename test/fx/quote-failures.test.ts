import { assetId } from "../../src/primitives/asset-id.ts";
import { hkd, usd } from "../ledger.ts";
import { testKey } from "../keys.ts";
import {
  alice,
  bank,
  type BankingLedger,
  bob,
  DAY,
  gateway,
  held,
  HOUR,
  options,
} from "../transactions/banking.ts";
import { type Failure, testFailures } from "../transactions/failures.ts";
import {
  freeze,
  limit,
  revoke,
  type Step,
  equip,
  eur,
  gatewayUs,
  quote,
  quoting,
} from "./exchange.ts";

// Goal: every named failure of every type about quotes is reached, writes nothing and says what to do.
// Method: the production executor over a state in memory. HKD has every option; alice and bob have 100.00 of it, and the bank 1,000.00 USD.

const MAX = 2n ** 64n - 1n;
const nowhere = new Uint8Array(32);
const yen = assetId("JPY", gateway.account);
const stranger = testKey("stranger");
type Changes = object | ((ledger: BankingLedger) => object);

function setUp(ledger: BankingLedger): void {
  ledger.issue(options(true, { authorisation: true }), [alice, bob]);
  equip(ledger);
}

/** The bank gives alice a quote, after something has stood in the way. */
const gives =
  (changes: Changes = {}, stop?: Step): Failure[1] =>
  (ledger) => {
    setUp(ledger);
    stop?.(ledger);
    const changed = changesOf(changes, ledger);
    return [bank, quoting(ledger, alice, changed)];
  };
/** Alice takes 78.00 HKD worth of a quote, after something has come between. */
const accepts =
  (amount = 7_800n, stop?: Step, by = alice): Failure[1] =>
  (ledger) => {
    setUp(ledger);
    const id = quote(ledger, alice);
    stop?.(ledger);
    return [by, { quote: id, amount }];
  };
const request = (ledger: BankingLedger, changes: object = {}) => ({
  ...{ pays: hkd, gets: usd, fixed: "pays", amount: 7_800n, makers: [bank.account] },
  ...{ answerBy: ledger.timeMs + HOUR, ...changes },
});
const asks =
  (changes: Changes = {}): Failure[1] =>
  (ledger) => {
    setUp(ledger);
    const changed = changesOf(changes, ledger);
    return [alice, request(ledger, changed)];
  };
const asked = (ledger: BankingLedger, changes: object = {}) => ({
  request: ledger.do(alice, "fx.quote.request", request(ledger, changes))["request"],
});

/** The bank quotes HKD, of which it has 50.00, for USD. */
const inHkd = { pays: usd, gets: hkd, fixed: "gets", least: 100n, most: 5_000n };
const fund: Step = (ledger) =>
  ledger.do(gateway, "asset.issue", {
    ...{ to: bank.account, amount: { asset: hkd, minor: 5_000n }, reference: undefined },
  });
const both =
  (...steps: Step[]): Step =>
  (ledger) =>
    steps.forEach((step) => step(ledger));
/** Alice pays USD for HKD of the bank. */
const takesHkd =
  (stop: Step): Failure[1] =>
  (ledger) => {
    setUp(ledger);
    fund(ledger);
    const amount = { asset: usd, minor: 10_000n };
    ledger.do(gatewayUs, "asset.issue", { to: alice.account, amount, reference: undefined });
    const id = quote(ledger, alice, inHkd);
    stop(ledger);
    return [alice, { quote: id, amount: 100n }];
  };

testFailures(
  "fx.quote.",
  {
    "fx.quote.request": [
      ["ZERO_AMOUNT", asks({ amount: 0n })],
      ["SAME_ASSET", asks({ gets: hkd })],
      ["UNKNOWN_ASSET", asks({ gets: yen })],
      ["DUPLICATE_MAKER", asks({ makers: [bank.account, bank.account] })],
      ["NOT_A_MAKER", asks({ makers: [bank.account, stranger.account] })],
      ["NOT_A_MAKER", asks({ makers: [bob.account] })],
      ["NOT_A_MAKER", asks({ makers: [alice.account] })],
      ["EXPIRY_OUT_OF_RANGE", asks((ledger) => ({ answerBy: ledger.timeMs }))],
      ["EXPIRY_OUT_OF_RANGE", asks((ledger) => ({ answerBy: ledger.timeMs + 8 * DAY }))],
    ],
    "fx.quote.give": [
      ["SAME_ASSET", gives({ gets: hkd })],
      ["UNKNOWN_ASSET", gives({ pays: yen })],
      ["ZERO_RATE", gives({ rate: { num: 0n, den: 1n } })],
      ["ZERO_RATE", gives({ rate: { num: 1n, den: 0n } })],
      ["ZERO_AMOUNT", gives({ least: 0n })],
      ["BAND_OUT_OF_ORDER", gives({ least: 7_801n })],
      ["AMOUNT_OUT_OF_RANGE", gives({ least: 7n })],
      ["AMOUNT_OUT_OF_RANGE", gives({ fixed: "gets", most: MAX })],
      ["UNKNOWN_ACCOUNT", gives({ taker: stranger.account })],
      ["OWN_PARTICIPANT", gives({ taker: bank.account })],
      ["EXPIRY_OUT_OF_RANGE", gives((ledger) => ({ expiresAt: ledger.timeMs }))],
      ["EXPIRY_OUT_OF_RANGE", gives((ledger) => ({ expiresAt: ledger.timeMs + 31 * DAY }))],
      ["EXPIRY_OUT_OF_RANGE", gives((ledger) => ({ settleBy: ledger.timeMs + HOUR - 1 }))],
      ["EXPIRY_OUT_OF_RANGE", gives((ledger) => ({ settleBy: ledger.timeMs + 31 * DAY }))],
      ["INSUFFICIENT_BALANCE", gives({ most: 780_008n })],
      ["ASSET_FROZEN", gives({}, freeze())],
      ["CREDITOR_FROZEN", gives({}, freeze(bank))],
      ["CREDITOR_NOT_AUTHORISED", gives({}, revoke(bank))],
      ["HOLDER_LIMIT", gives({}, limit({ perHolder: 7_799n }))],
      ["DEBTOR_FROZEN", gives(inHkd, both(fund, freeze(bank)))],
      ["DEBTOR_NOT_AUTHORISED", gives(inHkd, both(fund, revoke(bank)))],
      ["TRANSFER_LIMIT", gives(inHkd, both(fund, limit({ perTransfer: 4_999n })))],
      ["UNKNOWN_REQUEST", gives({ request: nowhere })],
      ["UNKNOWN_REQUEST", gives((ledger) => asked(ledger, { makers: [gateway.account] }))],
      ["NOT_AS_REQUESTED", gives((ledger) => asked(ledger, { amount: 7_801n }))],
      ["NOT_AS_REQUESTED", gives((ledger) => asked(ledger, { amount: 99n }))],
      ["NOT_AS_REQUESTED", gives((ledger) => asked(ledger, { gets: eur }))],
      ["NOT_AS_REQUESTED", gives((ledger) => asked(ledger, { fixed: "gets" }))],
    ],
    "fx.quote.accept": [
      ["ZERO_AMOUNT", accepts(0n)],
      [
        "UNKNOWN_QUOTE", // it was used
        (ledger) => {
          setUp(ledger);
          const body = { quote: quote(ledger, alice), amount: 100n };
          ledger.do(alice, "fx.quote.accept", body);
          return [alice, body];
        },
      ],
      ["NOT_YOUR_QUOTE", accepts(7_800n, undefined, bob)],
      ["QUOTE_BAND", accepts(99n)],
      ["QUOTE_BAND", accepts(7_801n)],
      ["INSUFFICIENT_BALANCE", accepts(7_800n, poorer)],
      ["ASSET_FROZEN", accepts(7_800n, freeze())],
      ["DEBTOR_FROZEN", accepts(7_800n, freeze(alice))],
      ["DEBTOR_NOT_AUTHORISED", accepts(7_800n, revoke(alice))],
      ["TRANSFER_LIMIT", accepts(7_800n, limit({ perTransfer: 7_799n }))],
      ["CREDITOR_FROZEN", takesHkd(freeze(alice))],
      ["CREDITOR_NOT_AUTHORISED", takesHkd(revoke(alice))],
      ["HOLDER_LIMIT", takesHkd(limit({ perHolder: 10_099n }))],
      ["QUOTE_MAKER_BARRED", accepts(7_800n, (ledger) => ledger.suspend("bank-sc"))],
      ["QUOTE_MAKER_BARRED", accepts(7_800n, freeze(bank))],
      ["QUOTE_MAKER_BARRED", takesHkd(freeze(bank))],
      [
        "QUOTE_EXPIRED", // within the last second: no sweep has come by
        (ledger) => {
          setUp(ledger);
          const expiresAt = ledger.timeMs + 1_500;
          const id = quote(ledger, alice, { expiresAt });
          return [alice, { quote: id, amount: 7_800n }, expiresAt + 100];
        },
      ],
      [
        "QUOTE_IN_USE",
        (ledger) => {
          setUp(ledger);
          const id = quote(ledger, alice, { settleBy: ledger.timeMs + 2 * HOUR });
          ledger.do(alice, "payment.hold", held(ledger, 7_800n, { quote: id }));
          return [alice, { quote: id, amount: 7_800n }];
        },
      ],
    ],
  },
  4,
);

function poorer(ledger: BankingLedger): void {
  const amount = { asset: hkd, minor: 5_000n };
  ledger.do(gateway, "asset.clawback", { from: alice.account, amount, reason: "court order" });
}

function changesOf(changes: Changes, ledger: BankingLedger): object {
  return typeof changes === "function" ? (changes(ledger) as object) : changes;
}
