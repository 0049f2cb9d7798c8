import { createServer, type Server } from "node:http";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { build, freePort, portolan } from "./built-cli.ts";

let cwd: string;
let nowhere: string;
let stranger: Server;

beforeAll(async () => {
  build();
  cwd = mkdtempSync(join(tmpdir(), "portolan-cli-"));
  nowhere = `http://127.0.0.1:${await freePort()}`;
  stranger = createServer((_request, response) => response.end("<html>not a node</html>"));
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  const env = { PORTOLAN_PASSPHRASE: "secret" };
  const made = await portolan(["keys", "new", "alice", "--dir", "."], { cwd, env });
  expect(made.status, made.stderr).toBe(0);
  writeFileSync(join(cwd, "list.json"), "[]");
  writeFileSync(join(cwd, "broken.json"), "{");
}, 120_000);

afterAll(() => {
  stranger.close();
  rmSync(cwd, { recursive: true, force: true });
});

const KEY = ["--key", "alice.json"];
const PAY = ["pay", "--to", "bob", "--amount"];

describe("2: wrong usage, before any node is asked", () => {
  test.each<[string, string[], string]>([
    ["unknown command", ["pays"], "USAGE"],
    ["unknown option", ["status", "--nope"], "USAGE"],
    ["missing argument", ["tx", "get"], "USAGE"],
    ["too many arguments", ["status", "now"], "USAGE"],
    ["missing option", ["pay", "--to", "bob"], "USAGE"],
    ["no key", [...PAY, "1 HKD@gateway-hk"], "KEY_NEEDED"],
    ["grouping in an amount", [...PAY, "1,000.00 HKD@gateway-hk", ...KEY], "AMOUNT_FORMAT"],
    ["an amount without asset", [...PAY, "1", ...KEY], "AMOUNT_FORMAT"],
    ["an asset without issuer", [...PAY, "1 HKD", ...KEY], "ASSET_FORMAT"],
    ["a URL that is none", ["status", "--rpc", "localhost"], "RPC_URL"],
    ["a height that is none", ["block", "get", "top"], "HEIGHT_FORMAT"],
    [
      "an operation type that is none",
      ["op", "payment.gift", "--body", "list.json"],
      "UNKNOWN_TYPE",
    ],
    ["op without body", ["op", "payment.transfer"], "BODY_NEEDED"],
    ["malformed JSON", ["op", "payment.transfer", "--body", "broken.json"], "MALFORMED_JSON"],
    ["a file that is not there", ["tx", "sign", "nothing.json", ...KEY], "FILE_UNREADABLE"],
    ["a key name that is a path", ["keys", "new", "../x"], "KEY_NAME"],
    ["a new key without passphrase", ["keys", "new", "carol"], "PASSPHRASE_NEEDED"],
    ["ports that do not exist", ["devnet", "--base-port", "65534"], "PORT_RANGE"],
    ["no validators", ["devnet", "--validators", "0"], "USAGE"],
  ])("%s", async (_name, args, code) => {
    const env: Record<string, string> = args.includes("--key")
      ? { PORTOLAN_PASSPHRASE: "secret" }
      : {};
    const ran = await portolan(args, { cwd, env });
    expect(ran.stderr).toMatch(new RegExp(`^${code}: .+\\.`));
    expect(ran.stdout).toBe("");
    expect(ran.status).toBe(2);
  });
});

