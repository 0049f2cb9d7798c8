import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { Desk } from "./desk.ts";

// Goal: an issuer does everything that its asset's options allow by commands, and everybody reads what is in force.
// Method: commands as typed, over a real server and ledger.

const HKD = "HKD@gateway-hk";
const asset = ["--asset", HKD];
const desk = new Desk();

beforeAll(() => desk.keys("gateway-hk", "alice", "bob", "wallet-hk", "firm-1"));
afterAll(() => desk.close());
beforeEach(() =>
  desk.open([
    ["wallet-hk", "wallet"],
    ["firm-1", "accounting-firm"],
  ]),
);

const byGateway = (...line: string[]) => desk.say(["asset", ...line], "gateway-hk");
const issue = (to: string) => byGateway("issue", "--to", to, "--amount", `100.00 ${HKD}`);
const pay = (from: string, to: string, number: string) =>
  desk.refusal(["pay", "--to", to, "--amount", `${number} ${HKD}`], from);
const page = (name = HKD) => desk.say(["asset", "get", name]);
const defined = (...flags: string[]) =>
  byGateway("define", "--code", "HKD", "--decimals", "2", ...flags);

test("options are fixed by the flags of asset define, and shown", async () => {
  await defined("--authorisation", "--freeze", "--limits");
  expect(await page()).toMatch(/^options +authorisation, freeze, limits$/m);
  await byGateway("define", "--code", "USD", "--decimals", "2");
  expect(await page("USD@gateway-hk")).toMatch(/^options +none$/m);
  const list = await desk.say(["asset", "list"]);
  expect(list).toMatch(/^HKD +gateway-hk +2 +0\.00 +– +– +authorisation, freeze, limits /m);
});

test("authorise and revoke a holder", async () => {
  await defined("--authorisation");
  await byGateway("authorise", "alice", ...asset);
  await issue("alice");
  expect(await pay("alice", "bob", "1.00")).toEqual(["CREDITOR_NOT_AUTHORISED", 1]);
  await byGateway("revoke", "alice", ...asset);
  expect(await pay("alice", "gateway-hk", "1.00")).toEqual(["DEBTOR_NOT_AUTHORISED", 1]);
  expect(await desk.say(["balance", "alice"])).toMatch(
    /authorised .*\nHKD +100\.00 +0\.00 +false /,
  );
});

test("freeze one holder and everybody, with the reason where they look for it", async () => {
  await defined("--freeze");
  await issue("alice");
  await byGateway("freeze", ...asset, "--holder", "alice", "--reason", "court order 7");
  expect(await desk.say(["balance", "alice"])).toMatch(/^HKD +100\.00 +0\.00 +court order 7 /m);
  expect(await pay("alice", "bob", "1.00")).toEqual(["DEBTOR_FROZEN", 1]);
  await byGateway("freeze", ...asset, "--reason", "reserves in doubt");
  expect(await page()).toMatch(/^frozen +reserves in doubt$/m);
  await byGateway("unfreeze", ...asset);
  await byGateway("unfreeze", ...asset, "--holder", "alice");
  expect(await page()).toMatch(/^frozen +–$/m);
  expect(await desk.say(["balance", "alice"])).not.toContain("frozen");
  expect(await pay("alice", "bob", "1.00")).toEqual(["", 0]);
});

test("claw back an amount", async () => {
  await defined("--clawback");
  await issue("alice");
  const reason = ["--reason", "paid in error"];
  await byGateway("clawback", "--from", "alice", "--amount", `40.00 ${HKD}`, ...reason);
  expect(await page()).toMatch(/^supply +60\.00$/m);
});

test("set limits anew, all of them, in the asset's own numbers", async () => {
  await defined("--limits");
  await issue("alice");
  await byGateway("set-limits", ...asset, "--per-transfer", "5.00", "--per-day", "8");
  expect(await page()).toMatch(/limits\n +perHolder +–\n +perTransfer +5\.00\n +perDay +8\.00/);
  expect(await pay("alice", "bob", "5.01")).toEqual(["TRANSFER_LIMIT", 1]);
  expect(await pay("alice", "bob", "5.00")).toEqual(["", 0]);
  expect(await pay("alice", "bob", "3.01")).toEqual(["DAY_LIMIT", 1]);
  await byGateway("set-limits", ...asset);
  expect(await pay("alice", "bob", "50.00")).toEqual(["", 0]);
});

describe("reserves", () => {
  const stated = (number: string, report: string) => [
    ...["--reserves", `${number} ${HKD}`, "--as-of", "2025-10-31T17:00Z", "--report", report],
  ];

  test("are published with the hash of a report, attested, and set against the supply", async () => {
    await defined();
    await issue("alice");
    const report = join(desk.home, "report.pdf");
    writeFileSync(report, Buffer.from([0x25, 0x50, 0xff, 0x00]));
    const hash = createHash("sha256")
      .update(Buffer.from([0x25, 0x50, 0xff, 0x00]))
      .digest("hex");
    await byGateway("publish-reserves", ...stated("100.05", report));
    expect(await page()).toMatch(/attestedBy +–/);
    const wrong = ["asset", "attest-reserves", ...stated("100.06", report)];
    expect(await desk.refusal(wrong, "firm-1")).toEqual(["STATEMENT_DIFFERS", 1]);
    await desk.say(["asset", "attest-reserves", ...stated("100.05", hash)], "firm-1");
    expect(await page()).toMatch(
      new RegExp(
        `reserves\\n +reserves +100\\.05\\n +cover +100\\.05 % of the supply\\n` +
          ` +asOf +2025-10-31T17:00:00\\.000Z\\n +report +${hash}\\n +attestedBy +firm-1`,
      ),
    );
    const { reserves } = await desk.json<{ reserves: object }>(["asset", "get", HKD]);
    expect(reserves).toMatchObject({ minor: "10005", attestedByName: "firm-1" });
  });

  test.each([
    ["no such file", "nothing.pdf", "2025-10-31", "FILE_UNREADABLE"],
    ["no day", "a".repeat(64), "2025-02-30", "TIME_FORMAT"],
  ])("%s: wrong usage", async (_, report, asOf, code) => {
    const line = ["asset", "publish-reserves", "--reserves", `1.00 ${HKD}`, "--as-of", asOf];
    expect(await desk.refusal([...line, "--report", report], "gateway-hk")).toEqual([code, 2]);
  });
});

test("a sponsor's limits of an account, with what is spent of them", async () => {
  await defined();
  const zoe = ["--name", "zoe", "--roles", "person", "--country", "HK", "--signers", "bob-phone"];
  await desk.keys("bob-phone");
  await desk.say(["participant", "sponsor", ...zoe], "wallet-hk");
  await issue("zoe");
  const limits = ["--per-day", "5.00", "--per-year", "8.00"];
  await desk.say(["payment", "set-limits", "zoe", ...asset, ...limits], "wallet-hk");
  expect(await pay("bob-phone", "alice", "5.01")).toEqual(["SPONSOR_DAY_LIMIT", 1]);
  expect(await pay("bob-phone", "alice", "4.00")).toEqual(["", 0]);
  const shown = await desk.say(["account", "zoe"]);
  expect(shown).toMatch(/limits\n.*perTransfer +perDay +perYear +daySpent +yearSpent/);
  expect(shown).toMatch(/– +5\.00 +8\.00 +4\.00 +4\.00$/m);
});
