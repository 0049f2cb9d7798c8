import { describe, expect, test } from "vitest";

import { COUNCIL } from "../../src/primitives/account-id.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { approve } from "../../src/transactions/participants/approve.ts";
import { accounts } from "../../src/transactions/participants/records.ts";
import { proposals } from "../../src/transactions/participants/proposals.ts";
import { removeSigner } from "../../src/transactions/participants/remove-signer.ts";
import { withdraw } from "../../src/transactions/participants/withdraw.ts";
import { testKey } from "../keys.ts";
import { council, hkd, type Order, testGenesis, TestLedger } from "../ledger.ts";
import { proposalOf } from "../proposals.ts";
import {
  actor,
  authorityOf,
  codeOf,
  members,
  proposed,
  three,
  treasury,
  versionThree,
} from "./cast.ts";

// Goal: an account's signers change by its own decision, and what a key may do ends with the block that takes it away.
// Method: the production executor over a state in memory; the treasury is an account of two of three signers.

const first = three[0]!;
const second = three[1]!;
const fresh = testKey("fresh");
const id = first.account;

const authority = ({ state }: TestLedger, account = id) => accounts.read(state, account)!.authority;
const weights = (ledger: TestLedger, account = id) =>
  authority(ledger, account).signers.map(({ weight }) => weight);
const profile = (byte: number): Order => ({
  type: "participant.profile",
  body: { commitment: new Uint8Array(32).fill(byte) },
});
const publish = (ledger: TestLedger, byte: number, ...signers: number[]) =>
  ledger.run([profile(byte)], treasury(...signers)).code;

describe("an account of two of three signers", () => {
  test("one weight short is INSUFFICIENT_WEIGHT, whichever signer it is; two suffice", () => {
    const ledger = versionThree();
    for (const one of [0, 1, 2]) expect(publish(ledger, 1, one)).toBe("INSUFFICIENT_WEIGHT");
    expect(publish(ledger, 1, 1, 2)).toBe("OK");
    const set = { publicKey: fresh.publicKey, weight: 1 };
    expect(codeOf(ledger, "account.signer.set", set, treasury(2))).toBe("INSUFFICIENT_WEIGHT");
    // A stranger's signature adds nothing.
    const mixed = { by: [first, testKey("bob")], account: id };
    expect(ledger.run([profile(2)], mixed).code).toBe("INSUFFICIENT_WEIGHT");
  });

  test("a signer is added, gets another weight and is removed", () => {
    const ledger = versionThree();
    const { publicKey } = fresh;
    const by = treasury(0, 1);
    expect(codeOf(ledger, "account.signer.set", { publicKey, weight: 1 }, by)).toBe("OK");
    expect(codeOf(ledger, "account.signer.set", { publicKey, weight: 2 }, by)).toBe("OK");
    expect(weights(ledger)).toEqual([1, 1, 1, 2]);
    expect(ledger.run([profile(1)], { by: [fresh], account: id }).code).toBe("OK");
    const receipt = ledger.run([{ type: "account.signer.remove", body: { publicKey } }], by);
    expect(decodeOwn(removeSigner.result, receipt.results[0]!)).toEqual({
      ...{ totalWeight: 3, thresholds: { low: 1, medium: 2, high: 2 } },
    });
    expect(ledger.run([profile(2)], { by: [fresh], account: id }).code).toBe("INSUFFICIENT_WEIGHT");
  });

  test("a key that is removed while its signature is in flight counts no more", () => {
    const ledger = versionThree();
    const inFlight = ledger.read(ledger.transaction([profile(1)], treasury(0, 1)));
    const body = { publicKey: second.publicKey };
    expect(codeOf(ledger, "account.signer.remove", body, treasury(0, 2))).toBe("OK");
    expect(ledger.block([inFlight]).receipts[0]!.code).toBe("INSUFFICIENT_WEIGHT");
  });

  test("signatures are judged before the transaction: it may end its own signer's rights", () => {
    const ledger = versionThree();
    const remove = { type: "account.signer.remove", body: { publicKey: second.publicKey } };
    expect(ledger.run([remove, profile(1)], treasury(0, 1)).code).toBe("OK");
    expect(publish(ledger, 2, 0, 1)).toBe("INSUFFICIENT_WEIGHT");
  });

  test("the first key is rotated: the account keeps its id, and the old key signs no more", () => {
    const ledger = versionThree();
    const body = { from: first.publicKey, to: fresh.publicKey };
    expect(codeOf(ledger, "account.signer.rotate", body, treasury(1, 2))).toBe("OK");
    expect(authority(ledger).signers[0]).toEqual({ publicKey: fresh.publicKey, weight: 1 });
    expect(publish(ledger, 1, 0, 1)).toBe("INSUFFICIENT_WEIGHT");
    expect(ledger.run([profile(1)], { by: [fresh, second], account: id }).code).toBe("OK");
    // Its id is taken for ever: nobody opens another account with the old key.
    const again = { authority: authorityOf([first]) };
    expect(codeOf(ledger, "account.open", again, actor("bob"))).toBe("ACCOUNT_EXISTS");
  });

  test("thresholds act from the next transaction on", () => {
    const ledger = versionThree();
    const body = { thresholds: { low: 1, medium: 1, high: 3 } };
    expect(codeOf(ledger, "account.thresholds.set", body, treasury(0, 1))).toBe("OK");
    expect(publish(ledger, 1, 2)).toBe("OK");
    const back = { thresholds: { low: 1, medium: 2, high: 2 } };
    expect(codeOf(ledger, "account.thresholds.set", back, treasury(0, 1))).toBe(
      "INSUFFICIENT_WEIGHT",
    );
  });

  test("another account has its own signers, and none of the first one's", () => {
    const ledger = versionThree();
    const body = { authority: authorityOf([fresh]) };
    expect(codeOf(ledger, "account.open", body, treasury(0, 1))).toBe("OK");
    expect(accounts.read(ledger.state, fresh.account)).toMatchObject({ participant: "treasury" });
    const foreign = { by: [first, second], account: fresh.account };
    expect(ledger.run([profile(1)], foreign).code).toBe("INSUFFICIENT_WEIGHT");
  });
});

