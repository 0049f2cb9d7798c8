import { Registry } from "prom-client";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { toHex } from "../../src/primitives/bytes.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { parseInputs } from "../../src/rpc/inputs.ts";
import { openRpcDocument } from "../../src/rpc/openrpc.ts";
import { methods } from "../../src/rpc/table.ts";
import { ask, result, start } from "./harness.ts";
import { accountOf, TestNode } from "./test-node.ts";

/** Its types are TypeScript sources that do not compile under this project's options, so they are named here. */
const OPENRPC: string = "@open-rpc/schema-utils-js";
interface OpenRpcTools {
  /** True, or an error that lists what is wrong. */
  readonly validateOpenRPCDocument: (document: unknown) => unknown;
}

test("rpc.discover is a valid OpenRPC document that names every method", async () => {
  const { url } = await start();
  const document = await result(url, "rpc.discover");
  const { validateOpenRPCDocument } = (await import(OPENRPC)) as OpenRpcTools;
  expect(validateOpenRPCDocument(document)).toBe(true);
  expect(validateOpenRPCDocument({ ...document, methods: 1 })).not.toBe(true);
  const names = (document["methods"] as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(methods.map(({ name }) => name));
  expect(document).toEqual(openRpcDocument("0.1.0"));
});

test("names are unique, and every error has a sentence", () => {
  expect(new Set(methods.map(({ name }) => name)).size).toBe(methods.length);
  for (const { name, summary, errors } of methods) {
    expect(summary, name).toMatch(/^[A-Z].{15,}\.$/);
    for (const [code, hint] of Object.entries(errors)) {
      expect(code).toMatch(/^[A-Z][A-Z_]+$/);
      expect(hint.length, code).toBeGreaterThan(20);
    }
  }
});

describe("each method's example fits its own parameters and their schema", () => {
  test.each(methods.map((method) => [method.name, method] as const))("%s", (_name, method) => {
    const names = { resolveName: (name: string) => accountOf(name) };
    const params = parseInputs(method.params, method.example.params as Json, names);
    expect(method.refine?.(params)).toBeUndefined();
    for (const [name, value] of Object.entries(method.example.params)) {
      const schema = z.fromJSONSchema(method.params[name]!.schema);
      expect(schema.safeParse(value).error?.message, name).toBeUndefined();
    }
  });
});

test("real answers fit the result schemas", async () => {
  const node = new TestNode();
  node.fund();
  const transaction = node.pay("alice", "bob", 5n);
  node.submit(transaction);
  node.commit();
  node.submit(node.pay("bob", "alice", 500n));
  node.commit();
  const { url } = await start({ node });
  const id = toHex(transaction.id);
  const calls: [string, Json][] = [
    ["node_info", {}],
    ["node_peers", {}],
    ["node_health", {}],
    ["chain_head", {}],
    ["chain_getBlock", { height: 0 }],
    ["chain_getBlock", { height: 3 }],
    ["chain_getBlock", { height: 4 }],
    ["chain_getCommit", { height: 1 }],
    ["chain_validators", {}],
    ["chain_evidence", {}],
    ["tx_build", exampleOf("tx_build")],
    ["tx_submit", { transaction: toHex(transaction.bytes) }],
    ["tx_submit", { transaction: [toHex(transaction.bytes), "00"] }],
    ["tx_get", { id }],
    ["tx_get", { id: "00".repeat(32) }],
    ["tx_wait", { id, timeoutMs: 0 }],
    ["tx_simulate", { transaction: toHex(node.pay("alice", "bob", 1n).bytes) }],
    ["tx_proof", { id }],
    ["state_get", { key: "participant/alice" }],
    ["account_get", { account: "alice" }],
    ["account_balances", { account: "alice" }],
    ["account_history", { account: "alice", limit: 1 }],
    ["account_statement", { account: "alice", asset: "HKD@gateway-hk", limit: 1 }],
    ["account_statement", { account: "bob", asset: "HKD@gateway-hk", to: "2100-01-01" }],
    ["participant_get", { participant: "alice" }],
    ["participant_list", {}],
    ["asset_get", { asset: "HKD@gateway-hk" }],
    ["asset_list", {}],
    ["payment_get", exampleOf("payment_get")],
    ["redemption_get", exampleOf("redemption_get")],
    ["rpc.discover", {}],
  ];
  for (const [method, params] of calls) {
    const answer = await ask(url, method, params);
    expect(answer.error, method).toBeUndefined();
    const definition = methods.find(({ name }) => name === method)!;
    const checked = z.fromJSONSchema(definition.result).safeParse(answer.result);
    expect(checked.error?.message, `${method} ${JSON.stringify(answer.result)}`).toBeUndefined();
  }
});

test("calls are counted by method and outcome, and unknown names make no series", async () => {
  const registry = new Registry();
  const { url } = await start({ registry });
  await ask(url, "chain_head");
  await ask(url, "tx_get", { id: "x" });
  await ask(url, "made-up-name");
  const text = await registry.metrics();
  expect(text).toContain('portolan_rpc_calls_total{method="chain_head",outcome="ok"} 1');
  expect(text).toContain('portolan_rpc_calls_total{method="tx_get",outcome="INVALID_PARAMS"} 1');
  expect(text).not.toContain("made-up-name");
});

function exampleOf(method: string): Json {
  return methods.find(({ name }) => name === method)!.example.params;
}
