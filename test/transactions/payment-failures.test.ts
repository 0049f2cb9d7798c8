import { assetId } from "../../src/primitives/asset-id.ts";
import { LIMITED_ASSETS_MAX } from "../../src/transactions/participants/records.ts";
import { RETURNS_MAX } from "../../src/transactions/payments/records.ts";
import { testKey, type TestKey } from "../keys.ts";
import { equip, eur, quote } from "../fx/exchange.ts";
import { pathFailures } from "../fx/path-failures.ts";
import { payment, uetr } from "../ledger.ts";
import {
  alice,
  bank,
  type BankingLedger,
  bob,
  customs,
  gateway,
  held,
  hkd,
  HOUR,
  options,
  stranger,
  walletHk,
  walletPh,
} from "./banking.ts";
import { type Failure, type Failures, testFailures } from "./failures.ts";

// Goal: every named failure of every type about payments is reached, limits by one minor unit (docs/domain section 1).
// Method: the production executor over a state in memory, one block per attempt. HKD has every option; carol, a user of
// wallet-hk, and bob have 100.00 of it, and carol pays bob 1.00.

const carol = testKey("carol");
const parties = [walletHk, bank, walletPh];
const unknown = { uetr: uetr() };
const unlimited = { perHolder: undefined, perTransfer: undefined, perDay: undefined };
const free = { perTransfer: undefined, perDay: undefined, perYear: undefined };

type Act = (ledger: BankingLedger) => object;
/** What happens after the body was prepared and before it is sent. */
type Step = (ledger: BankingLedger, body: object) => void;

function setUp(ledger: BankingLedger): void {
  ledger.sponsor(walletHk, carol);
  ledger.issue(options(true, { authorisation: true }), [carol, bob]);
}

/** What somebody does, after whatever made it impossible. */
const when =
  (act: Act, by: TestKey, stop: Step = () => undefined): Failure[1] =>
  (ledger) => {
    setUp(ledger);
    const body = act(ledger);
    stop(ledger, body);
    return [by, body];
  };
const eachOf = (stops: Readonly<Record<string, Step>>, act: Act, by: TestKey): Failure[] =>
  Object.entries(stops).map(([code, stop]) => [code, when(act, by, stop)]);

const freeze = (ledger: BankingLedger, one?: TestKey) =>
  ledger.do(gateway, "asset.freeze", { asset: hkd, holder: one?.account, reason: "court order" });
const revoke = (ledger: BankingLedger, { account }: TestKey) =>
  ledger.do(gateway, "asset.holder.revoke", { asset: hkd, holder: account });
const limit = (ledger: BankingLedger, limits: object) =>
  ledger.do(gateway, "asset.limits.set", { asset: hkd, limits: { ...unlimited, ...limits } });
const sponsorLimit = (limits: object, asset = hkd) => ({
  ...{ account: carol.account, limit: { asset, ...free, ...limits } },
});

/** What keeps a payer from paying 1.00. */
const payerStops = (payer: TestKey): Readonly<Record<string, Step>> => ({
  ASSET_FROZEN: (ledger) => freeze(ledger),
  DEBTOR_FROZEN: (ledger) => freeze(ledger, payer),
  DEBTOR_NOT_AUTHORISED: (ledger) => revoke(ledger, payer),
  TRANSFER_LIMIT: (ledger) => limit(ledger, { perTransfer: 99n }),
});
/** What keeps carol from sending 1.00, by what she has sent. */
const spendingStops: Readonly<Record<string, Step>> = {
  DAY_LIMIT: (ledger) => limit(ledger, { perDay: 99n }),
  ...Object.fromEntries(
    [
      ["SPONSOR_TRANSFER_LIMIT", "perTransfer"],
      ["SPONSOR_DAY_LIMIT", "perDay"],
      ["SPONSOR_YEAR_LIMIT", "perYear"],
    ].map(([code, name]): [string, Step] => [
      code!,
      (ledger) => ledger.do(walletHk, "payment.limits.set", sponsorLimit({ [name!]: 99n })),
    ]),
  ),
};
/** What keeps somebody, who has `before`, from getting 1.00. */
const receiverStops = (receiver: TestKey, before: bigint): Readonly<Record<string, Step>> => ({
  CREDITOR_FROZEN: (ledger) => freeze(ledger, receiver),
  CREDITOR_NOT_AUTHORISED: (ledger) => revoke(ledger, receiver),
  HOLDER_LIMIT: (ledger) => limit(ledger, { perHolder: before + 99n }),
});
const suspendBob: Step = (ledger) => ledger.suspend("bob");

