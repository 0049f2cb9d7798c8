import { act, type Scene } from "./example.ts";

const HKD = "HKD@gateway-hk";
const REPORT = "ab".repeat(32);

/** gateway-hk defines HKD with every option and uses each. */
export const assetScenes: readonly Scene[] = [
  {
    by: ["gateway-hk"],
    orders: [
      { type: "asset.define", body: { code: "HKD", decimals: 2 } },
      {
        type: "asset.options",
        body: {
          asset: HKD,
          options: { authorisation: true, freeze: true, clawback: true, limits: true },
        },
      },
    ],
  },
  ...["alice", "bob", "wallet-hk", "wallet-ph", "bank-sc"].map((holder) =>
    act("gateway-hk", "asset.holder.authorise", { asset: HKD, holder }),
  ),
  act("gateway-hk", "asset.issue", {
    to: "alice",
    amount: { asset: HKD, minor: "1000000" },
    reference: "FPS 20261127-0001",
  }),
  act("gateway-hk", "asset.limits.set", {
    asset: HKD,
    limits: { perHolder: "5000000", perTransfer: "500000", perDay: "800000" },
  }),
  act("gateway-hk", "asset.freeze", { asset: HKD, holder: "alice", reason: "court order 12/2026" }),
  act("gateway-hk", "asset.clawback", {
    from: "alice",
    amount: { asset: HKD, minor: "50000" },
    reason: "court order 12/2026",
  }),
  act("gateway-hk", "asset.unfreeze", { asset: HKD, holder: "alice" }),
  act("alice", "asset.redeem", { amount: { asset: HKD, minor: "2000" }, reference: "to my bank" }),
  act("gateway-hk", "asset.redeem.confirm", ({ result }) => ({
    redemption: result("asset.redeem", "redemption"),
  })),
  act("alice", "asset.redeem", { amount: { asset: HKD, minor: "3000" }, reference: null }),
  act("gateway-hk", "asset.redeem.reject", ({ result }) => ({
    redemption: result("asset.redeem", "redemption"),
    reason: "bank account closed",
  })),
  act("gateway-hk", "asset.reserves.publish", ({ timeMs }) => ({
    asset: HKD,
    minor: "1000000",
    asOfMs: timeMs,
    report: REPORT,
  })),
  act("firm-1", "asset.reserves.attest", ({ body }) => ({
    asset: HKD,
    minor: "1000000",
    asOfMs: body("asset.reserves.publish", "asOfMs"),
    report: REPORT,
  })),
  act("gateway-hk", "asset.holder.revoke", { asset: HKD, holder: "bob" }),
  act("gateway-hk", "asset.holder.authorise", { asset: HKD, holder: "bob" }),
];
