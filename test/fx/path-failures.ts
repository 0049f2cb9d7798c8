import { testKey } from "../keys.ts";
import { hkd, payment, usd } from "../ledger.ts";
import {
  alice,
  bank,
  type BankingLedger,
  bob,
  gateway,
  held,
  HOUR,
  options,
  regulator,
  stranger,
  walletHk,
} from "../transactions/banking.ts";
import type { Failure, Failures } from "../transactions/failures.ts";
import {
  equip,
  eur,
  freeze,
  gatewayUs,
  limit,
  revoke,
  type Step,
  hop,
  openBooks,
  placeMany,
  quote,
  receiving,
  sending,
} from "./exchange.ts";

/** How each failure of a path payment is reached. Carol, a user of wallet-hk, has 100.00 HKD and pays bob EUR over USD. */

const carol = testKey("carol");
type Changes = object | ((ledger: BankingLedger) => object);
type Way = "send" | "receive";

function setUp(ledger: BankingLedger): void {
  ledger.sponsor(walletHk, carol);
  ledger.issue(options(true, { authorisation: true }), [carol, bob]);
  equip(ledger);
  openBooks(ledger);
}
const body = (way: Way, changes: object) =>
  way === "send" ? sending(bob, changes) : receiving(bob, changes);

const when =
  (way: Way, changes: Changes = {}, stop?: Step): Failure[1] =>
  (ledger) => {
    setUp(ledger);
    const changed = changesOf(changes, ledger);
    stop?.(ledger);
    return [carol, body(way, changed)];
  };

const sponsorLimit =
  (limits: object): Step =>
  (ledger) =>
    ledger.do(walletHk, "payment.limits.set", {
      account: carol.account,
      limit: {
        asset: hkd,
        perTransfer: undefined,
        perDay: undefined,
        perYear: undefined,
        ...limits,
      },
    });
const give =
  (to: typeof bob, asset: Uint8Array, minor: bigint): Step =>
  (ledger) =>
    ledger.do(asset === hkd ? gateway : gatewayUs, "asset.issue", {
      ...{ to: to.account, amount: { asset, minor }, reference: undefined },
    });

/** A quote of the bank's stands on the path: the first hop, for 78.00 HKD or 10.00 USD. */
const byQuote = (id: Uint8Array) => ({ path: [hop(usd, { quote: id }), hop(eur)] });
const quoted =
  (way: Way, changes: object = {}, taker = carol) =>
  (ledger: BankingLedger) =>
    byQuote(quote(ledger, taker, way === "send" ? changes : { ...inUsd, ...changes }));
const inUsd = { fixed: "gets", least: 1n, most: 1_000n };

/** Carol pays USD and bob gets HKD, by a quote. */
const toHkd =
  (way: Way, stop: Step): Failure[1] =>
  (ledger) => {
    setUp(ledger);
    give(bank, hkd, 10_000n)(ledger);
    give(carol, usd, 10_000n)(ledger);
    const rate = { num: 5n, den: 39n };
    const band = { pays: usd, gets: hkd, fixed: "gets", least: 1n, most: 780n, rate };
    const id = quote(ledger, carol, band);
    stop(ledger);
    const path = [hop(hkd, { quote: id })];
    const [dollars, hundred] = [
      { asset: usd, minor: 100n },
      { asset: hkd, minor: 780n },
    ];
    const amounts =
      way === "send"
        ? { send: dollars, deliverMin: { ...hundred, minor: 1n } }
        : { sendMax: dollars, deliver: hundred };
    return [carol, body(way, { path, ...amounts })];
  };

/** Eight payments before it in its transaction take 32 offers each. */
const often =
  (way: Way): Failure[1] =>
  (ledger) => {
    setUp(ledger);
    const offer = { base: usd, quote: hkd, side: "sell", price: 10, quantity: 10n };
    placeMany(ledger, bank, { ...offer, timeInForce: "GTC", expiresAt: undefined }, 257);
    const [most, one] = [320n, 10n].map((minor): object => {
      const [hkds, usds] = [
        { asset: hkd, minor },
        { asset: usd, minor },
      ];
      return way === "send"
        ? { path: [hop(usd)], send: hkds, deliverMin: usds }
        : { path: [hop(usd)], sendMax: hkds, deliver: usds };
    });
    const before = Array.from({ length: 8 }, () => body(way, most!));
    return [carol, body(way, one!), undefined, before];
  };