const pays: Act = () => payment(bob.account, 100n);
const paid: Act = (ledger) => {
  const id = uetr();
  ledger.do(carol, "payment.transfer", payment(bob.account, 100n, hkd, id));
  return { uetr: id };
};
const used: Act = (ledger) => ({ ...payment(bob.account, 1n), ...paid(ledger) });
const holds =
  (changes: object = {}, minor = 100n): Act =>
  (ledger) =>
    held(ledger, minor, changes);
const agentsOf = (...keys: TestKey[]) => ({
  agents: keys.map(({ account }) => ({ account, side: "debtor" as const })),
});

/** A payment that waits, after the approvals of some. */
const waits =
  (approved: readonly TestKey[] = []): Act =>
  (ledger) => {
    const order = held(ledger, 100n);
    ledger.do(carol, "payment.hold", order);
    for (const by of approved) ledger.do(by, "payment.approve", { uetr: order.uetr });
    return { uetr: order.uetr };
  };
const rejected: Act = (ledger) => {
  const body = waits()(ledger);
  ledger.do(walletPh, "payment.refuse", { ...body, reason: "AC04" });
  return body;
};
const because =
  (act: Act, changes: object): Act =>
  (ledger) => ({ ...act(ledger), ...changes });
const flatFee = (flat: bigint) => ({
  ...{ flat, partsPerMillion: 0, least: undefined, most: undefined },
});
const dear =
  (act: Act): Act =>
  (ledger) => {
    ledger.do(bank, "payment.fees.set", { asset: hkd, schedule: flatFee(100n) });
    return act(ledger);
  };

/** What the parties of a held payment can fail with, whichever way they decide or track. */
const ofAgents = (changes: object): Failure[] => [
  ["UNKNOWN_PAYMENT", when(() => ({ ...unknown, ...changes }), bank)],
  ["NOT_HELD", when(because(paid, changes), bank)],
  ["NOT_AN_AGENT", when(because(waits(), changes), gateway)],
  ["PAYMENT_SETTLED", when(because(waits(parties), changes), bank)],
  ["PAYMENT_REJECTED", when(because(rejected, changes), bank)],
  [
    "PAYMENT_EXPIRED", // within the last second: no sweep has come by
    (ledger) => {
      setUp(ledger);
      const expiresAt = ledger.timeMs + 1_500;
      const order = held(ledger, 100n, { expiresAt });
      ledger.do(carol, "payment.hold", order);
      return [bank, { uetr: order.uetr, ...changes }, expiresAt + 100];
    },
  ],
];

/** A payment with a quote of the bank's, which then has USD and may hold HKD. */
const quoted =
  (taker: TestKey, changes: object = {}) =>
  (ledger: BankingLedger) => {
    equip(ledger);
    const settleBy = ledger.timeMs + 2 * HOUR;
    const id = quote(ledger, taker, { least: 100n, most: 100n, settleBy, ...changes });
    return held(ledger, 100n, { quote: id });
  };
const expiredQuote: Failure[1] = (ledger) => {
  setUp(ledger);
  equip(ledger);
  const [expiresAt, settleBy] = [ledger.timeMs + 1_500, ledger.timeMs + 2 * HOUR];
  const id = quote(ledger, carol, { expiresAt, settleBy });
  const order = held(ledger, 100n, { quote: id });
  return [carol, order, expiresAt + 100]; // within the last second: no sweep has come by
};

const recalls =
  (act: Act): Act =>
  (ledger) => {
    const body = act(ledger);
    ledger.do(carol, "payment.recall", { ...body, reason: "DUPL" });
    return body;
  };
const returns = (act: Act, minor: bigint): Act => because(act, { minor, reason: "DUPL" });
const returned =
  (minor: bigint, times = 1): Act =>
  (ledger) => {
    const body = paid(ledger);
    for (let i = 0; i < times; i++) {
      ledger.do(bob, "payment.return", { ...body, minor, reason: "DUPL" });
    }
    return body;
  };
const charging = (changes: object, asset = hkd) => ({
  ...{ asset, schedule: { ...flatFee(1n), ...changes } },
});
const yen = assetId("JPY", gateway.account);

