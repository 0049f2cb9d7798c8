import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { Desk } from "./desk.ts";

// Goal: payer, parties and receiver of a payment do and see by commands what the domain says they can.
// Method: commands as typed, over a real server and ledger.

const HKD = "HKD@gateway-hk";
const UETR = "7a562c67-ca16-48ba-b074-65581be6f066";
const desk = new Desk();

beforeAll(() =>
  desk.keys("gateway-hk", "gateway-hk-2", "alice", "alice-2", "bob", "wallet-hk", "wallet-ph"),
);
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.open([
    ["wallet-hk", "wallet"],
    ["wallet-ph", "wallet"],
  ]);
  await desk.say(["asset", "define", "--code", "HKD", "--decimals", "2"], "gateway-hk");
  await desk.say(["asset", "issue", "--to", "alice", "--amount", `100.00 ${HKD}`], "gateway-hk");
});

const as = (name: string, line: string) => desk.say(line.split(" "), name);
const track = () => desk.say(["payment", "track", UETR]);
const hold = () => {
  const agents = "wallet-hk:debtor,wallet-ph:creditor";
  const line = ["payment", "hold", "--to", "bob", "--amount", `40.00 ${HKD}`];
  return desk.say([...line, "--agents", agents, "--uetr", UETR], "alice");
};
const settle = async () => {
  await hold();
  await as("wallet-ph", `payment approve ${UETR}`);
  await as("wallet-hk", `payment approve ${UETR}`);
};
const balanceOf = async (name: string) => {
  const found = await desk.json<{ available: string; held: string }[]>(["balance", name]);
  return found.map(({ available, held }) => [available, held]);
};

describe("a held payment", () => {
  test("waits for its parties, and comes back when one refuses it", async () => {
    await hold();
    expect(await as("wallet-ph", "payment waiting")).toMatch(
      new RegExp(`^${UETR} +approval +40\\.00 .*alice.*bob`, "m"),
    );
    await as("wallet-ph", `payment refuse ${UETR} --reason RR04`);
    expect(await track()).toMatch(/RJCT rejected +RR04 +wallet-ph/);
    expect(await as("wallet-hk", "payment waiting")).not.toContain(UETR);
    expect(await balanceOf("alice")).toEqual([["10000", "0"]]);
    const again = ["payment", "approve", UETR];
    expect(await desk.refusal(again, "wallet-hk")).toEqual(["PAYMENT_REJECTED", 1]);
  });

  test("shows what a party reports, and arrives with the last approval", async () => {
    await hold();
    await as("wallet-hk", `payment report ${UETR} --reason G003`);
    expect(await track()).toMatch(/G003 documents awaited/);
    await as("wallet-hk", `payment approve ${UETR}`);
    expect(await balanceOf("bob")).toEqual([]);
    await as("wallet-ph", `payment approve ${UETR}`);
    expect(await track()).toMatch(/ACCC credited/);
    expect(await balanceOf("bob")).toEqual([["4000", "0"]]);
  });

  test("is called back, and the receiver refuses", async () => {
    await settle();
    await as("alice", `payment recall ${UETR} --reason DUPL`);
    expect(await as("bob", "payment waiting")).toMatch(
      new RegExp(`^${UETR} +recall +40\\.00`, "m"),
    );
    await as("bob", `payment refuse-recall ${UETR} --reason CUST`);
    expect(await track()).toMatch(/refused/);
    expect(await as("bob", "payment waiting")).not.toContain(UETR);
  });

  test("is sent back in parts, and no more than there was", async () => {
    await settle();
    await as("alice", `payment recall ${UETR} --reason DUPL`);
    await as("bob", `payment return ${UETR} --amount 15.00 --reason DUPL`);
    expect(await track()).toMatch(/accepted/);
    await as("bob", `payment return ${UETR} --reason DUPL`);
    expect(await balanceOf("alice")).toEqual([["10000", "0"]]);
    const more = ["payment", "return", UETR, "--reason", "DUPL"];
    expect(await desk.refusal(more, "bob")).toEqual(["NOTHING_LEFT", 1]);
  });
});

describe("an account that needs two signers", () => {
  const needTwo = async (name: string) => {
    const publicKey = (await desk.say(["keys", "show", `${name}-2`])).match(/[0-9a-f]{64}/)![0];
    await desk.say(["account", "add-signer", publicKey, "--weight", "1"], name);
    await desk.say(["account", "set-thresholds", "1,2,2"], name);
  };
  /** The proposal that a command with one key made, approved by the second. */
  const both = async (name: string, ...line: string[]) => {
    const found = await desk.json<{ receipt: { results: { result: { proposal: string } }[] } }>(
      line,
      name,
    );
    const { proposal } = found.receipt.results[0]!.result;
    return desk.say(["proposal", "approve", proposal, "--as", name], `${name}-2`);
  };

  test("pay, with one key, asks the other signer; nothing moves before", async () => {
    await needTwo("alice");
    const line = ["pay", "--to", "bob", "--amount", `5.00 ${HKD}`];
    expect(await desk.say(line, "alice")).toMatch(
      /Each other signer: portolan proposal approve [0-9a-f]{64} --as ptl1[0-9a-z]+ --key KEY/,
    );
    expect(await balanceOf("bob")).toEqual([]);
    expect(await both("alice", ...line)).toMatch(/applied/);
    expect(await balanceOf("bob")).toEqual([["500", "0"]]);
    expect(await desk.say(line, "alice", "alice-2")).toMatch(/delivered/);
  });

  test("issue, redeem, confirm and reject do the same", async () => {
    await needTwo("alice");
    await needTwo("gateway-hk");
    await both("gateway-hk", "asset", "issue", "--to", "alice", "--amount", `1.00 ${HKD}`);
    await both("alice", "asset", "redeem", "--amount", `2.00 ${HKD}`);
    await both("alice", "asset", "redeem", "--amount", `3.00 ${HKD}`);
    expect(await balanceOf("alice")).toEqual([["9600", "500"]]);
    const asked = await desk.say(["asset", "redemptions", "gateway-hk"]);
    const idOf = (amount: string) =>
      new RegExp(`^([0-9a-f]{64}) +alice +${amount} HKD@gateway-hk `, "m").exec(asked)![1]!;
    await both("gateway-hk", "asset", "redeem-confirm", idOf("2.00"));
    await both("gateway-hk", "asset", "redeem-reject", idOf("3.00"), "--reason", "closed");
    expect(await balanceOf("alice")).toEqual([["9900", "0"]]);
    expect(await desk.json(["asset", "redemptions", "gateway-hk"])).toEqual([]);
  });
});
