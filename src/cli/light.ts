import { existsSync } from "node:fs";

import { LightClient, LightClientError } from "../rpc/light-client.ts";
import { type Given, textOption } from "./command.ts";
import { usageError } from "./errors.ts";
import { readJson } from "./files.ts";

/** A light client from --trust, if there is such a file, else from --genesis. */
export function openLightClient(given: Given): LightClient {
  const trust = textOption(given, "trust");
  const genesis = textOption(given, "genesis");
  try {
    if (trust !== undefined && existsSync(trust)) return LightClient.fromTrust(readJson(trust));
    if (genesis !== undefined) return LightClient.fromGenesis(readJson(genesis));
  } catch (error) {
    if (!(error instanceof LightClientError)) throw error;
    throw usageError(error.code, error.message, "Get the file from the network's council.");
  }
  const hint = "Give --genesis FILE, or --trust FILE as `portolan light sync` wrote it.";
  throw usageError("TRUST_NEEDED", "Nothing says whose signatures count.", hint);
}
