import { describe, expect, test } from "vitest";

import { transactionsRoot } from "../../src/chain/block.ts";
import { COUNCIL } from "../../src/primitives/account-id.ts";
import { accounts, participants } from "../../src/transactions/participants/records.ts";
import { operationTypes } from "../../src/transactions/table.ts";
import { testKey } from "../keys.ts";
import { type Order, payment, testGenesis, TestLedger } from "../ledger.ts";
import {
  type Actor,
  actor,
  admissionOf,
  authorityOf,
  codeOf,
  codeOfAll,
  members,
  proposed,
  three,
  treasury,
  versionThree,
} from "./cast.ts";

// Goal: whoever answers for a participant decides about it, every failure of the types about participants and their keys is
// reached, and none of these types is known before version 3.
// Method: the production executor over a state in memory, one block per attempt.

const wallet = actor("wallet-hk");
const zoe = admissionOf("zoe", "person");
const zero = new Uint8Array(32);
const publicKeyOf = (name: string) => testKey(name).publicKey;
const suspendBy = (ledger: TestLedger, by: Actor, name = "zoe") =>
  codeOf(
    ledger,
    by === wallet ? "participant.sponsor.suspend" : "participant.suspend",
    reason(name),
    by,
  );
const reason = (name: string) => ({ name, reason: "lost phone" });
const recordOf = ({ state }: TestLedger, name: string) => participants.read(state, name)!;

/** The same with zoe, whom wallet-hk has admitted. */
function withZoe(): TestLedger {
  const ledger = versionThree();
  expect(codeOf(ledger, "participant.sponsor", zoe, wallet)).toBe("OK");
  return ledger;
}

describe("participant.sponsor", () => {
  test("admits a user that can act at once, and says who answers for it", () => {
    const ledger = withZoe();
    expect(recordOf(ledger, "zoe")).toMatchObject({ sponsor: "wallet-hk", since: 1 });
    expect(codeOf(ledger, "participant.profile", { commitment: zero }, actor("zoe"))).toBe("OK");
  });

  test.each(["alice", "customs-cn"])("%s may sponsor nobody", (name) => {
    const ledger = versionThree();
    expect(codeOf(ledger, "participant.sponsor", zoe, actor(name))).toBe("ROLE_NOT_ALLOWED");
  });
});

describe("suspension by the sponsor", () => {
  test("the suspended neither act nor are paid until the sponsor reinstates them", () => {
    const ledger = withZoe();
    expect(suspendBy(ledger, wallet)).toBe("OK");
    expect(recordOf(ledger, "zoe")).toMatchObject({
      ...{ suspended: "lost phone", suspendedBySponsor: true },
    });
    const act = () => codeOf(ledger, "participant.profile", { commitment: zero }, actor("zoe"));
    expect(act()).toBe("SUSPENDED");
    const pay = payment(testKey("zoe").account, 1n);
    expect(codeOf(ledger, "payment.transfer", pay, actor("alice"))).toBe("CREDITOR_SUSPENDED");
    expect(codeOf(ledger, "participant.sponsor.reinstate", { name: "zoe" }, wallet)).toBe("OK");
    expect(act()).toBe("OK");
  });

  test("the council takes it over: its reason stands, and the sponsor cannot lift it", () => {
    const ledger = withZoe();
    suspendBy(ledger, wallet);
    const body = { name: "zoe", reason: "court order" };
    expect(codeOf(ledger, "participant.suspend", body, members(3))).toBe("OK");
    const { suspended, suspendedBySponsor } = recordOf(ledger, "zoe");
    expect([suspended, suspendedBySponsor]).toEqual(["court order", undefined]);
    expect(codeOf(ledger, "participant.suspend", body, members(3))).toBe("SUSPENDED_ALREADY");
    const lift = codeOf(ledger, "participant.sponsor.reinstate", { name: "zoe" }, wallet);
    expect(lift).toBe("SUSPENDED_BY_COUNCIL");
  });

  test("the council's reinstatement ends the sponsor's suspension too", () => {
    const ledger = withZoe();
    suspendBy(ledger, wallet);
    expect(codeOf(ledger, "participant.reinstate", { name: "zoe" }, members(3))).toBe("OK");
    const { suspended, suspendedBySponsor } = recordOf(ledger, "zoe");
    expect([suspended, suspendedBySponsor]).toEqual([undefined, undefined]);
  });
});

