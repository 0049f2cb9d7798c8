import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { parse } from "smol-toml";
import { z } from "zod";

import { usageError } from "../errors.ts";

const decimal = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,14})(\.[0-9]{1,18})?$/, 'must be a number in quotes, like "1000.00"');
/** Hundredths of a per cent, to a hundredth of one. */
const basisPoints = (least: number) => z.number().min(least).max(5_000).multipleOf(0.01);

const pair = z.strictObject({
  /** CODE@issuer. */
  base: z.string(),
  quote: z.string(),
  /** What the feed calls the price of one whole base in quote; "USD/HKD" of USD@… and HKD@… if absent. */
  feed: z.string().min(1).optional(),
  /** Between the best bid and the best ask, around the price. */
  spreadBps: basisPoints(0.01),
  /** Prices on each side, and how far apart they are. */
  levels: z.int().min(1).max(20).default(1),
  stepBps: basisPoints(0.01).default(10),
  /** Of base, at each level. */
  size: decimal,
  /** Inventory: it never sells below keepBase, never buys above mostBase, never spends below keepQuote. */
  keepBase: decimal.default("0"),
  mostBase: decimal.optional(),
  keepQuote: decimal.default("0"),
});

const feed = z
  .strictObject({
    file: z.string().optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
    /** A price that is older is no price. */
    staleAfterMs: z.int().min(100).max(86_400_000).default(10_000),
  })
  .refine(({ file, url }) => (file === undefined) !== (url === undefined), {
    message: "give file or url, one of them",
  });

const schema = z.strictObject({
  feed,
  /** How often the feed is read and the book looked at. */
  everyMs: z.int().min(100).max(60_000).default(1_000),
  /** Offers rest this long and are renewed at half of it: what a maker leaves behind that died ends by itself. */
  restMs: z.int().min(2_000).max(86_400_000).default(60_000),
  /** An offer so near to where it should be stays, and keeps its place in the queue. */
  toleranceBps: basisPoints(0).default(1),
  /** A price that jumps further between two readings is not believed. */
  jumpBps: basisPoints(1).default(300),
  /** The asset in which the report values what was gained; the first pair's quote if absent. */
  valueIn: z.string().optional(),
  pairs: z.array(pair).min(1).max(20),
});

export type MakerConfig = z.infer<typeof schema>;
export type MakerPair = MakerConfig["pairs"][number];

/** Reads a maker's configuration; the path of a feed's file is relative to it. Throws a usage error: BAD_CONFIG, with the field. */
export function loadMakerConfig(file: string): MakerConfig {
  let parsed: unknown;
  try {
    parsed = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message = `${file} cannot be read (${(error as Error).message}).`;
    throw usageError("BAD_CONFIG", message, "Name the maker's configuration, a TOML file.");
  }
  const checked = schema.safeParse(parsed);
  if (!checked.success) {
    const message = `${file}: ${z.prettifyError(checked.error)}`;
    throw usageError("BAD_CONFIG", message, "docs/making-a-market.md has every field.");
  }
  const { feed: source, ...rest } = checked.data;
  const path = source.file;
  const at = path === undefined ? source : { ...source, file: resolve(dirname(file), path) };
  return { ...rest, feed: at };
}

/** Basis points as a whole number of millionths. */
export function millionths(bps: number): bigint {
  return BigInt(Math.round(bps * 100));
}
