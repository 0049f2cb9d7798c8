import { fromHex } from "../primitives/bytes.ts";
import { assetId, formatAsset } from "../primitives/asset-id.ts";
import type { Amount } from "../primitives/fields/ledger-kinds.ts";
import type { Json } from "../primitives/fields/field.ts";
import { formatMinor, parseTypedAsset, toMinor, type TypedAmount } from "./amount.ts";
import { CliError } from "./errors.ts";
import type { Session } from "./session.ts";

/** What commands ask of a node's answers, in one place: names of fields are checked here and nowhere else. */
export type JsonObject = { readonly [name: string]: Json };

export function objectOf(json: Json | undefined, what: string): JsonObject {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json;
  throw unexpected(what);
}

export function listOf(json: Json | undefined, what: string): readonly Json[] {
  if (Array.isArray(json)) return json;
  throw unexpected(what);
}

export function numberOf(json: Json | undefined, what: string): number {
  if (typeof json === "number") return json;
  throw unexpected(what);
}

export function textOf(json: Json | undefined, what: string): string {
  if (typeof json === "string") return json;
  throw unexpected(what);
}

export function unexpected(what: string): CliError {
  const hint = "Node and command line are of different versions. Update the older one.";
  return new CliError("UNEXPECTED_ANSWER", `The node's answer has no ${what}.`, hint);
}

/** The asset that was typed, its issuer's name resolved. */
export async function assetOf(session: Session, text: string): Promise<Uint8Array> {
  const { code, issuer } = parseTypedAsset(text);
  return assetId(code, await session.account(issuer));
}

/** Decimals of an asset. Throws UNKNOWN_ASSET. */
export async function decimalsOf(session: Session, asset: Uint8Array): Promise<number> {
  const text = formatAsset(asset);
  const record = await session.call("asset_get", { asset: text });
  if (record === null) {
    const hint = "`portolan asset list` shows the assets of this network.";
    throw new CliError("UNKNOWN_ASSET", `There is no asset ${text}.`, hint);
  }
  return numberOf(objectOf(record, "asset")["decimals"], "decimals");
}

/** The amount that was typed, in minor units of the asset as it is defined. */
export async function amountOf(session: Session, typed: TypedAmount): Promise<Amount> {
  const asset = await assetOf(session, typed.asset);
  return { asset, minor: toMinor(typed, await decimalsOf(session, asset)) };
}

/** What a transaction must name, and how far ahead it may be valid. */
export async function networkOf(
  session: Session,
): Promise<{ chainId: Uint8Array; lifetimeMs: number }> {
  const info = objectOf(await session.call("node_info"), "node_info");
  const chainId = textOf(info["chainId"], "chainId");
  const pinned = session.options.chainId;
  if (pinned !== undefined && pinned !== chainId) {
    const hint = "Ask a node of the right network, or correct --chain-id (PORTOLAN_CHAIN_ID).";
    throw new CliError("WRONG_CHAIN", `The node is of network ${chainId}.`, hint);
  }
  const { lifetimeMs } = objectOf(info["parameters"], "parameters");
  return {
    chainId: fromHex(chainId) ?? new Uint8Array(0),
    lifetimeMs: numberOf(lifetimeMs, "lifetimeMs"),
  };
}

/** Balances with decimals written out, beside the minor units. */
export function withDecimals(entry: JsonObject): JsonObject {
  const { decimals } = entry;
  if (typeof decimals !== "number") return entry;
  const readable = (name: string): Json => {
    const value = entry[name];
    return typeof value === "string" && /^[0-9]+$/.test(value)
      ? formatMinor(BigInt(value), decimals)
      : (value ?? null);
  };
  const names = ["available", "held", "supply"].filter((name) => name in entry);
  return { ...entry, ...Object.fromEntries(names.map((name) => [name, readable(name)])) };
}
