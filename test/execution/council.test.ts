import { describe, expect, test } from "vitest";

import { isLastOfEpoch, validatorsOf } from "../../src/chain/epoch.ts";
import { peerIdOfKey } from "../../src/chain/peer-id.ts";
import { PROTOCOL_VERSION } from "../../src/chain/protocol-version.ts";
import { type Receipt } from "../../src/chain/receipt.ts";
import { statementHash, type Vote, type VoteKind } from "../../src/chain/vote.ts";
import { COUNCIL } from "../../src/primitives/account-id.ts";
import { decodeOwn, encode } from "../../src/primitives/fields/codec.ts";
import {
  constitutionOf,
  epochOf,
  evidences,
  observersOf,
} from "../../src/transactions/council/records.ts";
import { approve } from "../../src/transactions/participants/approve.ts";
import { participants } from "../../src/transactions/participants/records.ts";
import { proposals } from "../../src/transactions/participants/proposals.ts";
import { propose } from "../../src/transactions/participants/propose.ts";
import { operationTypeByName } from "../../src/transactions/table.ts";
import { testKey } from "../keys.ts";
import { council, hkd, type Order, payment, TestLedger, testGenesis } from "../ledger.ts";
import { proposalOf, storedOf } from "../proposals.ts";

// Goal: the council decides on chain who votes, who may act and by which rules; what it decides holds from the next epoch on.
// Method: the production executor over a state in memory, one block per transaction.

const alice = testKey("alice");
const bob = testKey("bob");
const gateway = testKey("gateway-hk");

const order = (type: string, body: object): Order => ({ type, body, source: COUNCIL });
const decided = (ledger: TestLedger, ...orders: Order[]): Receipt =>
  ledger.run(orders, { by: council.slice(0, 3), account: COUNCIL });

const member = (name: string) => {
  const { publicKey } = testKey(name);
  return { name, publicKey, peerId: peerIdOfKey(publicKey) };
};
const add = (name: string): Order => order("council.validator.add", member(name));
const remove = (name: string): Order => order("council.validator.remove", { name });

const names = (ledger: TestLedger): string[] =>
  constitutionOf(ledger.state).validators.map(({ name }) => name);

