import { act, decide, type Scene, thresholds } from "./example.ts";

/** The council admits members, a wallet its users, and each answers for what it admitted. */
export const participantScenes: readonly Scene[] = [
  decide("participant.register", ({ key }) => ({
    name: "enterprise-1",
    roles: ["enterprise"],
    country: "CN",
    lei: "5493001KJTIIGC8Y1R12",
    authority: {
      signers: [{ publicKey: key("enterprise-1"), weight: 1 }],
      thresholds: thresholds(1, 1, 1),
    },
  })),
  decide("participant.suspend", { name: "enterprise-1", reason: "licence expired" }),
  decide("participant.reinstate", { name: "enterprise-1" }),
  act("enterprise-1", "participant.profile", { commitment: "5e".repeat(32) }),
  act("wallet-hk", "participant.sponsor", ({ key }) => ({
    name: "carol",
    roles: ["person"],
    country: "HK",
    lei: null,
    authority: {
      signers: [{ publicKey: key("carol"), weight: 1 }],
      thresholds: thresholds(1, 1, 1),
    },
  })),
  act("wallet-hk", "participant.sponsor.suspend", { name: "carol", reason: "phone reported lost" }),
  act("wallet-hk", "participant.sponsor.reinstate", { name: "carol" }),
];

/** enterprise-1 comes to have two signers of three, and decides over hours. */
export const accountScenes: readonly Scene[] = [
  act("enterprise-1", "account.open", ({ key }) => ({
    authority: {
      signers: [{ publicKey: key("enterprise-1-payroll"), weight: 1 }],
      thresholds: thresholds(1, 1, 1),
    },
  })),
  act("enterprise-1", "account.signer.set", ({ key }) => ({
    publicKey: key("enterprise-1-second"),
    weight: 1,
  })),
  act("enterprise-1", "account.signer.set", ({ key }) => ({
    publicKey: key("enterprise-1-third"),
    weight: 1,
  })),
  act("enterprise-1", "account.signer.rotate", ({ key }) => ({
    from: key("enterprise-1-second"),
    to: key("enterprise-1-second-new"),
  })),
  act("enterprise-1", "account.signer.remove", ({ key }) => ({
    publicKey: key("enterprise-1-third"),
  })),
  act("enterprise-1", "account.thresholds.set", { thresholds: thresholds(1, 2, 2) }),
  act("enterprise-1", "account.propose", ({ stored, timeMs }) => ({
    operations: [stored("participant.profile", { commitment: "5f".repeat(32) })],
    expiresAt: timeMs + 24 * 3_600_000,
  })),
  {
    ...act("enterprise-1-second-new", "account.approve", ({ result }) => ({
      proposal: result("account.propose", "proposal"),
    })),
    account: "enterprise-1",
  },
  act("enterprise-1", "account.propose", ({ stored, timeMs }) => ({
    operations: [stored("account.thresholds.set", { thresholds: thresholds(1, 1, 1) })],
    expiresAt: timeMs + 24 * 3_600_000,
  })),
  act("enterprise-1", "account.withdraw", ({ result }) => ({
    proposal: result("account.propose", "proposal"),
  })),
];