describe("the council's own signers", () => {
  const set = { publicKey: fresh.publicKey, weight: 3 };

  test("change by more than two thirds, and the thresholds follow", () => {
    const ledger = versionThree();
    expect(codeOf(ledger, "account.signer.set", set, members(2))).toBe("INSUFFICIENT_WEIGHT");
    expect(codeOf(ledger, "account.signer.set", set, members(3))).toBe("OK");
    expect(weights(ledger, COUNCIL)).toEqual([1, 1, 1, 1, 3]);
    expect(authority(ledger, COUNCIL).thresholds).toEqual({ low: 5, medium: 5, high: 5 });

    const remove = { publicKey: council[0]!.publicKey };
    const by = { by: [fresh, ...council.slice(0, 2)], account: COUNCIL };
    expect(codeOf(ledger, "account.signer.remove", remove, by)).toBe("OK");
    expect(authority(ledger, COUNCIL).thresholds).toEqual({ low: 5, medium: 5, high: 5 });
    const rotate = { from: council[1]!.publicKey, to: testKey("newer").publicKey };
    const rest = { by: [fresh, council[1]!, council[2]!], account: COUNCIL };
    expect(codeOf(ledger, "account.signer.rotate", rotate, rest)).toBe("OK");
    expect(weights(ledger, COUNCIL)).toEqual([1, 1, 1, 3]);
  });

  test("change by a proposal of one member too", () => {
    const ledger = versionThree();
    const order = { type: "account.signer.set", body: set };
    const proposal = proposed(ledger, [order], { by: [council[0]!], account: COUNCIL });
    for (const by of council.slice(1, 3)) {
      const one = { by: [by], account: COUNCIL };
      expect(codeOf(ledger, "account.approve", { proposal }, one)).toBe("OK");
    }
    expect(weights(ledger, COUNCIL)).toEqual([1, 1, 1, 1, 3]);
  });

  test.each(["account.open", "participant.profile"])("%s is not for the council", (type) => {
    const ledger = versionThree();
    const commitment = new Uint8Array(32);
    const body = type === "account.open" ? { authority: authorityOf([fresh]) } : { commitment };
    expect(codeOf(ledger, type, body, members(4))).toBe("ROLE_NOT_ALLOWED");
  });
});

test("thresholds lowered while a proposal is open: an approver says it again, and it is carried out", () => {
  const ledger = versionThree();
  const raised = { thresholds: { low: 1, medium: 3, high: 3 } };
  expect(codeOf(ledger, "account.thresholds.set", raised, treasury(0, 1))).toBe("OK");
  const proposal = proposed(ledger, [profile(1)], treasury(0, 1));
  expect(codeOf(ledger, "account.approve", { proposal }, treasury(1))).toBe("APPROVED_ALREADY");
  const lowered = { thresholds: { low: 1, medium: 2, high: 2 } };
  expect(codeOf(ledger, "account.thresholds.set", lowered, treasury(0, 1, 2))).toBe("OK");
  expect(proposals.read(ledger.state, id, proposal)?.status).toBe("open");
  expect(codeOf(ledger, "account.approve", { proposal }, treasury(1))).toBe("OK");
  expect(proposals.read(ledger.state, id, proposal)?.status).toBe("applied");
});