describe("participant.profile", () => {
  test("counts the versions and keeps the newest", () => {
    const ledger = versionThree();
    const publish = (byte: number) =>
      codeOf(ledger, "participant.profile", { commitment: zero.slice().fill(byte) }, actor("bob"));
    expect([publish(1), publish(1), publish(2)]).toEqual(["OK", "PROFILE_UNCHANGED", "OK"]);
    const newest = { version: 2, commitment: zero.slice().fill(2), height: 3 };
    expect(recordOf(ledger, "bob").profile).toEqual(newest);
  });

  test("an account's other signers publish for the same participant", () => {
    const ledger = versionThree();
    const body = { authority: authorityOf([testKey("daily")]) };
    expect(codeOf(ledger, "account.open", body, treasury(0, 1))).toBe("OK");
    expect(codeOf(ledger, "participant.profile", { commitment: zero }, actor("daily"))).toBe("OK");
    expect(recordOf(ledger, "treasury").profile).toMatchObject({ version: 1 });
    expect(accounts.read(ledger.state, testKey("daily").account)?.participant).toBe("treasury");
  });
});

const profile: Order = { type: "participant.profile", body: { commitment: zero } };
const openProposal = (ledger: TestLedger) => ({
  proposal: proposed(ledger, [profile], treasury(0)),
});
const keyed = (name: string, weight = 1) => ({ publicKey: publicKeyOf(name), weight });
const twenty = (ledger: TestLedger) => {
  const orders = Array.from({ length: 17 }, (_, i) => ({
    ...{ type: "account.signer.set", body: keyed(`more-${i}`) },
  }));
  expect(ledger.run(orders, treasury(0, 1)).code).toBe("OK");
  return keyed("one-more");
};
const opening = (changes: object) => ({
  authority: { ...authorityOf([testKey("x")]), ...changes },
});
const levels = (low: number, medium: number, high: number) => ({
  thresholds: { low, medium, high },
});
const sponsoring = (changes: object) => ({ ...zoe, ...changes });

