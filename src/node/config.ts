import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { parse } from "smol-toml";
import { z } from "zod";

import { type Genesis, parseGenesis } from "../chain/genesis.ts";
import { NodeError } from "./node-error.ts";

const schema = z.strictObject({
  name: z.string().min(1),
  genesis: z.string(),
  data: z.string(),
  log: z.string().optional(),
  logLevel: z.enum(["trace", "debug", "info", "warn", "error"]).default("info"),
  rpc: z.strictObject({ host: z.string().default("127.0.0.1"), port: z.int().min(0).max(65_535) }),
  p2p: z.strictObject({
    listen: z.array(z.string()).min(1),
    bootstrap: z.array(z.string()).default([]),
  }),
  keys: z.strictObject({ validator: z.string().optional(), network: z.string() }),
});

/** A node's configuration, with every path made absolute. Paths in the file are relative to the file. */
export type NodeConfig = z.infer<typeof schema>;

/** Reads a configuration file. Throws BAD_CONFIG with the line or the field that is wrong. */
export function loadConfig(file: string): NodeConfig {
  let parsed: unknown;
  try {
    parsed = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message = `${file} cannot be read (${(error as Error).message}). Name the node's configuration, a TOML file.`;
    throw new NodeError("BAD_CONFIG", message, {}, error);
  }
  const checked = schema.safeParse(parsed);
  if (!checked.success) {
    throw new NodeError("BAD_CONFIG", `${file}: ${z.prettifyError(checked.error)}`);
  }
  const config = checked.data;
  const absolute = (path: string): string => resolve(dirname(file), path);
  return {
    ...config,
    genesis: absolute(config.genesis),
    data: absolute(config.data),
    ...(config.log === undefined ? {} : { log: absolute(config.log) }),
    keys: {
      network: absolute(config.keys.network),
      ...(config.keys.validator === undefined
        ? {}
        : { validator: absolute(config.keys.validator) }),
    },
  };
}

/** Reads a genesis file. Throws BAD_GENESIS with the field that is wrong. */
export function loadGenesis(file: string): Genesis {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message = `${file} cannot be read (${(error as Error).message}). Name the network's genesis file; its council has it.`;
    throw new NodeError("BAD_GENESIS", message, {}, error);
  }
  const parsed = parseGenesis(json);
  if (parsed.ok) return parsed.value;
  const { path, message } = parsed.problem;
  throw new NodeError(
    "BAD_GENESIS",
    `${file}: ${path} ${message}. Get the file from the network's council.`,
  );
}
