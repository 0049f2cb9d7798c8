import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Histogram } from "../../../src/cli/load/histogram.ts";
import { offer, type OfferingOptions } from "../../../src/cli/load/offering.ts";
import { Stock } from "../../../src/cli/load/stock.ts";
import { type Client, RpcCallError, type SubscriptionHandlers } from "../../../src/rpc/client.ts";
import { fromHex, toHex } from "../../../src/primitives/bytes.ts";

// Goal: the generator measures what a customer would see, and leaves a busy node alone. Method: a node played by the test,
// which answers, refuses and commits when the case says so; ids are the transactions themselves.

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "portolan-offering-"))));
afterEach(() => rmSync(directory, { recursive: true }));

function stockOf(count: number): Stock {
  const stock = new Stock(join(directory, "load"));
  for (let i = 0; i < count; i++) {
    const id = fromHex(i.toString(16).padStart(64, "0"))!;
    stock.add({ id, bytes: id });
  }
  stock.flush();
  return stock;
}

type Item = { status: string; code?: string; retryAfterMs?: number };

/** `answer`: to a call with so many transactions, so many milliseconds after the first one. */
function nodeThat(
  answer: (call: number, size: number, sinceMs: number) => Promise<Item[]> | Item[],
) {
  let handlers: SubscriptionHandlers | undefined;
  const calls: { atMs: number; ids: string[] }[] = [];
  let firstMs: number | undefined;
  const client: Client = {
    async call(_method, params) {
      const ids = params!["transaction"] as string[];
      const now = performance.now();
      firstMs ??= now;
      calls.push({ atMs: now - firstMs, ids });
      const items = await answer(calls.length - 1, ids.length, now - firstMs);
      const taken = ids.filter((_, i) => items[i]!.status !== "rejected");
      const transactions = taken.map((id) => ({ id, code: "OK" }));
      const note = { topic: "blocks", height: 1, index: 0, block: { transactions } };
      setTimeout(() => handlers!.onNotification(note), 5);
      return items as never;
    },
    async subscribe(_request, given) {
      handlers = given;
      return { close: () => undefined };
    },
    submitAndWait: () => Promise.reject(new Error("not used")),
  };
  return { client, calls };
}

const taken = (size: number): Item[] => Array.from({ length: size }, () => ({ status: "pending" }));
const refused = (size: number, code: string, retryAfterMs?: number): Item[] =>
  Array.from({ length: size }, () => ({
    status: "rejected",
    code,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }));

function options(client: Client, changes: Partial<OfferingOptions>): OfferingOptions {
  return {
    ...{ nodes: [client], stock: stockOf(1_000), array: 10, outstandingMax: 100 },
    ...{ warmUpMs: 0, durationMs: 500, backsOff: true },
    ...changes,
  };
}

describe("at a fixed rate", () => {
  test("what is due is handed in and found again when it is final", async () => {
    const { client, calls } = nodeThat((_, size) => taken(size));
    const tally = await offer(options(client, { perSecond: 200 }));
    expect(calls).toHaveLength(10); // every 50 ms, the first at once
    expect(tally).toMatchObject({ offered: 100, taken: 100, finalInAll: 100, unfinished: 0 });
  });

  test("a node that stalls does not hide how long its customers waited", async () => {
    // The first answer takes 300 ms; so does everything that was due meanwhile, at least from its time on.
    const { client } = nodeThat(async (_, size, sinceMs) => {
      if (sinceMs < 300) await new Promise((resolve) => setTimeout(resolve, 300 - sinceMs));
      return taken(size);
    });
    const tally = await offer(options(client, { perSecond: 1_000, stock: stockOf(500) }));
    const latency = Histogram.from(tally.latency);
    expect(latency.count).toBe(500);
    expect(latency.quantileMs(0.5)).toBeGreaterThan(20); // half of it was due in the stall
    expect(latency.maxMs).toBeGreaterThan(280);
  });
});

describe("as fast as the node takes it", () => {
  test("no more than wanted is in flight", async () => {
    let open = 0;
    let most = 0;
    const { client } = nodeThat(async (_, size) => {
      open += size;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 3));
      open -= size;
      return taken(size);
    });
    const tally = await offer(options(client, { outstandingMax: 50, stock: stockOf(300) }));
    expect(most).toBeLessThanOrEqual(50);
    expect(tally.finalInAll).toBe(300);
  });
});

describe("a busy node", () => {
  test.each(["POOL_FULL", "ACCOUNT_QUOTA", "TOO_MANY_REQUESTS"])(
    "%s: is left alone for as long as it asks, and given the same again",
    async (code) => {
      const { client, calls } = nodeThat((call, size) =>
        call === 0 ? refused(size, code, 200) : taken(size),
      );
      const tally = await offer(options(client, { outstandingMax: 10, stock: stockOf(20) }));
      expect(calls[1]!.atMs).toBeGreaterThanOrEqual(195);
      expect(calls[1]!.ids).toEqual(calls[0]!.ids);
      expect(tally).toMatchObject({ finalInAll: 20, refused: { [code]: 10 }, unfinished: 0 });
    },
  );

  test("HTTP 429 for the whole call is the same", async () => {
    const { client, calls } = nodeThat((call, size) => {
      if (call > 0) return taken(size);
      throw new RpcCallError("TOO_MANY_REQUESTS", "slow", "", { retryAfterMs: 150 });
    });
    const tally = await offer(options(client, { outstandingMax: 10, stock: stockOf(10) }));
    expect(calls[1]!.atMs).toBeGreaterThanOrEqual(145);
    expect(tally).toMatchObject({ finalInAll: 10, refused: { TOO_MANY_REQUESTS: 10 } });
  });

  test("waits longer each time if it does not say how long", async () => {
    const { client, calls } = nodeThat((call, size) =>
      call < 3 ? refused(size, "POOL_FULL") : taken(size),
    );
    const load = { outstandingMax: 10, stock: stockOf(10), durationMs: 2_000 };
    await offer(options(client, load));
    const waits = calls.slice(1).map(({ atMs }, i) => atMs - calls[i]!.atMs);
    expect(waits[1]!).toBeGreaterThan(1.5 * waits[0]!);
    expect(waits[2]!).toBeGreaterThan(1.5 * waits[1]!);
  });

  test("other refusals are counted and not repeated", async () => {
    const { client, calls } = nodeThat((_, size) => refused(size, "EXPIRED"));
    const tally = await offer(options(client, { stock: stockOf(30) }));
    expect(calls).toHaveLength(3);
    expect(tally).toMatchObject({ finalInAll: 0, refused: { EXPIRED: 30 }, unfinished: 0 });
  });

  test("an error that is not about being busy ends the load", async () => {
    const { client } = nodeThat(() => {
      throw new RpcCallError("INVALID_PARAMS", "wrong", "");
    });
    await expect(offer(options(client, {}))).rejects.toThrow("wrong");
  });
});

test("ids are the hexadecimal that the node uses", () => {
  expect(stockOf(1).take(1)[0]!.id).toBe(toHex(new Uint8Array(32)));
});
