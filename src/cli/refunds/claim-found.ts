import { parseAsset } from "../../primitives/asset-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { argument, type Given } from "../command.ts";
import { CliError } from "../errors.ts";
import { hashOf } from "../hash.ts";
import { decimalsOf, type JsonObject, objectOf, textOf } from "../ledger.ts";
import type { Session } from "../session.ts";
import type { Treasury } from "./treasury.ts";

export interface ClaimFound extends Treasury {
  readonly id: string;
  readonly claim: JsonObject;
  readonly json: JsonObject;
}

/** The claim whose id is the first argument. Throws UNKNOWN_CLAIM. */
export async function claimFound(session: Session, given: Given): Promise<ClaimFound> {
  const id = toHex(hashOf(argument(given, 0)));
  const found = await session.call("trade_refund", { id });
  if (found === null) {
    const hint = "`portolan trade refunds` shows the claims of an exporter and of a declaration.";
    throw new CliError("UNKNOWN_CLAIM", `There is no claim ${id}.`, hint);
  }
  const json = objectOf(found, "trade_refund");
  const asset = textOf(json["asset"], "asset");
  const decimals = await decimalsOf(session, parseAsset(asset)!);
  return { id, claim: objectOf(json["claim"], "claim"), json, asset, decimals };
}

/** One of a claim's amounts, in minor units. */
export function minorOf({ claim }: ClaimFound, name: string): bigint {
  return BigInt(textOf(claim[name], name));
}
