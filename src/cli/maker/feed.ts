import { readFile } from "node:fs/promises";

import { z } from "zod";

import type { MakerConfig } from "./config.ts";
import { type Price, priceOf } from "./reference-price.ts";

/** What a feed says, or why nothing can be taken from it. */
export type Reading =
  | { readonly ok: true; readonly timeMs: number; readonly prices: ReadonlyMap<string, Price> }
  | { readonly ok: false; readonly code: FeedProblem; readonly message: string };
export type FeedProblem = "FEED_UNREACHABLE" | "FEED_MALFORMED" | "FEED_STALE";

const FETCH_MS = 5_000;
const BYTES_MAX = 1_048_576;
/** Clocks differ a little; a price of tomorrow is a mistake. */
const AHEAD_MS = 5_000;

/** `{"time": "2026-11-27T12:00:00Z" or milliseconds, "prices": {"USD/HKD": "7.8123"}}`. */
const document = z.object({
  time: z.union([z.int().min(0), z.iso.datetime({ offset: true })]),
  prices: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Reads a feed once. Never throws. */
export async function readFeed(source: MakerConfig["feed"], nowMs: number): Promise<Reading> {
  let text: string;
  try {
    text =
      source.url === undefined ? await readFile(source.file!, "utf8") : await textOf(source.url);
  } catch (error) {
    return problem("FEED_UNREACHABLE", `The feed cannot be read: ${(error as Error).message}.`);
  }
  const parsed = parsedJson(text);
  const checked = document.safeParse(parsed);
  if (!checked.success) {
    return problem(
      "FEED_MALFORMED",
      `The feed's document is wrong: ${z.prettifyError(checked.error)}`,
    );
  }
  const { time, prices } = checked.data;
  const timeMs = typeof time === "number" ? time : Date.parse(time);
  const ageMs = nowMs - timeMs;
  if (ageMs > source.staleAfterMs || ageMs < -AHEAD_MS) {
    const message = `The feed's time is ${new Date(timeMs).toISOString()}; at most ${source.staleAfterMs} ms are allowed.`;
    return problem("FEED_STALE", message);
  }
  const read = Object.entries(prices).map(
    ([name, price]) => [name, priceOf(String(price))] as const,
  );
  const wrong = read.find(([, price]) => price === undefined);
  if (wrong !== undefined) {
    return problem("FEED_MALFORMED", `The feed's price of ${wrong[0]} is no number above zero.`);
  }
  return { ok: true, timeMs, prices: new Map(read as [string, Price][]) };
}

function problem(code: FeedProblem, message: string): Reading {
  return { ok: false, code, message };
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) });
  if (!response.ok) throw new Error(`it answers with status ${response.status}`);
  const parts: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
  for await (const part of body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > BYTES_MAX) throw new Error(`it is longer than ${BYTES_MAX} bytes`);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // the check of its form says so
  }
}
