import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:net";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";

import { build, cleanEnvironment, freePort, launcher, portolan } from "./built-cli.ts";

// Goal: the launcher makes a network, keeps it running, and goes on where it stopped; the commands work against it.
// Method: real processes, one validator, because what is tested here is the command line and not consensus.

interface Ready {
  readonly nodes: { rpc: string; height: number }[];
  readonly cast: { name: string; account: string; key: string }[];
}

let cwd: string;
let basePort: number;
let running: ChildProcess | undefined;
let ready: Ready;

async function startDevnet(): Promise<Ready> {
  const args = [launcher, "devnet", "--validators", "1", "--base-port", String(basePort), "--json"];
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...cleanEnvironment(), HOME: cwd },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running = child;
  const lines = createInterface({ input: child.stdout });
  const first = new Promise<string>((resolve) => lines.once("line", resolve));
  const ended = new Promise<never>((_, reject) => {
    child.once("exit", (code) => reject(new Error(`the devnet ended with ${code}`)));
  });
  ended.catch(() => undefined); // it ends in every test, mostly after it was ready
  return JSON.parse(await Promise.race([first, ended])) as Ready;
}

async function stopDevnet(): Promise<number | null> {
  const child = running!;
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  running = undefined;
  return ended;
}

async function json(...args: string[]): Promise<{ status: number | null; answer: never }> {
  const rpc = ready.nodes[0]!.rpc;
  const ran = await portolan([...args, "--rpc", rpc, "--json"], { cwd });
  return { status: ran.status, answer: JSON.parse(ran.stdout) as never };
}

async function available(name: string, code: string): Promise<bigint> {
  const { answer } = await json("balance", name);
  const list = answer as { code: string; available: string }[];
  return BigInt(list.find((one) => one.code === code)?.available ?? "0");
}

beforeAll(async () => {
  build();
  cwd = mkdtempSync(join(tmpdir(), "portolan-devnet-"));
  basePort = await freePort();
  ready = await startDevnet();
}, 120_000);

afterAll(async () => {
  if (running !== undefined) await stopDevnet();
  rmSync(cwd, { recursive: true, force: true });
});

test("the cast has its keys, protected, and its money", async () => {
  const names = ready.cast.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["council-0", "gateway-hk", "alice", "association-cn"]),
  );
  expect(ready.cast.length).toBe(27);
  for (const { key } of ready.cast) expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(await available("alice", "PHP")).toBe(100_000_000n);
  expect(await available("customs-cn", "HKD")).toBe(0n);
  const { answer } = await json("asset", "get", "HKD@gateway-hk");
  expect(answer).toMatchObject({ supply: "2200000000", decimals: 2 });
});

test("it has a live market: maker-1 offers on both sides of three books, and a taker is filled at the best price", async () => {
  const pairs = ["USD/HKD", "HKD/PHP", "USD/CNY"].map((pair) => pair.split("/"));
  const assetOf = (code: string): string => `${code}@gateway-${code.slice(0, 2).toLowerCase()}`;
  for (const [base, quote] of pairs) {
    const book = ["fx", "book", "--base", assetOf(base!), "--quote", assetOf(quote!)];
    await expect
      .poll(async () => (await json(...book)).answer, { timeout: 20_000 })
      .toMatchObject({ bids: { length: 5 }, asks: { length: 5 } });
  }
  const before = await available("bob", "USD");
  const pair = ["--base", "USD@gateway-us", "--quote", "HKD@gateway-hk"];
  const terms = ["--side", "buy", "--amount", "10.00", "--price", "7.90", "--force", "IOC"];
  expect(await json("fx", "place", ...pair, ...terms, "--key", "bob")).toMatchObject({ status: 0 });
  expect((await available("bob", "USD")) - before).toBe(1_000n);
});

test("a payment moves money; the same UETR does not move it twice", async () => {
  const before = await available("bob", "HKD");
  const uetr = "8a562c67-ca16-48ba-b074-65581be6f001";
  const pay = [
    "pay",
    "--key",
    "alice",
    "--to",
    "bob",
    "--amount",
    "12.50 HKD@gateway-hk",
    "--uetr",
    uetr,
  ];
  expect(await json(...pay)).toMatchObject({ status: 0, answer: { status: "committed" } });
  expect(await json(...pay)).toMatchObject({ status: 1, answer: { error: { code: "UETR_USED" } } });
  expect((await available("bob", "HKD")) - before).toBe(1_250n);
});