type Attempt = (ledger: TestLedger) => object;
/** Type and code; what is tried, after whatever makes it fail; who tries. */
const failures: readonly (readonly [string, string, Attempt, Actor])[] = [
  ["account.withdraw", "UNKNOWN_PROPOSAL", () => ({ proposal: zero }), treasury(0)],
  [
    "account.withdraw",
    "PROPOSAL_CLOSED",
    (ledger) => {
      const body = openProposal(ledger);
      expect(codeOf(ledger, "account.withdraw", body, treasury(0))).toBe("OK");
      return body;
    },
    treasury(0),
  ],
  [
    "account.withdraw",
    "PROPOSAL_EXPIRED",
    (ledger) => {
      const proposal = proposed(ledger, [profile], treasury(0), 5_000);
      ledger.block([], ledger.timeMs + 10_000);
      return { proposal };
    },
    treasury(0),
  ],
  ["account.withdraw", "NOT_APPROVED", openProposal, treasury(1, 2)],
  [
    "account.open",
    "DUPLICATE_SIGNER",
    () => opening(authorityOf([three[0]!, three[0]!])),
    treasury(0, 1),
  ],
  ["account.open", "ZERO_WEIGHT", () => opening({ signers: [keyed("x", 0)] }), treasury(0, 1)],
  ["account.open", "THRESHOLD_UNREACHABLE", () => opening(levels(1, 1, 2)), treasury(0, 1)],
  [
    "account.open",
    "ACCOUNT_EXISTS",
    () => ({ authority: authorityOf([testKey("bob")]) }),
    treasury(0, 1),
  ],
  ["account.signer.set", "ZERO_WEIGHT", () => keyed("x", 0), treasury(0, 1)],
  [
    "account.signer.set",
    "THRESHOLD_UNREACHABLE",
    (ledger) => {
      expect(codeOf(ledger, "account.signer.set", keyed("treasury-0", 5), treasury(0, 1))).toBe(
        "OK",
      );
      expect(codeOf(ledger, "account.thresholds.set", levels(1, 2, 7), treasury(0, 1))).toBe("OK");
      return keyed("treasury-0", 4);
    },
    treasury(0, 1, 2),
  ],
  ["account.signer.set", "SIGNER_UNCHANGED", () => keyed("treasury-1", 1), treasury(0, 1)],
  ["account.signer.set", "TOO_MANY_SIGNERS", twenty, treasury(0, 1)],
  [
    "account.signer.remove",
    "UNKNOWN_SIGNER",
    () => ({ publicKey: publicKeyOf("x") }),
    treasury(0, 1),
  ],
  ["account.signer.remove", "LAST_SIGNER", () => ({ publicKey: publicKeyOf("bob") }), actor("bob")],
  [
    "account.signer.remove",
    "THRESHOLD_UNREACHABLE",
    (ledger) => {
      expect(codeOf(ledger, "account.thresholds.set", levels(1, 2, 3), treasury(0, 1))).toBe("OK");
      return { publicKey: publicKeyOf("treasury-1") };
    },
    treasury(0, 1, 2),
  ],
  [
    "account.signer.rotate",
    "UNKNOWN_SIGNER",
    () => ({ from: publicKeyOf("x"), to: publicKeyOf("y") }),
    treasury(0, 1),
  ],
  [
    "account.signer.rotate",
    "SIGNER_EXISTS",
    () => ({ from: publicKeyOf("treasury-0"), to: publicKeyOf("treasury-1") }),
    treasury(0, 1),
  ],
  ["account.thresholds.set", "THRESHOLD_UNREACHABLE", () => levels(1, 2, 4), treasury(0, 1)],
  ["account.thresholds.set", "COUNCIL_THRESHOLDS", () => levels(1, 1, 1), members(4)],
  [
    "participant.profile",
    "PROFILE_UNCHANGED",
    (ledger) => {
      expect(codeOf(ledger, "participant.profile", profile.body, actor("bob"))).toBe("OK");
      return profile.body;
    },
    actor("bob"),
  ],
  [
    "participant.sponsor",
    "ROLE_NOT_SPONSORED",
    () => sponsoring({ roles: ["person", "bank"] }),
    wallet,
  ],
  ["participant.sponsor", "UNKNOWN_COUNTRY", () => sponsoring({ country: "XX" }), wallet],
  [
    "participant.sponsor",
    "LEI_CHECK_DIGITS",
    () => sponsoring({ lei: "529900T8BM49AURSDO56" }),
    wallet,
  ],
  [
    "participant.sponsor",
    "DUPLICATE_ROLE",
    () => sponsoring({ roles: ["person", "person"] }),
    wallet,
  ],
  [
    "participant.sponsor",
    "DUPLICATE_SIGNER",
    () => sponsoring({ authority: authorityOf([three[0]!, three[0]!]) }),
    wallet,
  ],
  [
    "participant.sponsor",
    "ZERO_WEIGHT",
    () => sponsoring(opening({ signers: [keyed("x", 0)] })),
    wallet,
  ],
  [
    "participant.sponsor",
    "THRESHOLD_UNREACHABLE",
    () => sponsoring(opening(levels(0, 1, 1))),
    wallet,
  ],
  ["participant.sponsor", "NAME_TAKEN", () => sponsoring({ name: "bob" }), wallet],
  [
    "participant.sponsor",
    "ACCOUNT_EXISTS",
    () => sponsoring({ name: "robert", authority: authorityOf([testKey("bob")]) }),
    wallet,
  ],
  ["participant.sponsor.suspend", "UNKNOWN_PARTICIPANT", () => reason("nobody"), wallet],
  ["participant.sponsor.suspend", "NOT_SPONSOR", () => reason("alice"), wallet],
  ["participant.sponsor.suspend", "NOT_SPONSOR", () => reason("zoe"), actor("bank-hk")],
  [
    "participant.sponsor.suspend",
    "SUSPENDED_ALREADY",
    (ledger) => {
      expect(suspendBy(ledger, members(3))).toBe("OK");
      return reason("zoe");
    },
    wallet,
  ],
  ["participant.sponsor.reinstate", "UNKNOWN_PARTICIPANT", () => ({ name: "nobody" }), wallet],
  ["participant.sponsor.reinstate", "NOT_SPONSOR", () => ({ name: "zoe" }), actor("bank-hk")],
  ["participant.sponsor.reinstate", "NOT_SUSPENDED", () => ({ name: "zoe" }), wallet],
  [
    "participant.sponsor.reinstate",
    "SUSPENDED_BY_COUNCIL",
    (ledger) => {
      expect(suspendBy(ledger, members(3))).toBe("OK");
      return { name: "zoe" };
    },
    wallet,
  ],
];

