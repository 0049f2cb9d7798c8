import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { operationId } from "../../src/execution/read-transaction.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { formatUuid } from "../../src/primitives/fields/byte-strings.ts";
import { redeem } from "../../src/transactions/assets/redeem.ts";
import { testKey, type TestKey } from "../keys.ts";
import { result } from "../rpc/harness.ts";
import { payment, uetr } from "../ledger.ts";
import * as banking from "../transactions/banking.ts";
import { BankingLedger, gateway, hkd, of } from "../transactions/banking.ts";
import { proposalOf } from "../proposals.ts";
import { serve, type Statement, statementOf } from "./asked-statement.ts";
import { DiskChain } from "./disk-chain.ts";

// Goal: an entry says what an accountant asks of it: who the other party is, which payment, what it cost, and why.
// Method: one chain on disk for each thing that can change a balance; the entry as JSON-RPC gives it.

const { alice, bob, walletHk, walletPh, bank } = banking;
const HOUR = 3_600_000;
const id = uetr();
const UETR = formatUuid(id);

let directory: string;
let disk: DiskChain;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "portolan-words-"));
  disk = await DiskChain.open(directory, undefined, new BankingLedger());
  const clawback = { authorisation: false, freeze: true, clawback: true, limits: true };
  await run(
    gateway,
    ["asset.define", { code: "HKD", decimals: 2 }],
    ["asset.options", { asset: hkd, options: clawback }],
  );
  await run(gateway, [
    "asset.issue",
    { to: alice.account, amount: of(10_000n), reference: "in 1" },
  ]);
});
afterEach(async () => {
  await disk.close();
  rmSync(directory, { recursive: true, force: true });
});

type Deed = readonly [type: string, body: object];

/** One block with one transaction, which must succeed. */
async function run(by: TestKey, ...deeds: readonly Deed[]): Promise<void> {
  const orders = deeds.map(([type, body]) => ({ type, body }));
  await disk.block(orders, { by: [by] });
  expect(disk.ledger.chain.block(disk.height)!.receipts.map(({ code }) => code)).toEqual(["OK"]);
}

const schedule = (flat: bigint) => ({
  asset: hkd,
  schedule: { flat, partsPerMillion: 0, least: undefined, most: undefined },
});

/** alice pays bob 40.00 over wallets and bank, which charge 1.00, 2.00 and 0.30; each side bears its own. */
async function holdPayment(): Promise<void> {
  await run(walletHk, ["payment.fees.set", schedule(100n)]);
  await run(bank, ["payment.fees.set", schedule(200n)]);
  await run(walletPh, ["payment.fees.set", schedule(30n)]);
  const order = { endToEndId: "INV-7", uetr: id, chargeBearer: "SHAR" };
  const expiresAt = disk.timeMs + HOUR;
  await run(alice, ["payment.hold", banking.held(disk.world, 4_000n, { ...order, expiresAt })]);
}

async function settlePayment(): Promise<void> {
  await holdPayment();
  for (const agent of [walletHk, walletPh, bank]) {
    await run(agent, ["payment.approve", { uetr: id }]);
  }
}

/** The last entry of an account's statement. */
async function lastOf(account: string): Promise<Statement["entries"][number]> {
  const url = await serve(disk);
  const asset = "HKD@gateway-hk";
  const { entries } = await result<Statement>(url, "account_statement", { account, asset });
  return entries.at(-1)!;
}

const INVOICE = { uetr: UETR, reference: "INV-7" };

describe("a held payment that its agents let pass", () => {
  test.each([
    ["alice", "the payer", { counterpartyName: "bob", charges: "300", change: -4_300n }],
    ["bob", "the receiver", { counterpartyName: "alice", charges: "30", change: 3_970n }],
    ["bank-sc", "an agent that the payer pays", { counterpartyName: "alice", change: 200n }],
    ["wallet-ph", "an agent that the receiver pays", { counterpartyName: "bob", change: 30n }],
  ])("%s, %s, sees whose money it is and what of it was charged", async (name, _, says) => {
    await settlePayment();
    const { change, ...words } = says;
    const owned = change < 0n ? { available: "0", held: `${change}` } : { available: `${change}` };
    const entry = await lastOf(name);
    expect(entry).toMatchObject({ type: "payment.approve", ...INVOICE, ...words, change: owned });
    expect("charges" in entry).toBe("charges" in words);
  });

  test("while it waits, the payer's entry names the receiver, and nothing is charged", async () => {
    await holdPayment();
    const entry = await lastOf("alice");
    expect(entry).toMatchObject({ type: "payment.hold", ...INVOICE, counterpartyName: "bob" });
    expect(entry).toMatchObject({ change: { available: "-4300", held: "4300" }, indicator: null });
    expect(entry).not.toHaveProperty("charges");
  });

  test("sent back, it names payer and receiver to each other, and says why", async () => {
    await settlePayment();
    await run(bob, ["payment.return", { uetr: id, minor: 3_970n, reason: "AC04" }]);
    const says = { type: "payment.return", ...INVOICE, reason: "AC04" };
    const [payer, receiver] = [await lastOf("alice"), await lastOf("bob")];
    expect(payer).toMatchObject({ ...says, counterpartyName: "bob", indicator: "CRDT" });
    expect(receiver).toMatchObject({ ...says, counterpartyName: "alice", indicator: "DBIT" });
    expect(payer).not.toHaveProperty("charges");
  });
});

