import { expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { createClient, type Notification } from "../../src/rpc/client.ts";
import { start } from "./harness.ts";

test("results and typed errors", async () => {
  const { url } = await start();
  const client = createClient(url);
  expect(await client.call("chain_head")).toMatchObject({ height: 0 });
  await expect(client.call("tx_get", { id: "x" })).rejects.toMatchObject({
    name: "RpcCallError",
    code: "INVALID_PARAMS",
    data: { path: "id" },
  });
});

test("no node: NODE_UNREACHABLE", async () => {
  const { url, server } = await start();
  await server.close();
  const client = createClient(url);
  const expected = { code: "NODE_UNREACHABLE", hint: expect.any(String) as string };
  await expect(client.call("chain_head")).rejects.toMatchObject(expected);
  const handlers = { onNotification: () => undefined };
  await expect(client.subscribe({ topic: "blocks" }, handlers)).rejects.toMatchObject(expected);
});

test("submitAndWait survives a restart of the node", async () => {
  const { url, node, server } = await start();
  node.fund();
  const transaction = node.pay("alice", "bob", 5n);
  const client = createClient(url);
  const waiting = client.submitAndWait(toHex(transaction.bytes));
  await expect.poll(() => node.pool.size).toBe(1);
  await server.close();
  node.pool.remove(toHex(transaction.id)); // a pool does not survive
  await start({ node, port: server.port });
  await expect.poll(() => node.pool.size, { timeout: 5_000 }).toBe(1);
  node.commit();
  expect(await waiting).toMatchObject({ status: "committed", receipt: { code: "OK" } });
});

test("submitAndWait ends with its time", async () => {
  const { url, node } = await start();
  node.fund();
  const { bytes } = node.pay("alice", "bob", 5n);
  const outcome = await createClient(url).submitAndWait(toHex(bytes), { timeoutMs: 100 });
  expect(outcome.status).toBe("pending");
});

test("a subscription goes on after the server was away", async () => {
  const { url, node, server } = await start();
  const seen: Notification[] = [];
  const handlers = { onNotification: (one: Notification) => void seen.push(one) };
  const subscription = await createClient(url).subscribe({ topic: "blocks" }, handlers);
  node.commit();
  await expect.poll(() => seen.length).toBe(1);
  await server.close();
  node.commit();
  node.commit();
  await start({ node, port: server.port });
  await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(3);
  node.commit();
  await expect.poll(() => seen.length).toBe(4);
  expect(seen.map(({ height }) => height)).toEqual([1, 2, 3, 4]);
  subscription.close();
});

test("a refused subscription is an error", async () => {
  const { url } = await start();
  const subscribing = createClient(url).subscribe(
    { topic: "account" },
    { onNotification: () => undefined },
  );
  await expect(subscribing).rejects.toMatchObject({ code: "INVALID_PARAMS" });
});