test.each<[string, string[], string, number]>([
  [
    "too many decimals",
    ["--key", "alice", "--amount", "0.001 HKD@gateway-hk"],
    "AMOUNT_DECIMALS",
    2,
  ],
  ["amount zero", ["--key", "alice", "--amount", "0 HKD@gateway-hk"], "ZERO_AMOUNT", 1],
  [
    "too little",
    ["--key", "alice", "--amount", "9999999 HKD@gateway-hk"],
    "INSUFFICIENT_BALANCE",
    1,
  ],
  ["wrong role", ["--key", "customs-cn", "--amount", "1 HKD@gateway-hk"], "ROLE_NOT_ALLOWED", 1],
  ["unknown asset", ["--key", "alice", "--amount", "1 GBP@gateway-hk"], "UNKNOWN_ASSET", 1],
  [
    "another network",
    ["--key", "alice", "--amount", "1 HKD@gateway-hk", "--chain-id", "00"],
    "WRONG_CHAIN",
    1,
  ],
])("refused: %s", async (_name, args, code, status) => {
  const refused = await json("pay", "--to", "bob", ...args);
  expect(refused).toMatchObject({ status, answer: { error: { code } } });
});

test("without a yes, names are shown and nothing is signed", async () => {
  const args = ["pay", "--key", "alice", "--to", "bob", "--amount", "1 HKD@gateway-hk"];
  const ran = await portolan([...args, "--rpc", ready.nodes[0]!.rpc], { cwd });
  const bob = ready.cast.find(({ name }) => name === "bob")!;
  expect(ran.stderr).toContain(bob.account);
  expect(ran.stderr).toContain("CONFIRMATION_NEEDED");
  expect(ran.status).toBe(2);
});

test("amounts are shown as they are typed; scripts get minor units", async () => {
  const args = ["pay", "--key", "alice", "--to", "bob", "--amount", "3.07 HKD@gateway-hk"];
  const { rpc } = ready.nodes[0]!;
  const shown = await portolan([...args, "--yes", "--rpc", rpc], { cwd });
  expect(shown.stdout).toMatch(/^delivered +3\.07 HKD@ptl1/m);
  const { answer } = await json(...args);
  const { uetr, receipt } = answer as { uetr: string; receipt: { results: { result: object }[] } };
  expect(receipt.results[0]!.result).toMatchObject({ delivered: { minor: "307" } });
  const got = await portolan(["payment", "get", uetr, "--rpc", rpc], { cwd });
  expect(got.stdout).toMatch(/^amount +3\.07 HKD@ptl1/m);
});

test("a bulk file is paid once, however often it is run", async () => {
  const file = join(cwd, "salaries.csv");
  const lines = Array.from(
    { length: 230 },
    (_, i) => `bob,${i + 1}.01 USD@gateway-us,SALA,ref ${i}`,
  );
  writeFileSync(file, ["to,amount,purpose,reference", ...lines, ""].join("\n"));
  const before = await available("bob", "USD");
  const sum = lines.reduce((total, _, i) => total + BigInt(i + 1) * 100n + 1n, 0n);

  const first = await json("payment", "bulk", file, "--key", "enterprise-1");
  expect(first).toMatchObject({ status: 0, answer: { paid: 230, paidEarlier: 0, failed: 0 } });
  expect((await available("bob", "USD")) - before).toBe(sum);

  const again = await json("payment", "bulk", file, "--key", "enterprise-1");
  expect(again).toMatchObject({ status: 0, answer: { paid: 0, paidEarlier: 230, failed: 0 } });
  expect((await available("bob", "USD")) - before).toBe(sum);
});

test("in a bulk file one line that is refused does not stop the others", async () => {
  const file = join(cwd, "mixed.csv");
  const lines = ["bob,1 CNY@gateway-cn", "bob,9999999 CNY@gateway-cn", "alice,2 CNY@gateway-cn"];
  writeFileSync(file, ["to,amount", ...lines].join("\n"));
  const ran = await json("payment", "bulk", file, "--key", "enterprise-2");
  const results = [{ result: "paid" }, { code: "INSUFFICIENT_BALANCE" }, { result: "paid" }];
  expect(ran).toMatchObject({ status: 1, answer: { paid: 2, failed: 1, lines: results } });
});

