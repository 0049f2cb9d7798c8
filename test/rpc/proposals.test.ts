import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

import { formatAccount } from "../../src/primitives/account-id.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { methodByName } from "../../src/rpc/table.ts";
import { propose } from "../../src/transactions/participants/propose.ts";
import { result, start } from "./harness.ts";
import { accountOf, keyOf, operation, signBody, testGenesis, TestNode } from "./test-node.ts";

// Goal: a signer sees what waits for it, how far it is and whose word is missing; anyone sees who answers for whom.
// Method: a node with an account of three signers, of which two decide.

const NAMES = ["board-0", "board-1", "board-2"];
const account = formatAccount(accountOf("board-0"));
const publicKeys = NAMES.map((name) => toHex(keyOf(name).publicKey));

let node: TestNode;
let url: string;

beforeEach(async () => {
  const genesis = testGenesis();
  const signers = NAMES.map((name) => ({ publicKey: keyOf(name).publicKey, weight: 1 }));
  const authority = { signers, thresholds: { low: 1, medium: 2, high: 2 } };
  const board = {
    name: "board",
    roles: ["wallet" as const],
    country: "HK",
    lei: undefined,
    authority,
  };
  const participants = [...genesis.participants, board];
  node = new TestNode({ ...genesis, protocolVersion: 3, participants });
  ({ url } = await start({ node }));
});

let nonces = 0;
/** One operation of the board in a block of its own; gives the bytes of its result. */
function run(type: string, body: object, ...by: string[]): Uint8Array {
  const transaction = signBody(
    {
      chainId: node.chainId,
      account: accountOf("board-0"),
      nonce: new Uint8Array(16).fill(++nonces),
      validUntil: Date.now() + 60_000,
      operations: [operation(type, body)],
    },
    by,
  );
  node.submit(transaction);
  const [receipt] = node.commit().receipts;
  expect(receipt!.code).toBe("OK");
  return receipt!.results[0]!;
}

const admission = {
  ...{ name: "zoe", roles: ["person"], country: "HK", lei: undefined },
  authority: {
    signers: [{ publicKey: keyOf("zoe").publicKey, weight: 1 }],
    thresholds: { low: 1, medium: 1, high: 1 },
  },
};

/** Proposes a change of signers, which names its place in the list. */
function proposed(weight: number, waitMs = 60_000): Uint8Array {
  const { tag, body } = operation("account.signer.set", { publicKey: new Uint8Array(32), weight });
  const expiresAt = Date.now() + waitMs;
  const outcome = run("account.propose", { operations: [{ tag, body }], expiresAt }, "board-0");
  return decodeOwn(propose.result, outcome).proposal;
}

interface Waiting {
  readonly proposals: { readonly proposal: string }[];
  readonly next: string | null;
}

async function waiting(more: { [name: string]: Json } = {}): Promise<Waiting> {
  const answer = await result<Waiting & Json>(url, "account_waiting", {
    account: "board",
    ...more,
  });
  const schema = z.fromJSONSchema(methodByName("account_waiting")!.result);
  expect(schema.safeParse(answer).error?.message).toBeUndefined();
  return answer;
}

describe("account_waiting", () => {
  test("names operations, approvals, weight, and who is missing", async () => {
    const proposal = toHex(proposed(2));
    expect(await waiting()).toMatchObject({
      proposals: [
        {
          ...{ proposal, account, weight: 1, needed: 2, approvals: [publicKeys[0]] },
          operations: [{ type: "account.signer.set", body: { weight: 2 } }],
          missing: publicKeys.slice(1).map((publicKey) => ({ publicKey, weight: 1 })),
        },
      ],
      next: null,
    });
  });

  test("lists nothing that is carried out, withdrawn or expired", async () => {
    const applied = proposed(1);
    const withdrawn = proposed(2);
    const expired = proposed(3, 200);
    const open = proposed(4);
    run("account.approve", { proposal: applied }, "board-1");
    run("account.withdraw", { proposal: withdrawn }, "board-0");
    await new Promise((done) => setTimeout(done, 250));
    node.commit();
    const { proposals } = await waiting();
    expect(proposals.map(({ proposal }) => proposal)).toEqual([toHex(open)]);
    const all = await result(url, "account_proposals", { account: "board" });
    const states = (all["proposals"] as { proposal: string; status: string }[]).map(
      ({ proposal, status }) => [proposal, status],
    );
    expect(Object.fromEntries(states)).toEqual({
      [toHex(applied)]: "applied",
      [toHex(withdrawn)]: "withdrawn",
      [toHex(expired)]: "open",
      [toHex(open)]: "open",
    });
  });

  test("is judged by the signers of now", async () => {
    proposed(2);
    run("account.signer.remove", { publicKey: keyOf("board-0").publicKey }, "board-0", "board-1");
    const missing = publicKeys.slice(1).map((publicKey) => ({ publicKey, weight: 1 }));
    expect(await waiting()).toMatchObject({ proposals: [{ weight: 0, needed: 2, missing }] });
  });

  test("goes on page by page", async () => {
    const ids = [1, 2, 3].map((weight) => toHex(proposed(weight))).sort();
    const first = await waiting({ limit: 2 });
    const second = await waiting({ limit: 2, after: first.next! });
    const found = [...first.proposals, ...second.proposals].map(({ proposal }) => proposal);
    expect(found).toEqual(ids);
    expect(second.next).toBeNull();
  });
});

test("participant_get and participant_list say who sponsors, who suspended, and the profile's version", async () => {
  const zoe = { sponsor: null, suspended: null, suspendedBySponsor: null, profile: null };
  expect(await result(url, "participant_get", { participant: "alice" })).toMatchObject(zoe);
  const commitment = new Uint8Array(32).fill(7);
  run("participant.profile", { commitment }, "board-0", "board-1");
  run("participant.sponsor", admission, "board-0", "board-1");
  run("participant.sponsor.suspend", { name: "zoe", reason: "lost phone" }, "board-1", "board-2");
  const found = await result(url, "participant_get", { participant: "zoe" });
  expect(found).toMatchObject({
    ...{ sponsor: "board", suspended: "lost phone", suspendedBySponsor: true },
  });
  const { participants } = await result(url, "participant_list");
  expect(participants).toContainEqual(found);
  const profile = { version: 1, commitment: toHex(commitment), height: 1 };
  expect(participants).toContainEqual(expect.objectContaining({ name: "board", profile }));
});
