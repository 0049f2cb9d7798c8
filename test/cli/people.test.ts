import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { keyOf } from "../rpc/test-node.ts";
import { Desk } from "./desk.ts";

// Goal: the people of a member manage its keys, users and approvals by commands, and a wrong one says what to do.
// Method: commands as typed, over a real server and ledger; carol's account gets a second and a third signer.

const HKD = "HKD@gateway-hk";
const desk = new Desk();
const cast = ["gateway-hk", "alice", "bob", "carol", "wallet-hk", "safe-1", "safe-2", "zoe"];

beforeAll(() => desk.keys(...cast));
afterAll(() => desk.close());
beforeEach(() => desk.open([["wallet-hk", "wallet"]]));

const as = ["--as", "carol"];
const publicKey = (name: string) => toHex(keyOf(name).publicKey);
const signersOf = async (name: string) => {
  const { authority } = await desk.json<{
    authority: { signers: { publicKey: string; weight: number }[]; thresholds: object };
  }>(["account", name]);
  return authority;
};
const weightsOf = async (name: string) =>
  Object.fromEntries((await signersOf(name)).signers.map((one) => [one.publicKey, one.weight]));
const profile = (byte: number) => ["participant", "profile", `${byte}`.padStart(2, "0").repeat(32)];

/** carol, safe-1 and safe-2, of which two do everything but little things. */
async function twoOfThree(): Promise<void> {
  await desk.say(["account", "add-signer", "safe-1"], "carol");
  await desk.say(["account", "add-signer", publicKey("safe-2")], "carol");
  await desk.say(["account", "set-thresholds", "1,2,2"], "carol");
}
/** What a command proposes if its keys do not suffice: the proposal's id. */
async function proposed(line: readonly string[], ...keys: readonly string[]): Promise<string> {
  const answer = await desk.json<{ receipt: { results: { result: { proposal: string } }[] } }>(
    line,
    ...keys,
  );
  return answer.receipt.results[0]!.result.proposal;
}
/** A number of proposals' ids and what became of them. */
async function statuses(): Promise<string[]> {
  const list = await desk.json<{ status: string }[]>(["proposal", "list", "carol"]);
  return list.map(({ status }) => status).sort();
}

describe("an account's keys", () => {
  test("are added, get a weight, are exchanged and removed; --as names the account", async () => {
    await desk.say(["account", "add-signer", "safe-1", "--weight", "3"], "carol");
    expect((await weightsOf("carol"))[publicKey("safe-1")]).toBe(3);
    await desk.say(["account", "rotate-signer", "carol", "safe-2"], "carol");
    expect(await desk.refusal(profile(1), "carol")).toEqual(["INSUFFICIENT_WEIGHT", 1]);
    await desk.say([...profile(1), ...as], "safe-2");
    await desk.say(["account", "remove-signer", "safe-1", ...as], "safe-2");
    expect(await weightsOf("carol")).toEqual({ [publicKey("safe-2")]: 1 });
    const last = ["account", "remove-signer", "safe-2", ...as];
    expect(await desk.refusal(last, "safe-2")).toEqual(["LAST_SIGNER", 1]);
  });

  test("another account of the same participant has signers of its own", async () => {
    const signers = ["--signers", "safe-1,safe-2:2", "--thresholds", "1,2,3"];
    await desk.say(["account", "open", ...signers], "carol");
    const { account } = JSON.parse(await desk.say(["keys", "show", "safe-1", "--json"])) as {
      account: string;
    };
    const opened = await desk.json<{ participant: { name: string } }>(["account", account]);
    expect(opened.participant.name).toBe("carol");
    expect((await signersOf(account)).thresholds).toEqual({ low: 1, medium: 2, high: 3 });
  });

  test.each([
    ["a weight of nothing", ["account", "add-signer", "safe-1", "--weight", "0"], "WEIGHT_FORMAT"],
    [
      "a weight above a byte",
      ["account", "add-signer", "safe-1", "--weight", "256"],
      "WEIGHT_FORMAT",
    ],
    ["a key one digit short", ["account", "add-signer", publicKey("bob").slice(1)], "KEY_FORMAT"],
    ["a key in capitals", ["account", "add-signer", publicKey("bob").toUpperCase()], "KEY_FORMAT"],
    ["two thresholds", ["account", "set-thresholds", "1,2"], "THRESHOLDS_FORMAT"],
    ["a signer with two weights", ["account", "open", "--signers", "safe-1:1:2"], "SIGNER_FORMAT"],
    ["an id that is none", ["proposal", "approve", "abc"], "ID_FORMAT"],
    ["a time that is none", [...profile(1), ...as, "--expires", "soon"], "TIME_FORMAT"],
  ])("%s: wrong usage, and nothing is sent", async (_, line, code) => {
    await twoOfThree();
    const { height } = desk.node;
    expect(await desk.refusal(line, "carol")).toEqual([code, 2]);
    expect(desk.node.height).toBe(height);
  });

  test("a key that is not here is KEY_NOT_FOUND", async () => {
    const line = ["account", "add-signer", "nobody"];
    expect(await desk.refusal(line, "carol")).toEqual(["KEY_NOT_FOUND", 1]);
  });

  test("thresholds that nobody could reach are refused", async () => {
    const line = ["account", "set-thresholds", "1,1,2"];
    expect(await desk.refusal(line, "carol")).toEqual(["THRESHOLD_UNREACHABLE", 1]);
  });
});