describe("a held payment that is not paid comes back", () => {
  const back = {
    ...INVOICE,
    counterpartyName: "bob",
    change: { available: "4300", held: "-4300" },
  };

  test("refused, with the reason of who refused it", async () => {
    await holdPayment();
    await run(bank, ["payment.refuse", { uetr: id, reason: "RR04" }]);
    expect(await lastOf("alice")).toMatchObject({
      type: "payment.refuse",
      reason: "RR04",
      ...back,
    });
  });

  test("expired, without a transaction", async () => {
    await holdPayment();
    await disk.append([], 2 * HOUR);
    const entry = await lastOf("alice");
    expect(entry).toMatchObject({ type: "payment.due", reason: "AB03", ...back });
    expect(entry).not.toHaveProperty("transaction");
  });
});

test("a payment names both ends to each other, and its EndToEndId", async () => {
  const body = { ...payment(bob.account, 5n, hkd, id), endToEndId: "INV-7" };
  await run(alice, ["payment.transfer", body]);
  expect(await lastOf("alice")).toMatchObject({ ...INVOICE, counterpartyName: "bob" });
  expect(await lastOf("bob")).toMatchObject({ ...INVOICE, counterpartyName: "alice" });
});

test("what the issuer takes back names it and its words", async () => {
  const reason = "Court order 12/2026";
  await run(gateway, ["asset.clawback", { from: alice.account, amount: of(5n), reason }]);
  const says = { type: "asset.clawback", counterpartyName: "gateway-hk", reason };
  expect(await lastOf("alice")).toMatchObject({ ...says, indicator: "DBIT" });
});

test("a redemption that the issuer rejects has the holder's reference and the issuer's words", async () => {
  await run(alice, ["asset.redeem", { amount: of(5n), reference: "out 3" }]);
  const [receipt] = disk.ledger.chain.block(disk.height)!.receipts;
  const { redemption } = decodeOwn(redeem.result, receipt!.results[0]!);
  await run(gateway, ["asset.redeem.reject", { redemption, reason: "Account closed" }]);
  const says = { reference: "out 3", reason: "Account closed", counterpartyName: "gateway-hk" };
  expect(await lastOf("alice")).toMatchObject({ type: "asset.redeem.reject", ...says });
});

test("a proposal that a second signer approves has an entry for each of its operations, on both sides", async () => {
  const second = testKey("second");
  await run(
    alice,
    ["account.signer.set", { publicKey: second.publicKey, weight: 1 }],
    ["account.thresholds.set", { thresholds: { low: 1, medium: 2, high: 2 } }],
  );
  const orders = [5n, 7n].map((minor) => ({
    type: "payment.transfer",
    body: { ...payment(bob.account, minor), endToEndId: `INV-${minor}` },
  }));
  const [asked] = await disk.block([proposalOf(orders, disk.timeMs + HOUR)], { by: [alice] });
  const proposal = operationId(asked!, 0);
  const approval = { type: "account.approve", body: { proposal } };
  const [approved] = await disk.block([approval], { by: [second], account: alice.account });
  const both = { transaction: toHex(approved!), operation: 0, proposal: toHex(proposal) };
  for (const [account, sign, other] of [
    ["alice", "-", "bob"],
    ["bob", "", "alice"],
  ] as const) {
    const says = ["5", "7"].map((minor, place) => ({
      ...{ ...both, type: "payment.transfer", proposalOperation: place },
      ...{ counterpartyName: other, reference: `INV-${minor}` },
      change: { available: `${sign}${minor}`, held: "0" },
    }));
    const params = { account, asset: "HKD@gateway-hk", limit: 1 };
    const { entries } = await statementOf(await serve(disk), params);
    expect(entries.slice(-2)).toMatchObject(says);
  }
});
