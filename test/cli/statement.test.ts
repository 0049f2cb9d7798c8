import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { statement } from "../../src/cli/commands/statement.ts";
import { createOutput } from "../../src/cli/output.ts";
import { Session } from "../../src/cli/session.ts";
import { testKey } from "../keys.ts";
import { hkd, payment } from "../ledger.ts";
import { serve } from "../node/asked-statement.ts";
import { DiskChain } from "../node/disk-chain.ts";

// Goal: a statement can be read page by page, whole, and by a spreadsheet. Method: the command over a real server, and over
// one that lies.

const [alice, bob, gateway] = [testKey("alice"), testKey("bob"), testKey("gateway-hk")];
const PAYMENTS = 230;

let directory: string;
let disk: DiskChain;
let rpc: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "portolan-statement-cli-"));
  disk = await DiskChain.open(directory);
  const issue = { to: alice.account, amount: { asset: hkd, minor: 100_000n }, reference: "=1+1" };
  const define = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
  await disk.block([define, { type: "asset.issue", body: issue }], { by: [gateway] });
  for (let made = 0; made < PAYMENTS; made += 46) {
    const orders = Array.from({ length: 46 }, () => payment(bob.account, 1n));
    await disk.block(
      orders.map((body) => ({ type: "payment.transfer", body })),
      { by: [alice] },
    );
  }
});
beforeEach(async () => {
  rpc = await serve(disk);
});
afterAll(async () => {
  await disk.close();
  rmSync(directory, { recursive: true, force: true });
});

async function run(options: Record<string, string | boolean>, from = rpc) {
  const given = { keys: [], as: undefined, chainId: undefined, json: false };
  const session = new Session(
    { rpc: `${from}/rpc`, ...given, yes: true, wait: false },
    createOutput({ json: false }),
    [alice],
  );
  const typed = { asset: "HKD@gateway-hk", limit: "100", ...options };
  return (await statement.run(session, { args: ["alice"], options: typed }))!;
}

function entriesOf({ json }: Awaited<ReturnType<typeof run>>): readonly { place: string }[] {
  return (json as unknown as { entries: { place: string }[] }).entries;
}

test("a page says how to get the next one; the pages after each other are --all", async () => {
  const pages = [];
  let after: object = {};
  for (let next: string | null = ""; next !== null;) {
    const page = await run({ limit: "70", ...after });
    ({ next } = page.json as unknown as { next: string | null });
    if (next !== null) {
      expect(page.text).toContain(`portolan statement alice --asset HKD@gateway-hk --limit 70`);
      expect(page.text).toContain(`--after ${next}`);
      after = { after: next };
    }
    pages.push(...entriesOf(page));
  }
  const whole = await run({ all: true });
  expect(entriesOf(whole)).toEqual(pages);
  expect(pages).toHaveLength(PAYMENTS + 1);
  expect(whole.json).toMatchObject({ next: null, opening: { available: "0" } });
});

test("the whole table begins with the opening balance and ends with the closing one", async () => {
  const lines = (await run({ all: true })).text.split("\n");
  expect(lines).toHaveLength(PAYMENTS + 4);
  expect(lines[1]).toMatch(/opening booked .* 0\.00 +0\.00$/);
  expect(lines.at(-1)).toMatch(/closing booked .* 997\.70 +0\.00$/);
});

test("a spreadsheet gets one line for each entry, and no formula out of a reference", async () => {
  const lines = (await run({ csv: true })).text.split("\n");
  expect(lines).toHaveLength(PAYMENTS + 4);
  const [head, , issued] = lines as [string, string, string];
  const columns = head.split(",");
  const cellOf = (column: string) => issued.split(",")[columns.indexOf(column)];
  expect(["type", "reference", "credit"].map(cellOf)).toEqual(["asset.issue", "'=1+1", "1000.00"]);
});

test.each([
  ["every page, and one page", { all: true, after: "000000000002/000000/000" }, "PAGE_AND_ALL"],
  ["a day and a range", { day: "2026-11-26", from: "2026-11-25" }, "PERIOD"],
  ["a last day before the first", { from: "2026-11-26", to: "2026-11-25" }, "PERIOD"],
  ["a day that is none", { day: "2026-02-30" }, "DAY_FORMAT"],
  ["no entries on a page", { limit: "0" }, "LIMIT_FORMAT"],
  ["more than a node gives", { limit: "101" }, "LIMIT_FORMAT"],
])("%s: wrong usage", async (_, options, code) => {
  await expect(run(options)).rejects.toMatchObject({ code, exit: 2 });
});

describe("a node that gives the same page for ever", () => {
  const close: (() => void)[] = [];
  afterEach(() => close.splice(0).forEach((one) => one()));

  test("is left, and nothing of it is shown", async () => {
    const page = {
      ...{ account: "alice", asset: "HKD@gateway-hk", decimals: 2, from: 0, to: 1 },
      ...{ opening: { available: "0", held: "0" }, closing: { available: "0", held: "0" } },
      ...{ firstHeight: 0, entries: [], next: "000000000002/000000/000" },
    };
    let asked = 0;
    const answerTo = async (request: IncomingMessage): Promise<string> => {
      const body = await text(request);
      const { id, method } = JSON.parse(body) as { id: number; method: string };
      if (method === "account_statement") {
        asked++;
        return JSON.stringify({ jsonrpc: "2.0", id, result: page });
      }
      // What else the command asks for, the real node says.
      const answer = await fetch(`${rpc}/rpc`, { method: "POST", headers: JSON_BODY, body });
      return answer.text();
    };
    const server = createServer((request, response) => {
      void answerTo(request).then((answer) => response.writeHead(200, JSON_BODY).end(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    close.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const answer = run({ all: true }, `http://127.0.0.1:${port}`);
    await expect(answer).rejects.toMatchObject({ code: "UNEXPECTED_ANSWER", exit: 1 });
    expect(asked).toBe(2);
  });
});

const JSON_BODY = { "content-type": "application/json" };