const ofThree = operationTypes.filter(
  ({ since, name }) => since === 3 && /^(account|participant)\./.test(name),
);

describe("a failed operation writes nothing and says what to do", () => {
  test.each(failures)("%s %s", (name, code, attempt, by) => {
    const ledger = withZoe();
    const body = attempt(ledger);
    const before = ledger.tree.head.stateRoot;
    expect(codeOf(ledger, name, body, by)).toBe(code);
    expect(ledger.tree.head.stateRoot).toEqual(before);
    const { failures: sentences } = ofThree.find((one) => one.name === name)!;
    expect(sentences[code]).toMatch(/^[A-Z].{20,}\.$/);
  });

  test("account.withdraw NOT_PROPOSABLE: an operation before it has suspended the participant", () => {
    const ledger = withZoe();
    const body = openProposal(ledger);
    const both = [
      { type: "participant.suspend", body: reason("treasury"), source: COUNCIL },
      { type: "account.withdraw", body, source: three[0]!.account },
    ];
    const by = [...members(3).by, three[0]!];
    expect(codeOfAll(ledger, both, { by })).toBe("NOT_PROPOSABLE");
    expect(recordOf(ledger, "treasury").suspended).toBeUndefined();
  });

  test.each(ofThree.map(({ name, failures: named }) => [name, Object.keys(named)] as const))(
    "%s has no other failure",
    (name, codes) => {
      const reached = failures.flatMap(([type, code]) => (type === name ? [code] : []));
      if (name === "account.withdraw") reached.push("NOT_PROPOSABLE"); // the test above
      expect([...new Set(reached)].sort()).toEqual([...codes].sort());
    },
  );
});

const anyBody: Readonly<Record<string, object>> = {
  "account.withdraw": { proposal: zero },
  "account.open": { authority: zoe.authority },
  "account.signer.set": keyed("x"),
  "account.signer.remove": { publicKey: zero },
  "account.signer.rotate": { from: zero, to: zero },
  "account.thresholds.set": levels(1, 1, 1),
  "participant.profile": { commitment: zero },
  "participant.sponsor": zoe,
  "participant.sponsor.suspend": reason("zoe"),
  "participant.sponsor.reinstate": { name: "zoe" },
};

describe("architecture 13: at version 2", () => {
  test.each(ofThree.map(({ name }) => name))("%s is NOT_YET_ACTIVE", (type) => {
    const ledger = new TestLedger({ ...testGenesis(), protocolVersion: 2 });
    const order = { type, body: anyBody[type]! };
    const early = ledger.read(ledger.transaction([order], actor("gateway-hk")));
    const { block, transactions } = ledger.tree.build(ledger.tree.head, ledger.timeMs + 1, [early]);
    expect(transactions).toEqual([]);
    const { id, wireHash } = early.transaction;
    const refs = [{ id, wireHash }];
    const header = { ...block.header, transactionsRoot: transactionsRoot(refs) };
    const problem = ledger.tree.check({ header, transactions: refs }, [early]);
    expect(problem?.code).toBe("NOT_YET_ACTIVE");
  });
});
