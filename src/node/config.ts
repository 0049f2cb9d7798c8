import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { parse } from "smol-toml";
import { z } from "zod";

import { type Genesis, parseGenesis } from "../chain/genesis.ts";
import { fromHex } from "../primitives/bytes.ts";
import { limits } from "../primitives/limits.ts";
import { type Place, placeFields, placeOf, placeProblem } from "../signer/address.ts";
import { NodeError } from "./node-error.ts";

/** A signature that takes longer than this is late; the node meanwhile does nothing else. */
const SIGNER_WAIT_MS = 50;

const remoteKey = z
  .strictObject({
    ...placeFields,
    publicKey: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits"),
    waitMs: z.int().min(1).max(1_000).default(SIGNER_WAIT_MS),
  })
  .superRefine((given, context) => {
    const message = placeProblem(given);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

/** Absent of both, validator and signer, the node observes. */
const keys = z
  .strictObject({
    validator: z.string().optional(),
    signer: remoteKey.optional(),
    network: z.string(),
  })
  .refine(({ validator, signer }) => validator === undefined || signer === undefined, {
    message: "give validator (a key file) or signer (another process), not both",
  });

/** A participant whose letters this node takes, and the key file to which they are encrypted. */
const letterEnd = z.strictObject({ participant: z.string(), key: z.string() });

/** A regulator's key for people, and how many numbers each member may have evaluated: in an hour, and at once. */
const personKeys = z.strictObject({
  key: z.string(),
  perMemberPerHour: z.int().min(1).max(10_000_000).default(3_600),
  burst: z.int().min(limits.blindedPerRequest).max(10_000_000).default(1_000),
});

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
  chain: z
    .strictObject({
      /** Blocks below the newest so many are forgotten, and none younger than a lifetime; absent: none is. */
      keepBlocks: z.int().min(1).optional(),
      /** How a node without a chain begins: with every block since genesis, or with the state that a certified header names. */
      joinFrom: z.enum(["genesis", "snapshot"]).default("genesis"),
    })
    .default({ joinFrom: "genesis" }),
  keys,
  letters: z.array(letterEnd).default([]),
  personKeys: personKeys.optional(),
});

/** A validator's key in another process. */
export interface RemoteKey {
  readonly place: Place;
  readonly publicKey: Uint8Array;
  readonly waitMs: number;
}

/** A node's configuration, with every path made absolute. Paths in the file are relative to the file. */
export interface NodeConfig extends Omit<z.infer<typeof schema>, "keys" | "personKeys"> {
  /** At most one of validator and signer. */
  readonly keys: {
    readonly network: string;
    readonly validator?: string;
    readonly signer?: RemoteKey;
  };
  readonly personKeys?: z.infer<typeof personKeys>;
}

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
  const { personKeys: persons, ...config } = checked.data;
  const absolute = (path: string): string => resolve(dirname(file), path);
  return {
    ...config,
    genesis: absolute(config.genesis),
    data: absolute(config.data),
    ...(config.log === undefined ? {} : { log: absolute(config.log) }),
    keys: keysOf(config.keys, absolute),
    letters: config.letters.map((one) => ({ ...one, key: absolute(one.key) })),
    ...(persons && { personKeys: { ...persons, key: absolute(persons.key) } }),
  };
}

function keysOf(
  { network, validator, signer }: z.infer<typeof keys>,
  absolute: (path: string) => string,
): NodeConfig["keys"] {
  return {
    network: absolute(network),
    ...(validator === undefined ? {} : { validator: absolute(validator) }),
    ...(signer === undefined ? {} : { signer: remoteKeyOf(signer, absolute) }),
  };
}

function remoteKeyOf(
  given: z.infer<typeof remoteKey>,
  absolute: (path: string) => string,
): RemoteKey {
  const { publicKey, waitMs } = given;
  return { place: placeOf(given, absolute), publicKey: fromHex(publicKey)!, waitMs };
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