describe("council.validator", () => {
  test("C13: the block after the change is the epoch's last and names the set of the state before it", () => {
    const ledger = new TestLedger();
    expect(decided(ledger, add("node-4")).code).toBe("OK");
    expect(ledger.tree.head.header.epoch).toBe(0);
    const last = ledger.block([ledger.read(ledger.transaction([add("node-5")], { by: council }))]);
    expect(isLastOfEpoch(last.header)).toBe(true);
    expect(last.header.nextValidators).toEqual(validatorsOf(epochOf(ledger.state, 1)).hash);
    expect(epochOf(ledger.state, 1)).toMatchObject({ epoch: 1, firstHeight: 3 });
    expect(epochOf(ledger.state, 1).constitution.validators).toHaveLength(5);
    // node-5 came in the last block itself: the first block of epoch 1 is the last one of it.
    const first = ledger.block([]);
    expect([first.header.epoch, isLastOfEpoch(first.header)]).toEqual([1, true]);
    const second = ledger.block([]);
    expect([second.header.epoch, isLastOfEpoch(second.header)]).toEqual([2, false]);
    expect(second.header.validators).toEqual(first.header.nextValidators);
  });

  test("C13: changes that cancel each other within a block end no epoch", () => {
    const ledger = new TestLedger();
    expect(decided(ledger, add("node-4"), remove("node-4")).code).toBe("OK");
    expect(isLastOfEpoch(ledger.block([]).header)).toBe(false);
  });

  test("who leaves becomes an observer, and an observer who joins leaves that list", () => {
    const ledger = new TestLedger();
    const { name, peerId } = member("node-4");
    decided(ledger, order("council.observer.admit", { name, peerId }));
    expect(observersOf(ledger.state)).toEqual([{ name, peerId }]);
    decided(ledger, add("node-4"));
    expect(observersOf(ledger.state)).toEqual([]);
    decided(ledger, remove("node-4"));
    expect(observersOf(ledger.state)).toEqual([{ name, peerId }]);
    decided(ledger, order("council.observer.remove", { peerId }));
    expect(observersOf(ledger.state)).toEqual([]);
    expect(names(ledger)).toEqual(council.map(({ name: one }) => one));
  });

  test("rotation replaces what it names and keeps the place", () => {
    const ledger = new TestLedger();
    const { publicKey } = testKey("fresh");
    decided(ledger, order("council.validator.rotate", { name: "council-1", publicKey }));
    const [, rotated] = constitutionOf(ledger.state).validators;
    expect(rotated).toEqual({ name: "council-1", publicKey, peerId: "peer-council-1" });
  });

  const fresh = member("node-4");
  const [first] = testGenesis().validators;
  test.each<[string, Order[]]>([
    ["NAME_IN_USE", [order("council.validator.add", { ...fresh, name: "council-0" })]],
    ["KEY_IN_USE", [order("council.validator.add", { ...fresh, publicKey: first!.publicKey })]],
    [
      "PEER_IN_USE",
      [add("node-4"), order("council.validator.add", { ...member("x"), peerId: fresh.peerId })],
    ],
    ["UNKNOWN_VALIDATOR", [remove("nobody")]],
    ["LAST_VALIDATOR", council.map(({ name }) => remove(name))],
    [
      "UNKNOWN_VALIDATOR",
      [order("council.validator.rotate", { name: "nobody", peerId: fresh.peerId })],
    ],
    [
      "NOTHING_CHANGES",
      [order("council.validator.rotate", { name: "council-0", publicKey: first!.publicKey })],
    ],
    [
      "KEY_IN_USE",
      [order("council.validator.rotate", { name: "council-1", publicKey: first!.publicKey })],
    ],
    [
      "PEER_IN_USE",
      [add("node-4"), order("council.observer.admit", { name: "a", peerId: fresh.peerId })],
    ],
    ["UNKNOWN_OBSERVER", [order("council.observer.remove", { peerId: fresh.peerId })]],
    ["NOTHING_CHANGES", [order("council.parameters.set", { lifetimeMs: 300_000 })]],
    ["PARAMETER_OUT_OF_RANGE", [order("council.parameters.set", { baseTimeoutMs: 1 })]],
    ["PARAMETER_OUT_OF_RANGE", [order("council.parameters.set", { blockIntervalMs: 800 })]],
    ["NOT_THE_NEXT_VERSION", [order("council.upgrade", { protocolVersion: 3 })]],
    ["UNKNOWN_PARTICIPANT", [order("participant.suspend", { name: "nobody", reason: "x" })]],
    ["NOT_SUSPENDED", [order("participant.reinstate", { name: "alice" })]],
  ])("%s", (code, orders) => {
    const ledger = new TestLedger();
    const before = constitutionOf(ledger.state);
    expect(decided(ledger, ...orders).code).toBe(code);
    expect(constitutionOf(ledger.state)).toEqual(before);
  });

  test.each<[string, string, object]>([
    ["BAD_PEER_ID", "council.validator.add", { ...fresh, peerId: "12D3KooWnobody" }],
    ["BAD_PEER_ID", "council.observer.admit", { name: "a", peerId: "undefined" }],
    ["BAD_PEER_ID", "council.validator.rotate", { name: "council-0", peerId: "0" }],
    ["NOTHING_CHANGES", "council.validator.rotate", { name: "council-0" }],
    ["NOTHING_CHANGES", "council.parameters.set", {}],
    ["COUNCIL_STAYS", "participant.suspend", { name: "council", reason: "x" }],
  ])("%s by %s is refused before any block", (code, type, body) => {
    const definition = operationTypeByName(type)!;
    const whole = decodeOwn(definition.body, encode(definition.body, body as never));
    expect(definition.check({ source: COUNCIL, body: whole })).toBe(code);
  });

  test.each(["council.validator.add", "participant.suspend", "council.upgrade"])(
    "%s needs the council: nobody else, and no third of it",
    (type) => {
      const body = type.endsWith("add")
        ? fresh
        : type.endsWith("upgrade")
          ? { protocolVersion: 2 }
          : { name: "bob", reason: "x" };
      const ledger = new TestLedger();
      expect(ledger.run([{ type, body }], { by: [alice] }).code).toBe("NOT_COUNCIL");
      const few = { by: council.slice(0, 2), account: COUNCIL };
      expect(ledger.run([order(type, body)], few).code).toBe("INSUFFICIENT_WEIGHT");
    },
  );
});

describe("participant.suspend", () => {
  test("the suspended are the source of nothing until they are reinstated", () => {
    const ledger = new TestLedger();
    const define = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
    decided(ledger, order("participant.suspend", { name: "gateway-hk", reason: "licence lapsed" }));
    expect(ledger.run([define], { by: [gateway] }).code).toBe("SUSPENDED");
    expect(participants.read(ledger.state, "gateway-hk")?.suspended).toBe("licence lapsed");
    const again = order("participant.suspend", { name: "gateway-hk", reason: "again" });
    expect(decided(ledger, again).code).toBe("SUSPENDED_ALREADY");
    decided(ledger, order("participant.reinstate", { name: "gateway-hk" }));
    expect(ledger.run([define], { by: [gateway] }).code).toBe("OK");
  });
});