const failuresOf = (way: Way): Failure[] => [
  ["ZERO_AMOUNT", when(way, zero(way))],
  ["ASSET_TWICE", when(way, { path: [hop(usd), hop(hkd), hop(eur)] })],
  ["ASSET_TWICE", when(way, { path: [hop(usd), hop(usd), hop(eur)] })],
  ["WRONG_END", when(way, { path: [hop(usd)] })],
  ["UETR_USED", used(way)],
  ["UNKNOWN_ACCOUNT", when(way, { to: stranger.account })],
  ["CREDITOR_SUSPENDED", when(way, {}, (ledger) => ledger.suspend("bob"))],
  ["UNKNOWN_PAIR", when(way, { path: [hop(eur)] })],
  [
    "PAIR_HALTED",
    when(way, {}, (ledger) =>
      ledger.do(regulator, "fx.pair.halt", { base: eur, quote: usd, reason: "feed in doubt" }),
    ),
  ],
  ["TOO_THIN", when(way, { path: [hop(usd, { worst: 77 }), hop(eur)] })],
  ["TOO_MANY_OFFERS", often(way)],
  ["ASSET_FROZEN", when(way, {}, freeze())],
  ["DEBTOR_FROZEN", when(way, {}, freeze(carol))],
  ["DEBTOR_NOT_AUTHORISED", when(way, {}, revoke(carol))],
  ["TRANSFER_LIMIT", when(way, {}, limit({ perTransfer: 7_799n }))],
  ["DAY_LIMIT", when(way, {}, limit({ perDay: 7_799n }))],
  ["SPONSOR_TRANSFER_LIMIT", when(way, {}, sponsorLimit({ perTransfer: 7_799n }))],
  ["SPONSOR_DAY_LIMIT", when(way, {}, sponsorLimit({ perDay: 7_799n }))],
  ["SPONSOR_YEAR_LIMIT", when(way, {}, sponsorLimit({ perYear: 7_799n }))],
  [
    "INSUFFICIENT_BALANCE",
    when(way, {}, (ledger) => ledger.do(carol, "payment.transfer", payment(bob.account, 2_201n))),
  ],
  ["CREDITOR_FROZEN", toHkd(way, freeze(bob))],
  ["CREDITOR_NOT_AUTHORISED", toHkd(way, revoke(bob))],
  ["HOLDER_LIMIT", toHkd(way, limit({ perHolder: 10_779n }))],
  ["UNKNOWN_QUOTE", when(way, byQuote(new Uint8Array(32)))],
  ["NOT_YOUR_QUOTE", when(way, quoted(way, {}, alice))],
  ["QUOTE_BAND", when(way, quoted(way, way === "send" ? { most: 7_799n } : { most: 999n }))],
  ["QUOTE_ASSETS", when(way, quoted(way, { gets: eur }))],
  ["QUOTE_MAKER_BARRED", when(way, quoted(way), freeze(bank))],
  [
    "QUOTE_EXPIRED",
    (ledger) => {
      setUp(ledger);
      const expiresAt = ledger.timeMs + 1_500;
      return [carol, body(way, quoted(way, { expiresAt })(ledger)), expiresAt + 100];
    },
  ],
  [
    "QUOTE_IN_USE",
    when(way, (ledger) => {
      const settleBy = ledger.timeMs + 2 * HOUR;
      const id = quote(ledger, carol, { settleBy });
      const order = held(ledger, 100n, { quote: id });
      ledger.do(carol, "payment.hold", order);
      return byQuote(id);
    }),
  ],
];

export const pathFailures: Failures = {
  "payment.path.send": [
    ...failuresOf("send"),
    ["BELOW_MINIMUM", when("send", { deliverMin: { asset: eur, minor: 801n } })],
  ],
  "payment.path.receive": [
    ...failuresOf("receive"),
    ["ABOVE_MAXIMUM", when("receive", { sendMax: { asset: hkd, minor: 7_799n } })],
  ],
};

function zero(way: Way): object {
  return way === "send"
    ? { send: { asset: hkd, minor: 0n } }
    : { deliver: { asset: eur, minor: 0n } };
}

function used(way: Way): Failure[1] {
  return (ledger) => {
    setUp(ledger);
    const order = body(way, {});
    ledger.do(carol, "payment.transfer", payment(bob.account, 1n, hkd, order.uetr));
    return [carol, order];
  };
}

function changesOf(changes: Changes, ledger: BankingLedger): object {
  return typeof changes === "function" ? (changes(ledger) as object) : changes;
}