describe("account.withdraw", () => {
  const run = (
    ledger: TestLedger,
    proposal: Uint8Array,
    type: "approve" | "withdraw",
    by: number,
  ) => ledger.run([{ type: `account.${type}`, body: { proposal } }], treasury(by));
  /** Thresholds of three, so that two approvals leave a proposal open. */
  function open(): { ledger: TestLedger; proposal: Uint8Array } {
    const ledger = versionThree();
    const body = { thresholds: { low: 1, medium: 3, high: 3 } };
    expect(codeOf(ledger, "account.thresholds.set", body, treasury(0, 1))).toBe("OK");
    return { ledger, proposal: proposed(ledger, [profile(1)], treasury(0)) };
  }

  test("takes back one's own approval; the last one closes the proposal", () => {
    const { ledger, proposal } = open();
    run(ledger, proposal, "approve", 1);
    const one = run(ledger, proposal, "withdraw", 0);
    expect(decodeOwn(withdraw.result, one.results[0]!)).toMatchObject({
      ...{ status: "open", weight: 1, needed: 3 },
    });
    const two = run(ledger, proposal, "withdraw", 1);
    expect(decodeOwn(withdraw.result, two.results[0]!)).toMatchObject({
      ...{ status: "withdrawn", weight: 0 },
    });
    expect(proposals.read(ledger.state, id, proposal)?.status).toBe("withdrawn");
    expect(run(ledger, proposal, "approve", 2).code).toBe("PROPOSAL_CLOSED");
  });

  test("who withdrew may approve again while the proposal is open", () => {
    const { ledger, proposal } = open();
    run(ledger, proposal, "approve", 1);
    run(ledger, proposal, "withdraw", 1);
    run(ledger, proposal, "approve", 1);
    const last = run(ledger, proposal, "approve", 2);
    expect(decodeOwn(approve.result, last.results[0]!)).toMatchObject({ status: "applied" });
  });

  test("the approval of a key that was removed keeps no proposal open, and counts for none", () => {
    const { ledger, proposal } = open();
    run(ledger, proposal, "approve", 1);
    const orders = [
      { type: "account.thresholds.set", body: { thresholds: { low: 1, medium: 2, high: 2 } } },
      { type: "account.signer.remove", body: { publicKey: first.publicKey } },
    ];
    expect(ledger.run(orders, treasury(0, 1, 2)).code).toBe("OK");
    const receipt = run(ledger, proposal, "withdraw", 1);
    expect(decodeOwn(withdraw.result, receipt.results[0]!)).toMatchObject({ status: "withdrawn" });
  });

  test("cannot itself be proposed", () => {
    const ledger = versionThree();
    const operations = [{ tag: withdraw.tag, body: new Uint8Array(32) }];
    const body = { operations, expiresAt: ledger.timeMs + 60_000 };
    expect(codeOf(ledger, "account.propose", body, treasury(0))).toBe("NOT_PROPOSABLE");
  });
});

test.each([
  [1, "OK"],
  [3, "TOO_MANY_CARRIED_OUT"],
])(
  "a transaction carries out 100 operations of proposals, in version %i 120 end with %s",
  (protocolVersion, code) => {
    const gateway = testKey("gateway-hk");
    const ledger = new TestLedger({ ...testGenesis(), protocolVersion });
    const by = { by: [gateway] };
    const define = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
    expect(ledger.run([define], by).code).toBe("OK");
    const amount = { asset: hkd, minor: 1n };
    const issue = {
      type: "asset.issue",
      body: { to: testKey("alice").account, amount, reference: undefined },
    };
    const twenty = () => proposalOf(Array<Order>(20).fill(issue), ledger.timeMs + 60_000);
    const times = (count: number) => Array.from({ length: count }, twenty);
    expect(ledger.run(times(5), by).code).toBe("OK");
    expect(ledger.run(times(6), by).code).toBe(code);
    // What is not carried out is as if it had not been proposed.
    const issued = code === "OK" ? 220n : 100n;
    expect(ledger.available(testKey("alice").account, hkd)).toBe(issued);
  },
);

test("an approval too many leaves its proposal open", () => {
  const ledger = versionThree();
  const twenty = Array.from({ length: 20 }, (_, byte) => profile(byte));
  const open = Array.from({ length: 6 }, () => proposed(ledger, twenty, treasury(0)));
  const approvals = open.map((proposal) => ({ type: "account.approve", body: { proposal } }));
  expect(ledger.run(approvals, treasury(1)).code).toBe("TOO_MANY_CARRIED_OUT");
  expect(proposals.read(ledger.state, id, open[0]!)).toMatchObject({ status: "open" });
  expect(ledger.run(approvals.slice(1), treasury(1)).code).toBe("OK");
  expect(ledger.run(approvals.slice(0, 1), treasury(1)).code).toBe("OK");
});