describe("council.upgrade", () => {
  test("architecture 13: a rule changes with the epoch that activates its version, and not before", () => {
    const ledger = new TestLedger();
    const issue = { to: alice.account, amount: { asset: hkd, minor: 100n }, reference: undefined };
    ledger.run(
      [
        { type: "asset.define", body: { code: "HKD", decimals: 2 } },
        { type: "asset.issue", body: issue },
      ],
      { by: [gateway] },
    );
    decided(ledger, order("participant.suspend", { name: "bob", reason: "x" }));
    const pay = (): string =>
      ledger.run([{ type: "payment.transfer", body: payment(bob.account, 1n) }], { by: [alice] })
        .code;
    expect(pay()).toBe("OK");
    expect(decided(ledger, order("council.upgrade", { protocolVersion: 2 })).code).toBe("OK");
    expect([pay(), ledger.tree.head.header.protocolVersion]).toEqual(["OK", 1]); // the epoch's last block
    expect([pay(), ledger.tree.head.header.protocolVersion]).toEqual(["CREDITOR_SUSPENDED", 2]);
    expect(ledger.available(bob.account, hkd)).toBe(2n);
  });

  test("the newest version is one that this program knows", () => {
    expect(PROTOCOL_VERSION).toBeGreaterThanOrEqual(2);
  });
});

describe("council.parameters.set", () => {
  test("a shorter lifetime holds from the next epoch on, and lets nothing be repeated", () => {
    const ledger = new TestLedger();
    const long = ledger.transaction(
      [{ type: "asset.define", body: { code: "HKD", decimals: 2 } }],
      {
        by: [gateway],
        validUntil: ledger.timeMs + 200_000,
      },
    );
    ledger.block([ledger.read(long)]);
    decided(ledger, order("council.parameters.set", { lifetimeMs: 20_000 }));
    ledger.block([]);
    expect(epochOf(ledger.state, 1).constitution.parameters).toMatchObject({
      ...{ lifetimeMs: 20_000, emptyBlockIntervalMs: 5_000 },
    });
    // It could be valid once more, long after blocks of that age are forgotten by the new lifetime.
    const again = ledger.tree.build(ledger.tree.head, long.body.validUntil - 10_000, [
      ledger.read(long),
    ]);
    expect(again.transactions).toEqual([]);
  });
});

describe("council.evidence", () => {
  const vote = (ledger: TestLedger, kind: VoteKind, digest: number, by = council[2]!): Vote => {
    const statement = { epoch: 0, view: 7, kind, digest: new Uint8Array(32).fill(digest) };
    const signature = by.sign(statementHash({ chainId: ledger.chainId, ...statement }));
    return { ...statement, validator: 2, signature };
  };
  const submit = (ledger: TestLedger, first: Vote, second: Vote): string =>
    ledger.run([{ type: "council.evidence", body: { first, second } }], { by: [alice] }).code;

  test("C14: anyone may put two contradicting votes on chain, once", () => {
    const ledger = new TestLedger();
    const [a, b] = [vote(ledger, "commit", 1), vote(ledger, "view-change", 0)];
    expect(submit(ledger, a, b)).toBe("OK");
    expect(evidences.read(ledger.state, 0, 2, 7)).toMatchObject({ name: "council-2", height: 1 });
    expect(submit(ledger, b, a)).toBe("KNOWN_ALREADY");
  });

  test("BAD_VOTE: what the validator has not signed; UNKNOWN_EPOCH: what nobody could", () => {
    const ledger = new TestLedger();
    const honest = vote(ledger, "prepare", 1);
    expect(submit(ledger, honest, vote(ledger, "prepare", 2, council[1]))).toBe("BAD_VOTE");
    const later = (one: Vote): Vote => ({ ...one, epoch: 1 });
    expect(submit(ledger, later(honest), later(vote(ledger, "prepare", 2)))).toBe("UNKNOWN_EPOCH");
  });

  test("NO_CONTRADICTION: votes that may stand side by side", () => {
    const ledger = new TestLedger();
    const type = operationTypeByName("council.evidence")!;
    const [prepare, commit] = [vote(ledger, "prepare", 1), vote(ledger, "commit", 1)];
    for (const [first, second] of [
      [prepare, commit],
      [prepare, prepare],
      [prepare, { ...vote(ledger, "prepare", 2), view: 8 }],
      [prepare, { ...vote(ledger, "prepare", 2), validator: 3 }],
    ]) {
      expect(type.check({ source: alice.account, body: { first, second } })).toBe(
        "NO_CONTRADICTION",
      );
    }
  });
});

