import { describe, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { RateLimit } from "../../src/rpc/rate-limit.ts";
import { createRpcServer } from "../../src/rpc/server.ts";
import { ask, post, result, start } from "./harness.ts";
import { TestNode } from "./test-node.ts";

const call = (method: string, params: Json = {}) => ({ jsonrpc: "2.0", id: 1, method, params });
const payment = (body: Json): Json => ({
  account: "alice",
  operations: [{ type: "payment.transfer", body }],
});
const uetr = "8a562c67-ca16-48ba-b074-65581be6f001";
const amount = { asset: "HKD@gateway-hk", minor: "5" };

/** What is sent, the JSON-RPC number, the word and, where there is one, the path. */
const rows: [string, unknown, number, string, string?][] = [
  ["not JSON", '{"jsonrpc":', -32700, "MALFORMED_JSON"],
  ["nothing", "", -32700, "MALFORMED_JSON"],
  ["not UTF-8 text", "\uFEFF{}", -32700, "MALFORMED_JSON"],
  ["a number", 7, -32600, "INVALID_REQUEST"],
  ["null", null, -32600, "INVALID_REQUEST"],
  ["an empty batch", [], -32600, "INVALID_REQUEST"],
  ["101 requests", Array(101).fill(call("node_info")), -32600, "BATCH_TOO_LONG"],
  ["JSON-RPC 1.0", { id: 1, method: "node_info" }, -32600, "INVALID_REQUEST"],
  ["an object as id", { ...call("node_info"), id: {} }, -32600, "INVALID_REQUEST"],
  ["a long id", { ...call("node_info"), id: "x".repeat(201) }, -32600, "INVALID_REQUEST"],
  ["no method", { jsonrpc: "2.0", id: 1 }, -32600, "INVALID_REQUEST"],
  ["an unknown method", call("eth_call"), -32601, "UNKNOWN_METHOD"],
  ["an inherited name", call("__proto__"), -32601, "UNKNOWN_METHOD"],
  ["parameters by place", call("tx_get", ["00"]), -32602, "INVALID_PARAMS", ""],
  ["parameters as text", call("tx_get", "00"), -32602, "INVALID_PARAMS", ""],
  ["a missing parameter", call("tx_get"), -32602, "INVALID_PARAMS", "id"],
  ["a short id", call("tx_get", { id: "00" }), -32602, "INVALID_PARAMS", "id"],
  ["upper case", call("tx_get", { id: "AA".repeat(32) }), -32602, "INVALID_PARAMS", "id"],
  ["0x", call("tx_get", { id: `0x${"00".repeat(31)}` }), -32602, "INVALID_PARAMS", "id"],
  ["a misspelt name", call("node_info", { x: 1 }), -32602, "INVALID_PARAMS", "x"],
  [
    "__proto__",
    '{"jsonrpc":"2.0","id":1,"method":"node_info","params":{"__proto__":{}}}',
    -32602,
    "INVALID_PARAMS",
    "__proto__",
  ],
  [
    "an unknown account",
    call("account_get", { account: "zoe" }),
    -32602,
    "INVALID_PARAMS",
    "account",
  ],
  [
    "a wrong checksum",
    call("account_get", { account: "ptl1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq" }),
    -32602,
    "INVALID_PARAMS",
    "account",
  ],
  ["a height as text", call("chain_getBlock", { height: "1" }), -32602, "INVALID_PARAMS", "height"],
  ["a negative height", call("chain_getBlock", { height: -1 }), -32602, "INVALID_PARAMS", "height"],
  ["half a height", call("chain_getBlock", { height: 0.5 }), -32602, "INVALID_PARAMS", "height"],
  [
    "height and hash",
    call("chain_getBlock", { height: 1, hash: "00".repeat(32) }),
    -32602,
    "INVALID_PARAMS",
    "",
  ],
  ["neither", call("chain_getBlock"), -32602, "INVALID_PARAMS", ""],
  [
    "a long wait",
    call("tx_wait", { id: "00".repeat(32), timeoutMs: 60_001 }),
    -32602,
    "INVALID_PARAMS",
    "timeoutMs",
  ],
  ["a large page", call("participant_list", { limit: 101 }), -32602, "INVALID_PARAMS", "limit"],
  [
    "a nested place",
    call("account_history", { account: "alice", before: { height: 1 } }),
    -32602,
    "INVALID_PARAMS",
    "before.index",
  ],
  ["a key with a space", call("state_get", { key: "a b" }), -32602, "INVALID_PARAMS", "key"],
  ["a long key", call("state_proof", { key: "k".repeat(201) }), -32602, "INVALID_PARAMS", "key"],
  [
    "a version 1 UUID",
    call("payment_get", { uetr: "8a562c67-ca16-18ba-b074-65581be6f001" }),
    -32602,
    "INVALID_PARAMS",
    "uetr",
  ],
  ["no asset", call("asset_get", { asset: "HKD" }), -32602, "INVALID_PARAMS", "asset"],
  ["subscribing by HTTP", call("subscribe", { topic: "blocks" }), -32000, "NEEDS_WEBSOCKET"],
  ["an unknown topic", call("subscribe", { topic: "news" }), -32602, "INVALID_PARAMS", "topic"],
  ["account without filter", call("subscribe", { topic: "account" }), -32602, "INVALID_PARAMS", ""],
  ["an uncommitted proof", call("tx_proof", { id: "00".repeat(32) }), -32000, "NOT_COMMITTED"],
  ["not a transaction", call("tx_submit", { transaction: "00" }), -32001, "MALFORMED_TRANSACTION"],
  [
    "a number as transaction",
    call("tx_submit", { transaction: 5 }),
    -32001,
    "MALFORMED_TRANSACTION",
    "",
  ],
  ["an empty list", call("tx_submit", { transaction: [] }), -32000, "TOO_MANY_TRANSACTIONS"],
  [
    "101 transactions",
    call("tx_submit", { transaction: Array(101).fill("00") }),
    -32000,
    "TOO_MANY_TRANSACTIONS",
  ],
  ["65,537 bytes", call("tx_submit", { transaction: "00".repeat(65_537) }), -32001, "TOO_LARGE"],
  [
    "an unknown type",
    call("tx_build", { account: "alice", operations: [{ type: "x.y", body: {} }] }),
    -32001,
    "UNKNOWN_TYPE",
    "operations.0.type",
  ],
  [
    "no operations",
    call("tx_build", { account: "alice", operations: [] }),
    -32001,
    "TOO_MANY_OPERATIONS",
    "operations",
  ],
  [
    "no list",
    call("tx_build", { account: "alice", operations: {} }),
    -32001,
    "MALFORMED_TRANSACTION",
    "operations",
  ],
  [
    "an amount as number",
    call("tx_build", payment({ to: "bob", amount: { ...amount, minor: 5 }, uetr })),
    -32001,
    "MALFORMED_BODY",
    "operations.0.body.amount.minor",
  ],
  [
    "2^64",
    call(
      "tx_build",
      payment({ to: "bob", amount: { ...amount, minor: "18446744073709551616" }, uetr }),
    ),
    -32001,
    "MALFORMED_BODY",
    "operations.0.body.amount.minor",
  ],
  [
    "an unknown receiver",
    call("tx_build", payment({ to: "zoe", amount, uetr })),
    -32001,
    "MALFORMED_BODY",
    "operations.0.body.to",
  ],
  [
    "an unknown field",
    call("tx_build", payment({ to: "bob", amount, uetr, memo: "x" })),
    -32001,
    "MALFORMED_BODY",
    "operations.0.body.memo",
  ],
  [
    "zero",
    call("tx_build", payment({ to: "bob", amount: { ...amount, minor: "0" }, uetr })),
    -32001,
    "ZERO_AMOUNT",
  ],
];

describe("every wrong input has its number, word and hint", async () => {
  test("the table", async () => {
    const { url, errors } = await start();
    for (const [what, sent, number, word, path] of rows) {
      const body = typeof sent === "string" ? sent : JSON.stringify(sent);
      const { status, json } = await post(url, body);
      const { error } = json as { error: { code: number; message: string; data: object } };
      expect(status, what).toBe(200);
      expect(error, what).toMatchObject({
        code: number,
        data: { code: word, ...(path === undefined ? {} : { path }) },
      });
      expect((error.data as { hint: string }).hint.length, what).toBeGreaterThan(20);
      expect(error.message.length, what).toBeGreaterThan(10);
    }
    expect(errors).toEqual([]);
  });

  test("refused by the node: expired, wrong signature", async () => {
    const { url, node } = await start();
    node.fund();
    const expired = node.pay("alice", "bob", 1n, { validUntil: Date.now() - 1 });
    const { error } = await ask(url, "tx_submit", { transaction: toHex(expired.bytes) });
    expect(error).toMatchObject({ code: -32002, data: { code: "EXPIRED", kind: "rejected" } });
    const bytes = node.pay("alice", "bob", 1n).bytes.slice();
    bytes[bytes.length - 1]! ^= 1;
    const forged = await ask(url, "tx_submit", { transaction: toHex(bytes) });
    expect(forged.error).toMatchObject({ code: -32001, data: { code: "BAD_SIGNATURE" } });
  });

  test("a fault inside the node is logged, and says nothing of its inside", async () => {
    const node = new TestNode();
    const { url, errors } = await start({
      context: {
        ...node.context,
        peers: () => {
          throw new Error("secret");
        },
      },
    });
    const { error } = await ask(url, "node_peers");
    expect(error).toMatchObject({ code: -32603, data: { code: "INTERNAL_ERROR" } });
    expect(JSON.stringify(error)).not.toContain("secret");
    expect(errors).toHaveLength(1);
  });
});

describe("batches", () => {
  test("answers stand in order, each for itself; notifications have none", async () => {
    const { url } = await start();
    const batch = [
      { ...call("chain_head"), id: "a" },
      call("nothing"),
      { jsonrpc: "2.0", method: "chain_head" },
      4,
    ];
    const { json } = await post(url, JSON.stringify(batch));
    expect(json).toMatchObject([
      { id: "a", result: { height: 0 } },
      { id: 1, error: { data: { code: "UNKNOWN_METHOD" } } },
      { id: null, error: { data: { code: "INVALID_REQUEST" } } },
    ]);
    const silent = await post(url, JSON.stringify([batch[2]]));
    expect(silent).toMatchObject({ status: 204, json: undefined });
  });

  test("a hundred at once", async () => {
    const { url } = await start();
    const batch = Array.from({ length: 100 }, (_, id) => ({ ...call("node_info"), id }));
    const { json } = await post(url, JSON.stringify(batch));
    expect((json as { id: number }[]).map(({ id }) => id)).toEqual(batch.map(({ id }) => id));
  });
});

describe("HTTP", () => {
  test("larger than 8 MiB: 413", async () => {
    const { url } = await start();
    const { status, json } = await post(url, " ".repeat(8 * 1024 * 1024 + 1));
    expect(status).toBe(413);
    expect(json).toMatchObject({ error: { data: { code: "BODY_TOO_LARGE" } } });
  });

  test("another content type: 415", async () => {
    const { url } = await start();
    const { status, json } = await post(url, "{}", { "content-type": "text/plain" });
    expect(status).toBe(415);
    expect(json).toMatchObject({ error: { data: { code: "UNSUPPORTED_MEDIA_TYPE" } } });
  });

  test("pages of other origins are refused, the node's own and configured ones are not", async () => {
    const { url } = await start({ origins: ["https://desk.example"] });
    const body = JSON.stringify(call("chain_head"));
    for (const [origin, status] of [
      ["https://evil.example", 403],
      ["null", 403],
      [url.replace(/\d+$/, "1"), 403],
      [url, 200],
      ["https://desk.example", 200],
    ] as const) {
      expect((await post(url, body, { origin })).status, origin).toBe(status);
    }
    const { headers } = await post(url, body, { origin: "https://desk.example" });
    expect(headers.get("access-control-allow-origin")).toBe("https://desk.example");
  });

  test("a name that is not the node's is refused (DNS rebinding)", async () => {
    const { server } = await start({ hostNames: ["node.member.example"] });
    const { request } = await import("node:http");
    const statusFor = (host: string) =>
      new Promise<number>((resolve, reject) => {
        const options = { port: server.port, path: "/health/live", headers: { host } };
        request(options, (response) => {
          response.resume();
          resolve(response.statusCode!);
        })
          .on("error", reject)
          .end();
      });
    expect(await statusFor("evil.example")).toBe(403);
    expect(await statusFor("localhost.evil.example:80")).toBe(403);
    expect(await statusFor(`localhost:${server.port}`)).toBe(200);
    expect(await statusFor("[::1]:1")).toBe(200);
    expect(await statusFor("Node.Member.example")).toBe(200);
  });

  test("health, metrics, and what is not there", async () => {
    const { url, node } = await start();
    const get = (path: string) => fetch(`${url}${path}`);
    expect((await get("/health/live")).status).toBe(200);
    expect((await get("/health/ready")).status).toBe(200);
    node.behindBlocks = 7;
    expect((await get("/health/ready")).status).toBe(503);
    expect((await get("/health/ready?maxBlocksBehind=7")).status).toBe(200);
    expect((await get("/health/ready?maxBlocksBehind=x")).status).toBe(400);
    node.reason = "no quorum";
    const view = await get("/health/ready?maxBlocksBehind=7");
    expect(view.status).toBe(503);
    expect(await view.json()).toMatchObject({ ready: false, reason: "no quorum" });
    expect(await (await get("/metrics")).text()).toContain("portolan_up");
    expect((await get("/rpc")).status).toBe(426);
    expect((await get("/nothing")).status).toBe(404);
  });

  test("too many calls: 429 with retry-after", async () => {
    const { url } = await start({ callsPerSecond: 10 });
    const batch = JSON.stringify(Array(20).fill(call("chain_head")));
    expect((await post(url, batch)).status).toBe(200);
    const { status, headers, json } = await post(url, batch);
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(json).toMatchObject({ error: { data: { code: "TOO_MANY_REQUESTS" } } });
  });

  test("the budget comes back with time, and callers do not share it", () => {
    let now = 0;
    const limit = new RateLimit(10, () => now);
    expect(limit.take("a", 20)).toBe(0);
    expect(limit.take("a", 1)).toBe(100);
    expect(limit.take("b", 1)).toBe(0);
    now = 100;
    expect(limit.take("a", 1)).toBe(0);
    now = 10_000;
    expect(limit.take("a", 1_000)).toBe(0);
    expect(limit.take("a", 1_000)).toBe(2_000);
  });
});

describe("starting", () => {
  test("a port in use says so", async () => {
    const { server, node } = await start();
    await expect(start({ node, port: server.port })).rejects.toMatchObject({
      code: "PORT_IN_USE",
      hint: expect.any(String) as string,
    });
  });

  test.each(["0.0.0.0", "::", "192.0.2.1", "node.example"])("%s is refused", async (host) => {
    const { node } = await start();
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const starting = createRpcServer({ context: node.context, host, port: 0, log });
    await expect(starting).rejects.toMatchObject({ code: "INSECURE_BIND" });
  });

  test("closing answers what waits", async () => {
    const { url, server } = await start();
    const id = "00".repeat(32);
    const waiting = result(url, "tx_wait", { id, timeoutMs: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.close();
    expect(await waiting).toEqual({ id, status: "unknown" });
  });
});