describe("3: no node reached", () => {
  test.each([
    ["status"],
    ["peers"],
    ["balance bob"],
    ["block get latest"],
    ["asset list"],
    ["payment get 8a562c67-ca16-48ba-b074-65581be6f001"],
  ])("%s", async (line) => {
    const ran = await portolan([...line.split(" "), "--rpc", nowhere], { cwd });
    expect(ran.stderr).toMatch(/^NODE_UNREACHABLE: /);
    expect(ran.status).toBe(3);
  });

  test("a payment", async () => {
    const env = { PORTOLAN_PASSPHRASE: "secret", PORTOLAN_RPC: nowhere };
    const ran = await portolan([...PAY, "1 HKD@gateway-hk", ...KEY], { cwd, env });
    expect(ran.stderr).toMatch(/^NODE_UNREACHABLE: /);
    expect(ran.status).toBe(3);
  });

  test("what answers is no node", async () => {
    const { port } = stranger.address() as { port: number };
    const ran = await portolan(["status", "--rpc", `http://127.0.0.1:${port}`], { cwd });
    expect(ran.stderr).toMatch(/^BAD_ANSWER: /);
    expect(ran.status).toBe(3);
  });
});

describe("1: refused", () => {
  test.each<[string, string[], Record<string, string>, string]>([
    ["a key that is not there", [...PAY, "1 HKD@gateway-hk", "--key", "dave"], {}, "KEY_NOT_FOUND"],
    ["no passphrase", [...PAY, "1 HKD@gateway-hk", ...KEY], {}, "WRONG_PASSPHRASE"],
    [
      "a wrong passphrase",
      [...PAY, "1 HKD@gateway-hk", ...KEY],
      { PORTOLAN_PASSPHRASE: "Secret" },
      "WRONG_PASSPHRASE",
    ],
    [
      "a key that exists",
      ["keys", "new", "alice", "--dir", "."],
      { PORTOLAN_PASSPHRASE: "x" },
      "KEY_EXISTS",
    ],
    [
      "a check of what no genesis names",
      ["check", "--data", "d", "--genesis", "none"],
      {},
      "BAD_GENESIS",
    ],
  ])("%s", async (_name, args, env, code) => {
    const ran = await portolan(args, { cwd, env });
    expect(ran.stderr).toMatch(new RegExp(`^${code}: .+\\.`));
    expect(ran.status).toBe(1);
  });
});

describe("--json", () => {
  test("an error is the one document", async () => {
    const ran = await portolan(["status", "--json", "--rpc", nowhere], { cwd });
    const { error } = JSON.parse(ran.stdout) as { error: Record<string, string> };
    expect(Object.keys(error)).toEqual(["code", "message", "hint"]);
    expect(error["code"]).toBe("NODE_UNREACHABLE");
    expect(ran.status).toBe(3);
  });

  test("wrong usage too", async () => {
    const ran = await portolan(["nonsense", "--json"], { cwd });
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: "USAGE" } });
    expect(ran.status).toBe(2);
  });
});

describe("0: done, without a node", () => {
  test("help lists every family", async () => {
    const ran = await portolan(["--help"], { cwd });
    for (const word of ["devnet", "keys", "pay", "tx", "verify-proof", "participant", "asset"]) {
      expect(ran.stdout).toContain(`  ${word}`);
    }
    expect(ran.status).toBe(0);
  });

  test("op --list names every type", async () => {
    const ran = await portolan(["op", "--list", "--json"], { cwd });
    const types = JSON.parse(ran.stdout) as { name: string }[];
    expect(types.map(({ name }) => name)).toContain("payment.transfer");
    expect(ran.status).toBe(0);
  });

  test("a key exported and imported is the same key", async () => {
    const env = { PORTOLAN_PASSPHRASE: "secret" };
    const exported = await portolan(["keys", "export", "alice.json", "--yes"], { cwd, env });
    writeFileSync(join(cwd, "seed.txt"), exported.stdout, { mode: 0o600 });
    const args = ["keys", "import", "alice-2", "--from", "seed.txt", "--dir", ".", "--json"];
    const imported = await portolan(args, { cwd, env });
    const shown = await portolan(["keys", "show", "alice.json", "--json"], { cwd });
    const account = (json: string): unknown => (JSON.parse(json) as { account: string }).account;
    expect(account(imported.stdout)).toBe(account(shown.stdout));
  });
});