test("a transaction is proven offline, and a changed proof is refused", async () => {
  const pay = ["pay", "--key", "alice", "--to", "bob", "--amount", "1 HKD@gateway-hk"];
  const { answer: paid } = await json(...pay);
  const { answer: proof } = await json("tx", "proof", (paid as { id: string }).id);
  const genesis = join(".devnet", "genesis.json");
  writeFileSync(join(cwd, "proof.json"), JSON.stringify(proof));
  const good = await portolan(["verify-proof", "proof.json", "--genesis", genesis], { cwd });
  expect(good.status, good.stderr).toBe(0);

  const { transaction } = proof as { transaction: string };
  const forged = JSON.stringify({
    ...(proof as object),
    transaction: transaction.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
  });
  writeFileSync(join(cwd, "forged.json"), forged);
  const bad = await portolan(["verify-proof", "forged.json", "--genesis", genesis], { cwd });
  expect(bad.status).toBe(1);
});

test("DEVNET_RUNNING and PORT_IN_USE name what is in the way", async () => {
  const port = String(basePort);
  const twice = await portolan(["devnet", "--base-port", port], { cwd });
  expect(twice).toMatchObject({ status: 1 });
  expect(twice.stderr).toMatch(/^DEVNET_RUNNING: /);

  const taken: Server = createServer();
  const busy = await freePort();
  await new Promise<void>((resolve) => taken.listen(busy, "127.0.0.1", resolve));
  const args = ["devnet", "--dir", "other", "--base-port", String(busy)];
  const blocked = await portolan(args, { cwd });
  taken.close();
  expect(blocked.stderr).toMatch(new RegExp(`^PORT_IN_USE: .*${busy}`));
  expect(blocked.status).toBe(1);
});

test("a node that is killed is started again; stopped and started, the chain goes on", async () => {
  const before = ready.nodes[0]!.rpc;
  const pid = Number(readFileSync(join(cwd, ".devnet", "node-0", "pid"), "utf8"));
  process.kill(pid, "SIGKILL");
  await expect
    .poll(async () => (await portolan(["status", "--rpc", before], { cwd })).status, {
      timeout: 20_000,
      interval: 500,
    })
    .toBe(0);
  const { answer } = await json("block", "get", "latest");
  const { height } = answer as { height: number };
  const balance = await available("bob", "USD");

  expect(await stopDevnet()).toBe(0);
  ready = await startDevnet();
  expect(ready.nodes[0]!.height).toBeGreaterThanOrEqual(height);
  expect(await available("bob", "USD")).toBe(balance);
}, 60_000);

test("a launcher that is killed takes its nodes along, and the next one goes on", async () => {
  const pid = Number(readFileSync(join(cwd, ".devnet", "node-0", "pid"), "utf8"));
  const isAlive = (): boolean => existsSync(`/proc/${pid}`);
  expect(isAlive()).toBe(true);
  running!.kill("SIGKILL");
  await expect.poll(isAlive, { timeout: 10_000 }).toBe(false);
  const { height } = ready.nodes[0]!;
  ready = await startDevnet();
  expect(ready.nodes[0]!.height).toBeGreaterThanOrEqual(height);
}, 60_000);

test("once it is stopped, the database is proven sound", async () => {
  expect(await stopDevnet()).toBe(0);
  const config = join(".devnet", "node-0", "config.toml");
  const sound = await portolan(["check", "--config", config, "--json"], { cwd });
  const { height } = ready.nodes[0]!;
  const proven = JSON.parse(sound.stdout) as { height: number; certificates: number };
  expect(proven).toMatchObject({ sound: true });
  expect(proven.height).toBeGreaterThanOrEqual(height);
  expect(proven.certificates).toBeGreaterThan(0);
  const other = await portolan(["devnet", "--validators", "2"], { cwd });
  expect(other.stderr).toMatch(/^DEVNET_DIFFERENT: /);
});
