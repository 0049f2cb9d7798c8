import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type CommandResult, Devnet, eventually } from "./devnet.ts";

// Goal: a bulk file of 1,000 payments in three currencies arrives whole although a validator dies half-way.
// Method: four real processes, the command line, SIGKILL; every balance on every node against a sum of the file.

const PAYMENTS = 1_000;
const currencies = ["HKD@gateway-hk", "USD@gateway-us", "PHP@gateway-ph"];
const creditors = ["bob", "wallet-ph", "merchant-1", "carrier-1", "enterprise-2"];
const START_MINOR = 100_000_000n;

interface Row {
  readonly to: string;
  readonly asset: string;
  readonly minor: bigint;
}

const rows: Row[] = Array.from({ length: PAYMENTS }, (_, i) => ({
  to: creditors[(i * 7) % creditors.length]!,
  asset: currencies[i % currencies.length]!,
  minor: BigInt(((i * 7_919) % 5_000) + 1),
}));

function typed({ minor, asset }: Row): string {
  return `${minor / 100n}.${String(minor % 100n).padStart(2, "0")} ${asset}`;
}

/** What each account must hold, from the file alone. */
function expectedBalances(debtor: string): Map<string, bigint> {
  const expected = new Map<string, bigint>();
  for (const name of [debtor, ...creditors]) {
    for (const asset of currencies) expected.set(`${name} ${asset}`, START_MINOR);
  }
  for (const { to, asset, minor } of rows) {
    expected.set(`${debtor} ${asset}`, expected.get(`${debtor} ${asset}`)! - minor);
    expected.set(`${to} ${asset}`, expected.get(`${to} ${asset}`)! + minor);
  }
  return expected;
}

describe("a bulk file over a network that loses a validator", () => {
  let devnet: Devnet;
  let file: string;
  let paid: CommandResult;

  beforeAll(async () => {
    devnet = await Devnet.create();
    await devnet.start();
    file = join(devnet.directory, "payments.csv");
    const lines = rows.map((row) => `${row.to},${typed(row)}`);
    writeFileSync(file, `to,amount\n${lines.join("\n")}\n`);

    const before = await devnet.call<{ height: number }>("chain_head");
    const paying = devnet.begin(["payment", "bulk", file, "--json", "--yes"], { key: "alice" });
    await eventually("the first blocks of the file", async () => {
      const head = await devnet.call<{ height: number }>("chain_head");
      return head.height > before.height ? head : undefined;
    });
    devnet.kill(2);
    paid = await paying;
  }, 240_000);

  afterAll(async () => {
    await devnet.remove();
  }, 60_000);

  test("the command pays every line", () => {
    expect(paid.stderr).toBe("");
    expect(paid.status).toBe(0);
    expect(JSON.parse(paid.stdout)).toMatchObject({
      payments: PAYMENTS,
      paid: PAYMENTS,
      failed: 0,
    });
  });

  test("the killed validator is started again, catches up, and every node has every balance and one state root", async () => {
    const head = await devnet.call<{ height: number }>("chain_head");
    const roots = new Set<string>();
    for (const node of [0, 1, 2, 3]) {
      await eventually(`node ${node} at height ${head.height + 1}`, async () => {
        const own = await devnet.call<{ height: number }>("chain_head", {}, node);
        return own.height > head.height ? own : undefined;
      });
      const next = await devnet.call<{ header: { stateRoot: string } }>(
        "chain_getBlock",
        { height: head.height + 1 },
        node,
      );
      roots.add(next.header.stateRoot);
      const found = new Map<string, bigint>();
      for (const name of ["alice", ...creditors]) {
        const { balances } = await devnet.call<{
          balances: { asset: string; code: string; available: string }[];
        }>("account_balances", { account: name }, node);
        for (const asset of currencies) {
          const code = asset.split("@")[0];
          found.set(
            `${name} ${asset}`,
            BigInt(balances.find((one) => one.code === code)!.available),
          );
        }
      }
      expect(found).toEqual(expectedBalances("alice"));
    }
    expect(roots.size).toBe(1);
  }, 120_000);

  test("the same file again pays nothing twice", () => {
    const again = devnet.portolan(["payment", "bulk", file, "--json", "--yes"], { key: "alice" });
    expect(again.status).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ paid: 0, paidEarlier: PAYMENTS, failed: 0 });
  }, 120_000);

  test("one payment is proven offline, against the genesis file alone", async () => {
    const { lines } = JSON.parse(paid.stdout) as { lines: { uetr: string }[] };
    const { id } = await transactionOf(lines[499]!.uetr);
    const proof = devnet.portolan(["tx", "proof", id, "--json"], { node: 3 });
    expect(proof.status, proof.stderr).toBe(0);
    const proofFile = join(devnet.directory, "proof.json");
    writeFileSync(proofFile, proof.stdout);
    const verified = devnet.portolan([
      "verify-proof",
      proofFile,
      "--genesis",
      devnet.genesis,
      "--json",
    ]);
    expect(verified.status, verified.stderr).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ id, outcome: "OK" });

    writeFileSync(proofFile, readFileSync(proofFile, "utf8").replace('"index": ', '"index": 1'));
    const refused = devnet.portolan(["verify-proof", proofFile, "--genesis", devnet.genesis]);
    expect(refused.status).toBe(1);
  }, 60_000);

  test("Ctrl-C stops everything cleanly; started again it goes on from the same height", async () => {
    const pids = [0, 1, 2, 3].map((node) => devnet.pid(node));
    const before = await devnet.call<{ height: number }>("chain_head");
    expect(await devnet.stop()).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
    await devnet.start();
    const after = await devnet.call<{ height: number }>("chain_head");
    expect(after.height).toBeGreaterThanOrEqual(before.height);
    const order = ["pay", "--to", "bob", "--amount", "12.50 HKD@gateway-hk", "--yes", "--json"];
    const fresh = devnet.portolan(order, { key: "alice" });
    expect(fresh.status, fresh.stderr).toBe(0);
    expect(JSON.parse(fresh.stdout)).toMatchObject({
      status: "committed",
      receipt: { code: "OK" },
    });
  }, 120_000);

  async function transactionOf(uetr: string): Promise<{ id: string }> {
    const payment = await devnet.call<{ height: number }>("payment_get", { uetr });
    const block = await devnet.call<{ transactions: { id: string; transaction: unknown }[] }>(
      "chain_getBlock",
      { height: payment.height },
    );
    return block.transactions.find((one) => JSON.stringify(one).includes(uetr))!;
  }
});
