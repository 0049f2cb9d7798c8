import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { loadMakerConfig } from "../../../src/cli/maker/config.ts";
import { readFeed } from "../../../src/cli/maker/feed.ts";

// Goal: a feed gives exact prices, or says why there are none; a configuration is right, or says which field is not.

const NOW = Date.parse("2026-11-27T12:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "portolan-feed-"));
let server: Server;
let answer: { status: number; body: string };
let url: string;

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prices`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const file = (text: string): string => {
  const path = join(folder, "prices.json");
  writeFileSync(path, text);
  return path;
};
const feedOf = (time: unknown, prices: unknown = { "USD/HKD": "7.8123" }): string =>
  JSON.stringify({ time, prices });

describe("a feed", () => {
  test.each([
    ["milliseconds", feedOf(NOW)],
    ["a time of ISO 8601", feedOf("2026-11-27T13:00:00+01:00")],
    ["a price as a number", feedOf(NOW, { "USD/HKD": 7.8123 })],
  ])("is read from a file and by HTTP: %s", async (_, text) => {
    answer = { status: 200, body: text };
    for (const source of [{ file: file(text) }, { url }]) {
      const reading = await readFeed({ ...source, staleAfterMs: 1_000 }, NOW + 1_000);
      expect(reading).toMatchObject({ ok: true, timeMs: NOW });
      const prices = reading.ok ? reading.prices : new Map();
      expect(prices.get("USD/HKD")).toEqual({ num: 78_123n, den: 10_000n });
    }
  });

  test.each([
    ["a second too old", feedOf(NOW - 1_001), "FEED_STALE"],
    ["of tomorrow", feedOf(NOW + 5_001), "FEED_STALE"],
    ["no JSON", "7.8123", "FEED_MALFORMED"],
    ["cut off", '{"time": 1', "FEED_MALFORMED"],
    ["without a time", JSON.stringify({ prices: {} }), "FEED_MALFORMED"],
    ["a price of zero", feedOf(NOW, { "USD/HKD": "0.00" }), "FEED_MALFORMED"],
    ["a price below zero", feedOf(NOW, { "USD/HKD": "-1" }), "FEED_MALFORMED"],
    ["a price like 1e3", feedOf(NOW, { "USD/HKD": "1e3" }), "FEED_MALFORMED"],
  ])("that is %s gives nothing", async (_, text, code) => {
    const reading = await readFeed({ file: file(text), staleAfterMs: 1_000 }, NOW);
    expect(reading).toMatchObject({ ok: false, code });
  });

  test("that is not there, or answers with an error, or too much, gives nothing", async () => {
    const missing = join(folder, "none.json");
    const sources = [{ file: missing }, { url }, { url }, { url: "http://127.0.0.1:1/" }];
    const answers = [
      ...[
        { status: 200, body: "" },
        { status: 503, body: feedOf(NOW) },
      ],
      ...[
        { status: 200, body: " ".repeat(1_100_000) + feedOf(NOW) },
        { status: 200, body: "" },
      ],
    ];
    for (const [i, source] of sources.entries()) {
      answer = answers[i]!;
      const reading = await readFeed({ ...source, staleAfterMs: 1_000 }, NOW);
      expect(reading, JSON.stringify(source)).toMatchObject({ code: "FEED_UNREACHABLE" });
    }
  });
});

const PAIR =
  '[[pairs]]\nbase = "USD@gateway-us"\nquote = "HKD@gateway-hk"\nspreadBps = 10\nsize = "100.00"';
const config = (text: string) => {
  const path = join(folder, "maker.toml");
  writeFileSync(path, text);
  return loadMakerConfig(path);
};

describe("a configuration", () => {
  test("has defaults, and a feed's file beside itself", () => {
    expect(config(`[feed]\nfile = "prices.json"\n${PAIR}`)).toMatchObject({
      feed: { file: join(folder, "prices.json"), staleAfterMs: 10_000 },
      ...{ everyMs: 1_000, restMs: 60_000, toleranceBps: 1, jumpBps: 300 },
      pairs: [{ levels: 1, stepBps: 10, keepBase: "0", keepQuote: "0" }],
    });
  });

  test.each([
    ["no feed", PAIR, /feed/],
    ["file and url", `[feed]\nfile = "a"\nurl = "http://a/"\n${PAIR}`, /give file or url/],
    ["a url of another kind", `[feed]\nurl = "ftp://a/"\n${PAIR}`, /url/],
    ["no pair", '[feed]\nfile = "a"\npairs = []', /pairs/],
    ["a misspelt field", `[feed]\nfile = "a"\n${PAIR}\nspread = 3`, /spread/],
    ["a size that is a number", `[feed]\nfile = "a"\n${PAIR.replace('"100.00"', "100")}`, /size/],
    ["a spread of nothing", `[feed]\nfile = "a"\n${PAIR.replace("= 10", "= 0")}`, /spreadBps/],
    ["no TOML", "[feed", /cannot be read/],
  ])("with %s is refused", (_, text, sentence) => {
    expect(() => config(text)).toThrow(sentence);
  });
});
