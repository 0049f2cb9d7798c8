import { parseAsset } from "../primitives/asset-id.ts";
import type { Json } from "../primitives/fields/field.ts";
import { formatMinor } from "./amount.ts";
import { decimalsOf, type JsonObject } from "./ledger.ts";
import type { Session } from "./session.ts";

/**
 * An answer for people: every amount `{asset, minor}` in it as it would be typed, with the asset's own decimals. With --json
 * nothing is asked or changed: scripts get minor units.
 *
 * Never throws: the answer is often of a payment that is final, and a node that is gone by now must not make it look failed.
 * Amounts whose decimals nobody tells stay in minor units.
 */
export async function withReadableAmounts(session: Session, value: Json): Promise<Json> {
  if (session.options.json) return value;
  const decimals = new Map<string, Promise<number | undefined>>();
  const decimalsOfText = (text: string, asset: Uint8Array): Promise<number | undefined> => {
    const known = decimals.get(text) ?? decimalsOf(session, asset).catch(() => undefined);
    decimals.set(text, known);
    return known;
  };
  const readable = async (item: Json): Promise<Json> => {
    if (Array.isArray(item)) return Promise.all(item.map(readable));
    if (typeof item !== "object" || item === null) return item;
    const amount = amountIn(item);
    if (amount !== undefined) {
      const places = await decimalsOfText(amount.text, amount.asset);
      if (places === undefined) return item;
      return `${formatMinor(amount.minor, places)} ${amount.text}`;
    }
    const entries = Object.entries(item).map(async ([name, one]) => [name, await readable(one)]);
    return Object.fromEntries(await Promise.all(entries)) as Json;
  };
  return readable(value);
}

function amountIn(
  item: JsonObject,
): { text: string; asset: Uint8Array; minor: bigint } | undefined {
  const { asset: text, minor, ...more } = item;
  if (typeof text !== "string" || typeof minor !== "string") return undefined;
  const asset = parseAsset(text);
  const isAmount = asset !== undefined && /^[0-9]+$/.test(minor) && Object.keys(more).length === 0;
  return isAmount ? { text, asset, minor: BigInt(minor) } : undefined;
}