const failures: Failures = {
  "payment.transfer": [
    ["ZERO_AMOUNT", when(() => payment(bob.account, 0n), carol)],
    ["INSUFFICIENT_BALANCE", when(() => payment(bob.account, 10_001n), carol)],
    ["UNKNOWN_ACCOUNT", when(() => payment(stranger.account, 1n), carol)],
    ["UETR_USED", when(used, carol)],
    ["CREDITOR_SUSPENDED", when(pays, carol, suspendBob)],
    ...eachOf({ ...payerStops(carol), ...spendingStops }, pays, carol),
    ...eachOf(receiverStops(bob, 10_000n), pays, carol),
  ],
  "payment.hold": [
    ["ZERO_AMOUNT", when(holds({}, 0n), carol)],
    ["INSUFFICIENT_BALANCE", when(dear(holds({}, 9_901n)), carol)], // the fee is on hold too
    ["UNKNOWN_ACCOUNT", when(holds({ to: stranger.account }), carol)],
    ["UETR_USED", when((ledger) => held(ledger, 1n, paid(ledger)), carol)],
    ["CREDITOR_SUSPENDED", when(holds(), carol, suspendBob)],
    ["DUPLICATE_AGENT", when(holds(agentsOf(bank, walletHk, bank)), carol)],
    ["AGENT_IS_PARTY", when(holds(agentsOf(bank, carol)), carol)],
    ["AGENT_IS_PARTY", when(holds(agentsOf(bob)), carol)],
    ["UNKNOWN_AGENT", when(holds(agentsOf(bank, stranger)), carol)],
    ["AGENT_ROLE", when(holds(agentsOf(bank, alice)), carol)],
    ["AGENT_ROLE", when(holds(agentsOf(customs)), carol)],
    // The block that carries it is a second later.
    ["EXPIRY_OUT_OF_RANGE", when((l) => held(l, 1n, { expiresAt: l.timeMs + 1_000 }), carol)],
    [
      "EXPIRY_OUT_OF_RANGE", // 720 hours are the default
      when((l) => held(l, 1n, { expiresAt: l.timeMs + 1_001 + 720 * HOUR }), carol),
    ],
    ["FEES_ABOVE_MAX", when(dear(holds({ feesMax: 99n })), carol)],
    ["FEES_ABOVE_AMOUNT", when(dear(holds({ chargeBearer: "CRED" })), carol)],
    ["UNKNOWN_QUOTE", when(holds({ quote: new Uint8Array(32) }), carol)],
    ["NOT_YOUR_QUOTE", when(quoted(alice), carol)],
    ["QUOTE_BAND", when(quoted(carol, { least: 101n, most: 101n }), carol)],
    ["QUOTE_ASSETS", when(quoted(carol, { pays: eur }), carol)],
    ["QUOTE_ENDS_BEFORE", when(quoted(carol, { settleBy: undefined }), carol)],
    ["QUOTE_EXPIRED", expiredQuote],
    [
      "QUOTE_IN_USE",
      when((ledger) => {
        const order = quoted(carol)(ledger);
        ledger.do(carol, "payment.hold", order);
        return { ...order, uetr: uetr() };
      }, carol),
    ],
    ...eachOf({ ...payerStops(carol), ...spendingStops }, holds(), carol),
  ],
  "payment.approve": [
    ...ofAgents({}),
    ["DECIDED_ALREADY", when(waits([bank]), bank)],
    ["CREDITOR_SUSPENDED", when(waits([walletHk, bank]), walletPh, suspendBob)],
    ["ASSET_FROZEN", when(waits([walletHk, bank]), walletPh, (ledger) => freeze(ledger))],
    ...eachOf(receiverStops(bob, 10_000n), waits([walletHk, bank]), walletPh),
    [
      "QUOTE_MAKER_BARRED",
      when(
        (ledger) => {
          const order = quoted(carol)(ledger);
          ledger.do(carol, "payment.hold", order);
          const { uetr: id } = order;
          for (const by of [walletHk, bank]) ledger.do(by, "payment.approve", { uetr: id });
          return { uetr: id };
        },
        walletPh,
        (ledger) => freeze(ledger, bank),
      ),
    ],
    // Nobody has authorised the bank to hold HKD, so it cannot get its fee; nor if it is suspended meanwhile.
    ["AGENT_CANNOT_RECEIVE", when(dear(waits([walletHk, bank])), walletPh)],
    [
      "AGENT_CANNOT_RECEIVE",
      when(dear(waits([walletHk, bank])), walletPh, (ledger) => {
        ledger.do(gateway, "asset.holder.authorise", { asset: hkd, holder: bank.account });
        ledger.suspend("bank-sc");
      }),
    ],
  ],
  ...pathFailures,
  "payment.refuse": [
    ...ofAgents({ reason: "AC04" }),
    ["DECIDED_ALREADY", when(because(waits([bank]), { reason: "AC04" }), bank)],
  ],
  "payment.track": [
    ...ofAgents({ reason: "G002" }),
    [
      "TOO_MANY_STEPS", // 34 in all, of which the last is kept for the end
      when(because(waits(), { reason: "G002" }), bank, (ledger, body) => {
        for (let i = 1; i < 33; i++) ledger.do(bank, "payment.track", body);
      }),
    ],
  ],
  "payment.recall": [
    ["UNKNOWN_PAYMENT", when(() => ({ ...unknown, reason: "DUPL" }), carol)],
    ["NOT_THE_DEBTOR", when(because(paid, { reason: "DUPL" }), bob)],
    ["NOT_SETTLED", when(because(waits(), { reason: "DUPL" }), carol)],
    ["NOT_SETTLED", when(because(rejected, { reason: "DUPL" }), carol)],
    ["RECALL_OPEN", when(because(recalls(paid), { reason: "FRAD" }), carol)],
    [
      "RETURNED_ALREADY",
      when(because(recalls(paid), { reason: "FRAD" }), carol, (ledger, body) => {
        ledger.do(bob, "payment.return", { ...body, minor: 100n, reason: "DUPL" });
      }),
    ],
  ],
  "payment.recall.refuse": [
    ["UNKNOWN_PAYMENT", when(() => ({ ...unknown, reason: "LEGL" }), bob)],
    ["NOT_THE_CREDITOR", when(because(recalls(paid), { reason: "LEGL" }), carol)],
    ["NOT_RECALLED", when(because(paid, { reason: "LEGL" }), bob)],
    [
      "RECALL_CLOSED",
      when(because(recalls(paid), { reason: "LEGL" }), bob, (ledger) => {
        ledger.wait(30 * 24 * HOUR);
      }),
    ],
  ],
  "payment.return": [
    ["ZERO_AMOUNT", when(returns(paid, 0n), bob)],
    [
      "UNKNOWN_PAYMENT",
      when(
        returns(() => unknown, 1n),
        bob,
      ),
    ],
    ["NOT_THE_CREDITOR", when(returns(paid, 1n), carol)],
    ["NOT_SETTLED", when(returns(waits(), 1n), bob)],
    ["RETURN_ABOVE_PAID", when(returns(paid, 101n), bob)],
    ["RETURN_ABOVE_PAID", when(returns(returned(60n), 41n), bob)],
    ["TOO_MANY_RETURNS", when(returns(returned(1n, RETURNS_MAX), 1n), bob)],
    ["DEBTOR_SUSPENDED", when(returns(paid, 1n), bob, (ledger) => ledger.suspend("carol"))],
    [
      "INSUFFICIENT_BALANCE",
      when(returns(paid, 100n), bob, (ledger) => {
        ledger.do(bob, "payment.transfer", payment(carol.account, 10_001n));
      }),
    ],
    ...eachOf(payerStops(bob), returns(paid, 100n), bob),
    ...eachOf(receiverStops(carol, 9_900n), returns(paid, 100n), bob),
  ],
  "payment.limits.set": [
    ["UNKNOWN_ACCOUNT", when(() => ({ ...sponsorLimit({}), account: stranger.account }), walletHk)],
    ["NOT_SPONSOR", when(() => sponsorLimit({ perDay: 1n }), walletPh)],
    ["NOT_SPONSOR", when(() => ({ ...sponsorLimit({}), account: alice.account }), walletHk)],
    [
      "TOO_MANY_LIMITS",
      when(
        () => sponsorLimit({ perDay: 1n }),
        walletHk,
        (ledger) => {
          for (let i = 0; i < LIMITED_ASSETS_MAX; i++) {
            const body = sponsorLimit({ perDay: 1n }, assetId(`COIN${i}`, gateway.account));
            ledger.do(walletHk, "payment.limits.set", body);
          }
        },
      ),
    ],
  ],
  "payment.fees.set": [
    ["UNKNOWN_ASSET", when(() => charging({}, yen), bank)],
    ["LEAST_ABOVE_MOST", when(() => charging({ least: 2n, most: 1n }), bank)],
    ["RATE_ABOVE_WHOLE", when(() => charging({ partsPerMillion: 1_000_001 }), bank)],
  ],
};

testFailures("payment.", failures, 6);
