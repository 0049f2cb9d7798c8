import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { parse } from "smol-toml";
import { z } from "zod";

import { type Place, placeFields, placeOf, placeProblem } from "./address.ts";
import { SignerError } from "./signer-error.ts";

const schema = z.strictObject({
  key: z.string(),
  state: z.string(),
  chains: z
    .array(
      z.string().regex(/^[0-9a-f]{64}$/, "must be a chain id: 64 lower-case hexadecimal digits"),
    )
    .min(1)
    .max(16),
  log: z.string().optional(),
  logLevel: z.enum(["trace", "debug", "info", "warn", "error"]).default("info"),
  listen: z.strictObject(placeFields).superRefine((given, context) => {
    const message = placeProblem(given);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  }),
});

/** A signer's configuration, with every path made absolute. */
export interface SignerConfig {
  readonly key: string;
  readonly state: string;
  /** The chains that the key may sign for, in hexadecimal: one, unless the same key votes on several. */
  readonly chains: readonly string[];
  readonly log: string | undefined;
  readonly logLevel: string;
  readonly listen: Place;
}

/** Reads a configuration file; paths in it are relative to it. Throws BAD_CONFIG with the field that is wrong. */
export function loadSignerConfig(file: string): SignerConfig {
  let parsed: unknown;
  try {
    parsed = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message = `${file} cannot be read (${(error as Error).message}). Name the signer's configuration, a TOML file.`;
    throw new SignerError("BAD_CONFIG", message, error);
  }
  const checked = schema.safeParse(parsed);
  if (!checked.success) {
    const message = `${file}: ${z.prettifyError(checked.error)}. docs/remote-signer.md shows a whole one.`;
    throw new SignerError("BAD_CONFIG", message);
  }
  const { key, state, chains, log, logLevel, listen } = checked.data;
  const absolute = (path: string): string => resolve(dirname(file), path);
  return {
    ...{ key: absolute(key), state: absolute(state), chains, logLevel },
    log: log === undefined ? undefined : absolute(log),
    listen: placeOf(listen, absolute),
  };
}