describe("account.propose and account.approve", () => {
  const proposing = (ledger: TestLedger, orders: readonly Order[], waitMs = 3_600_000): Order =>
    proposalOf(orders, ledger.timeMs + waitMs);
  const as = (by: number) => ({ by: [council[by]!], account: COUNCIL });

  function open(ledger: TestLedger, orders: readonly Order[], waitMs?: number): Uint8Array {
    const receipt = ledger.run([proposing(ledger, orders, waitMs)], as(0));
    expect(receipt.code).toBe("OK");
    return decodeOwn(propose.result, receipt.results[0]!).proposal;
  }

  function approved(ledger: TestLedger, proposal: Uint8Array, by: number) {
    const receipt = ledger.run([order("account.approve", { proposal })], as(by));
    return receipt.code === "OK" ? decodeOwn(approve.result, receipt.results[0]!) : receipt.code;
  }

  test("the approval that reaches the threshold carries all of it out", () => {
    const ledger = new TestLedger();
    const proposal = open(ledger, [add("node-4"), add("node-5")]);
    expect(approved(ledger, proposal, 1)).toMatchObject({ status: "open", weight: 2, needed: 3 });
    expect(names(ledger)).toHaveLength(4);
    expect(approved(ledger, proposal, 2)).toMatchObject({ status: "applied", weight: 3 });
    expect(names(ledger)).toEqual([...council.map(({ name }) => name), "node-4", "node-5"]);
    expect(approved(ledger, proposal, 3)).toBe("PROPOSAL_CLOSED");
  });

  test("enough signatures carry it out at once", () => {
    const ledger = new TestLedger();
    const by = { by: council.slice(0, 3), account: COUNCIL };
    const receipt = ledger.run([proposing(ledger, [add("node-4")])], by);
    expect(decodeOwn(propose.result, receipt.results[0]!)).toMatchObject({ status: "applied" });
    expect(names(ledger)).toHaveLength(5);
  });

  test("what cannot be carried out writes nothing, closes, and says which operation and why", () => {
    const ledger = new TestLedger();
    const proposal = open(ledger, [add("node-4"), remove("nobody")]);
    approved(ledger, proposal, 1);
    expect(approved(ledger, proposal, 2)).toMatchObject({
      ...{ status: "failed", code: "UNKNOWN_VALIDATOR", failedOperation: 1 },
    });
    expect(names(ledger)).toHaveLength(4);
    expect(proposals.read(ledger.state, COUNCIL, proposal)?.status).toBe("failed");
  });

  test("PROPOSAL_EXPIRED after its time, APPROVED_ALREADY by the same key, UNKNOWN_PROPOSAL", () => {
    const ledger = new TestLedger();
    const proposal = open(ledger, [add("node-4")], 5_000);
    expect(approved(ledger, proposal, 0)).toBe("APPROVED_ALREADY");
    expect(approved(ledger, new Uint8Array(32), 1)).toBe("UNKNOWN_PROPOSAL");
    ledger.block([], ledger.timeMs + 10_000);
    expect(approved(ledger, proposal, 1)).toBe("PROPOSAL_EXPIRED");
  });

  test.each<[string, string, number, readonly Order[]]>([
    ["EXPIRY_OUT_OF_RANGE", "an expiry in the past", -1, [add("node-4")]],
    ["EXPIRY_OUT_OF_RANGE", "one too far ahead", 31 * 86_400_000, [add("node-4")]],
    [
      "NOT_PROPOSABLE",
      "what the account may not be the source of",
      60_000,
      [order("asset.define", { code: "HKD", decimals: 2 })],
    ],
    [
      "NOT_PROPOSABLE",
      "an approval within an approval",
      60_000,
      [order("account.approve", { proposal: new Uint8Array(32) })],
    ],
  ])("%s: %s", (code, _, waitMs, orders) => {
    const ledger = new TestLedger();
    expect(ledger.run([proposing(ledger, orders, waitMs)], as(0)).code).toBe(code);
  });

  test("NOT_PROPOSABLE: a tag of no type, and a body that does not decode", () => {
    const ledger = new TestLedger();
    const whole = storedOf(add("node-4"));
    for (const bad of [
      { ...whole, tag: 0xfff0 },
      { ...whole, body: whole.body.subarray(1) },
    ]) {
      const body = { operations: [bad], expiresAt: ledger.timeMs + 60_000 };
      expect(ledger.run([order("account.propose", body)], as(0)).code).toBe("NOT_PROPOSABLE");
    }
  });

  test("nobody approves for an account whose signer it is not", () => {
    const ledger = new TestLedger();
    const proposal = open(ledger, [add("node-4")]);
    const stranger = { by: [alice], account: COUNCIL };
    const receipt = ledger.run([order("account.approve", { proposal })], stranger);
    expect(receipt.code).toBe("INSUFFICIENT_WEIGHT");
  });
});