describe("approval over hours, on chain", () => {
  beforeEach(twoOfThree);

  test("one key proposes, whoever is missing is named with its weight, another carries it out", async () => {
    await desk.say(["asset", "define", "--code", "HKD", "--decimals", "2"], "gateway-hk");
    const fees = ["payment", "hold", "--to", "bob", "--amount", `1.50 ${HKD}`];
    const id = await proposed([...fees, "--agents", "wallet-hk:debtor", ...as], "safe-1");
    const waits = await desk.say(["account", "waiting", "carol"]);
    expect(waits).toContain(id);
    expect(waits).toMatch(/ 1 of 2 /);
    expect(waits).toContain(`${publicKey("safe-2")} +1`);
    expect(waits).not.toContain(publicKey("safe-1"));
    expect(waits).toMatch(/payment\.hold to=ptl1\w+ amount="1\.50 HKD@ptl1\w+" uetr=/);
    // It is carried out with the second approval; that carol has no money is the proposal's outcome.
    await desk.say(["proposal", "approve", id, ...as], "safe-2");
    expect(await desk.say(["proposal", "list", "carol"])).toContain("failed: INSUFFICIENT_BALANCE");
    expect(await desk.say(["account", "waiting", "carol"])).toBe("none\n");
  });

  test("both keys at once need no proposal", async () => {
    await desk.say([...profile(1), ...as], "safe-1", "safe-2");
    expect(await statuses()).toEqual([]);
  });

  test("approved twice by one key, by a stranger, by nobody's id", async () => {
    const id = await proposed([...profile(1), ...as], "safe-1");
    const line = ["proposal", "approve", id, ...as];
    expect(await desk.refusal(line, "safe-1")).toEqual(["APPROVED_ALREADY", 1]);
    expect(await desk.refusal(line, "bob")).toEqual(["INSUFFICIENT_WEIGHT", 1]);
    const unknown = ["proposal", "approve", "00".repeat(32), ...as];
    expect(await desk.refusal(unknown, "safe-2")).toEqual(["UNKNOWN_PROPOSAL", 1]);
    expect(await statuses()).toEqual(["open"]);
  });

  test("taken back by who proposed it, it is closed for all", async () => {
    const id = await proposed([...profile(1), ...as], "safe-1");
    await desk.say(["proposal", "withdraw", id, ...as], "safe-1");
    const again = ["proposal", "withdraw", id, ...as];
    expect(await desk.refusal(again, "safe-1")).toEqual(["PROPOSAL_CLOSED", 1]);
    expect(await desk.refusal(["proposal", "approve", id, ...as], "safe-2")).toEqual([
      "PROPOSAL_CLOSED",
      1,
    ]);
    expect(await statuses()).toEqual(["withdrawn"]);
  });

  test("a key that is removed meanwhile counts no more for what it had approved", async () => {
    const id = await proposed([...profile(1), ...as], "safe-1");
    await desk.say(["account", "remove-signer", "safe-1", ...as], "carol", "safe-2");
    expect(await desk.say(["account", "waiting", "carol"])).toMatch(/ 0 of 2 /);
    await desk.say(["proposal", "approve", id, ...as], "safe-2");
    expect(await statuses()).toEqual(["open"]);
    expect(await desk.refusal(["proposal", "approve", id, ...as], "safe-1")).toEqual([
      "INSUFFICIENT_WEIGHT",
      1,
    ]);
    await desk.say(["proposal", "approve", id, ...as], "carol");
    expect(await statuses()).toEqual(["applied"]);
  });

  test("several operations of a file are one proposal, and all of them are listed", async () => {
    const file = join(desk.home, "operations.json");
    const one = (byte: string) => ({
      type: "participant.profile",
      body: { commitment: byte.repeat(32) },
    });
    writeFileSync(file, JSON.stringify([one("01"), one("02")]));
    const id = await proposed(["proposal", "open", file, ...as], "carol");
    const waits = await desk.say(["account", "waiting", "carol"]);
    expect(waits.match(/participant\.profile commitment=/g)).toHaveLength(2);
    await desk.say(["proposal", "approve", id, ...as], "safe-1");
    const { profile: shown } = await desk.json<{ profile: { version: number } }>([
      ...["participant", "get", "carol"],
    ]);
    expect(shown.version).toBe(2);
  });

  test("more proposals than fit one answer of a node are all listed", async () => {
    const wanted = 103;
    for (let i = 0; i < wanted; i++) await proposed([...profile(i % 100), ...as], "safe-1");
    expect(await statuses()).toHaveLength(wanted);
  }, 120_000);
});

