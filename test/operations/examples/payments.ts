import { act, type Scene } from "./example.ts";

const HKD = "HKD@gateway-hk";
const ONCE = "0f6d9f2a-41c5-4a86-9a5e-1c1d0a1b2c3d";
const HELD = "7a562c67-ca16-48ba-b074-65581be6f066";
const REFUSED = "b8e4a5d2-5f0c-4c52-8d4e-3f2a1b0c9d8e";
const HOUR_MS = 3_600_000;

const nothing = { purpose: null, chargeBearer: null, remittanceHash: null, recipientTag: null };
const order = (uetr: string, minor: string, endToEndId: string | null) => ({
  ...{ to: "bob", amount: { asset: HKD, minor }, uetr, endToEndId },
  ...nothing,
});
const hold = (uetr: string) =>
  act("alice", "payment.hold", ({ timeMs }) => ({
    ...order(uetr, "40000", "INV-7"),
    chargeBearer: "SHAR",
    agents: [
      { account: "wallet-hk", side: "debtor" },
      { account: "wallet-ph", side: "creditor" },
      { account: "bank-sc", side: "debtor" },
    ],
    expiresAt: timeMs + 24 * HOUR_MS,
    feesMax: "500",
    quote: null,
  }));

/** alice pays bob at once and over three parties, and asks for some of it back. */
export const paymentScenes: readonly Scene[] = [
  act("wallet-hk", "payment.fees.set", {
    asset: HKD,
    schedule: { flat: "100", partsPerMillion: 2_000, least: "150", most: "2000" },
  }),
  act("wallet-hk", "payment.limits.set", {
    account: "carol",
    limit: { asset: HKD, perTransfer: "50000", perDay: "200000", perYear: "5000000" },
  }),
  act("alice", "payment.transfer", order(ONCE, "25000", "rent November")),
  hold(HELD),
  act("bank-sc", "payment.track", { uetr: HELD, reason: "G002" }),
  ...["wallet-ph", "bank-sc", "wallet-hk"].map((agent) =>
    act(agent, "payment.approve", { uetr: HELD }),
  ),
  act("alice", "payment.recall", { uetr: HELD, reason: "DUPL" }),
  act("bob", "payment.return", { uetr: HELD, minor: "15000", reason: "DUPL" }),
  act("alice", "payment.recall", { uetr: ONCE, reason: "CUST" }),
  act("bob", "payment.recall.refuse", { uetr: ONCE, reason: "CUST" }),
  hold(REFUSED),
  act("wallet-ph", "payment.refuse", { uetr: REFUSED, reason: "RR04" }),
];
