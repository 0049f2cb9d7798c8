import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";

import { formatAccount } from "../../src/primitives/account-id.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { start } from "./harness.ts";
import { accountOf, type TestNode } from "./test-node.ts";

interface Message {
  id?: number;
  result?: Json;
  error?: { data: { code: string } };
  params?: { height: number; index: number; id?: string; subscription: string };
}

class Socket {
  readonly notifications: NonNullable<Message["params"]>[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (message: Message) => void>();
  #lastId = 0;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.#socket = new WebSocket(url.replace("http", "ws") + "/rpc", { headers });
    this.#socket.on("error", () => undefined);
    this.#socket.on("message", (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      if (message.params !== undefined) this.notifications.push(message.params);
      else if (message.id !== undefined) this.#answers.get(message.id)?.(message);
    });
    this.closed = new Promise((resolve) =>
      this.#socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() })),
    );
  }

  async call(method: string, params: Json = {}): Promise<Message> {
    if (this.#socket.readyState === WebSocket.CONNECTING) {
      await new Promise((resolve) => this.#socket.once("open", resolve));
    }
    const id = ++this.#lastId;
    const answer = new Promise<Message>((resolve) => this.#answers.set(id, resolve));
    this.#socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    return answer;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.terminate();
  }

  async received(count: number): Promise<void> {
    await expect.poll(() => this.notifications.length, { timeout: 5_000 }).toBe(count);
  }
}

const heights = (socket: Socket) => socket.notifications.map(({ height }) => height);
const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

function payments(node: TestNode, blocks: number, perBlock = 1): string[] {
  const ids: string[] = [];
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < perBlock; i++) node.submit(node.pay("alice", "bob", 1n));
    ids.push(...node.commit().transactions.map(({ id }) => toHex(id)));
  }
  return ids;
}

describe("blocks", () => {
  test("replays from a height, goes live without a gap, and stops", async () => {
    const { url, node } = await start();
    for (let i = 0; i < 5; i++) node.commit();
    const socket = new Socket(url);
    const { result } = await socket.call("subscribe", { topic: "blocks", fromHeight: 2 });
    node.commit(); // while the replay runs
    await socket.received(5);
    node.commit();
    await socket.received(6);
    expect(heights(socket)).toEqual([2, 3, 4, 5, 6, 7]);
    const { subscription } = result as { subscription: string };
    expect((await socket.call("unsubscribe", { subscription })).result).toBe(true);
    expect((await socket.call("unsubscribe", { subscription })).result).toBe(false);
    node.commit();
    await settle();
    expect(socket.notifications).toHaveLength(6);
    socket.close();
  });

  test("without fromHeight: from now on; with the last height and index: what follows", async () => {
    const { url, node } = await start();
    node.commit();
    const first = new Socket(url);
    const taken = await first.call("subscribe", { topic: "blocks" });
    expect(taken.result).toMatchObject({ fromHeight: 2, fromIndex: null });
    node.commit();
    await first.received(1);
    first.close();
    node.commit();
    node.commit();
    const { height, index } = first.notifications[0]!;
    const second = new Socket(url);
    await second.call("subscribe", { topic: "blocks", fromHeight: height, fromIndex: index });
    await second.received(2);
    expect([...heights(first), ...heights(second)]).toEqual([2, 3, 4]);
    second.close();
  });
});

describe("account", () => {
  test("broken off anywhere and resumed, it misses nothing and repeats nothing", async () => {
    const { url, node } = await start();
    node.fund();
    const ids = payments(node, 4, 3);
    const account = formatAccount(accountOf("bob"));
    for (let cut = 1; cut < ids.length; cut++) {
      const first = new Socket(url);
      await first.call("subscribe", { topic: "account", filter: { account }, fromHeight: 1 });
      await first.received(ids.length);
      first.close();
      const seen = first.notifications.slice(0, cut);
      const { height, index } = seen.at(-1)!;
      const second = new Socket(url);
      const resume = { fromHeight: height, fromIndex: index };
      await second.call("subscribe", { topic: "account", filter: { account: "bob" }, ...resume });
      await second.received(ids.length - cut);
      expect([...seen, ...second.notifications].map(({ id }) => id)).toEqual(ids);
      second.close();
    }
  });

  test("live: only what touches the account", async () => {
    const { url, node } = await start();
    node.fund();
    const socket = new Socket(url);
    await socket.call("subscribe", { topic: "account", filter: { account: "bob" } });
    const ids = payments(node, 1);
    node.submit(node.pay("alice", "carol", 1n));
    node.commit();
    ids.push(...payments(node, 1));
    await socket.received(2);
    expect(socket.notifications).toMatchObject([
      { id: ids[0], height: 3, index: 0, receipt: { code: "OK" } },
      { id: ids[1], height: 5, index: 0 },
    ]);
    socket.close();
  });
});

describe("the connection", () => {
  test("calls and batches go over it; a slow call does not hold up the next", async () => {
    const { url, node } = await start();
    const socket = new Socket(url);
    const slow = socket.call("tx_wait", { id: "00".repeat(32), timeoutMs: 300 });
    const quick = await socket.call("chain_head");
    expect(quick.result).toMatchObject({ height: node.height });
    expect((await slow).result).toMatchObject({ status: "unknown" });
    expect((await socket.call("nothing")).error?.data.code).toBe("UNKNOWN_METHOD");
    socket.close();
  });

  test("a hundred subscriptions, not more", async () => {
    const { url } = await start();
    const socket = new Socket(url);
    for (let i = 0; i < 100; i++) await socket.call("subscribe", { topic: "blocks" });
    const { error } = await socket.call("subscribe", { topic: "blocks" });
    expect(error?.data.code).toBe("TOO_MANY_SUBSCRIPTIONS");
    socket.close();
  });

  test("a foreign origin is refused", async () => {
    const { url } = await start();
    const socket = new Socket(url, { origin: "https://evil.example" });
    expect(await socket.closed).toMatchObject({ code: 1006 });
  });

  test("a slow reader is closed with a code that says so", async () => {
    const { url, node } = await start({
      outgoing: { pauseBytes: 65_536, slowReaderMs: 200, closingMs: 20_000 },
    });
    node.fund();
    payments(node, 4, 30);
    const socket = new Socket(url);
    await socket.call("chain_head");
    socket.pause();
    for (let i = 0; i < 90; i++) {
      void socket.call("subscribe", {
        topic: "account",
        filter: { account: "bob" },
        fromHeight: 1,
      });
    }
    setTimeout(() => socket.resume(), 4_000); // after it was given up, before it is cut
    expect(await socket.closed).toMatchObject({
      code: 4008,
      reason: expect.stringContaining("SLOW_READER") as string,
    });
  });

  test("a server that stops says so", async () => {
    const { url, server } = await start();
    const socket = new Socket(url);
    await socket.call("chain_head");
    await server.close();
    expect(await socket.closed).toMatchObject({ code: 1001 });
  });
});