describe("signature files, for the quick case", () => {
  test("built by one, signed by two on machines of their own, sent by anybody", async () => {
    await twoOfThree();
    const [orders, built, once, twice] = ["orders", "built", "once", "twice"].map((name) =>
      join(desk.home, `${name}.json`),
    ) as [string, string, string, string];
    const { account } = await desk.json<{ account: string }>(["account", "carol"]);
    const body = { commitment: "07".repeat(32) };
    const operations = [{ type: "participant.profile", body }];
    writeFileSync(orders, JSON.stringify({ account, operations }));
    writeFileSync(built, await desk.say(["tx", "build", orders]));
    expect(await desk.refusal(["tx", "send", built])).toEqual(["MALFORMED_TRANSACTION", 2]);
    writeFileSync(once, "7");
    expect(await desk.refusal(["tx", "build", once])).toEqual(["MALFORMED_TRANSACTION", 2]);
    writeFileSync(once, JSON.stringify(operations)); // the list alone, of whoever acts
    writeFileSync(built, await desk.say(["tx", "build", once, "--as", "carol"]));
    writeFileSync(once, await desk.say(["tx", "sign", built], "safe-1"));
    expect(await desk.refusal(["tx", "send", once])).toEqual(["INSUFFICIENT_WEIGHT", 1]);

    // What was refused is in a block for ever: another try is another transaction.
    writeFileSync(built, await desk.say(["tx", "build", orders]));
    writeFileSync(once, await desk.say(["tx", "sign", built], "safe-1"));
    writeFileSync(twice, await desk.say(["tx", "sign", once], "safe-2"));
    expect(await desk.say(["tx", "send", twice])).toMatch(/^version +1$/m);
    expect(await desk.say(["tx", "send", twice])).toMatch(/^version +1$/m); // again is harmless
  });
});

describe("a wallet's users", () => {
  const sponsor = ["participant", "sponsor", "--name", "zoe", "--roles", "person"];
  const zoe = [...sponsor, "--country", "HK", "--signers", "zoe"];

  test("are admitted, suspended and reinstated by their sponsor and nobody else", async () => {
    expect(await desk.refusal(zoe, "alice")).toEqual(["ROLE_NOT_ALLOWED", 1]);
    await desk.say(zoe, "wallet-hk");
    expect(await desk.say(["participant", "get", "zoe"])).toMatch(/^sponsor +wallet-hk$/m);
    await desk.say(profile(1), "zoe");
    const suspend = ["participant", "sponsor-suspend", "zoe", "--reason", "lost phone"];
    expect(await desk.refusal(suspend, "gateway-hk")).toEqual(["NOT_SPONSOR", 1]);
    await desk.say(suspend, "wallet-hk");
    expect(await desk.refusal(profile(2), "zoe")).toEqual(["SUSPENDED", 1]);
    expect(await desk.say(["participant", "get", "zoe"])).toMatch(/^suspended +lost phone$/m);
    await desk.say(["participant", "sponsor-reinstate", "zoe"], "wallet-hk");
    await desk.say(profile(2), "zoe");
    const again = ["participant", "sponsor-reinstate", "zoe"];
    expect(await desk.refusal(again, "wallet-hk")).toEqual(["NOT_SUSPENDED", 1]);
  });
});
