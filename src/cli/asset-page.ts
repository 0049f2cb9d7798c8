import type { Json } from "../primitives/fields/field.ts";
import { formatMinor } from "./amount.ts";
import { type JsonObject, numberOf, objectOf, textOf, withDecimals } from "./ledger.ts";

/** An asset as people read it: numbers with their point, options by name, reserves beside the supply. */
export function assetPage(asset: JsonObject): Json {
  const { options, limits, reserves, ...rest } = withDecimals(asset);
  const decimals = numberOf(asset["decimals"], "decimals");
  return {
    ...rest,
    options: optionsOn(options),
    ...(isNone(limits) ? {} : { limits: limitsOf(objectOf(limits, "limits"), decimals) }),
    ...(isNone(reserves) ? {} : { reserves: reservesOf(asset, decimals) }),
  };
}

/** One line of a list of assets. */
export function assetLine(asset: JsonObject): Json {
  const { code, issuerName, decimals, supply, options, frozen } = withDecimals(asset);
  const reserves = isNone(asset["reserves"]) ? null : coverOf(asset);
  const line = { code, issuer: issuerName, decimals, supply, reserves, frozen };
  return { ...(line as JsonObject), options: optionsOn(options), asset: asset["asset"] ?? null };
}

function optionsOn(options: Json | undefined): Json {
  if (isNone(options)) return [];
  const named = Object.entries(objectOf(options, "options"));
  return named.filter(([, isOn]) => isOn === true).map(([name]) => name);
}

function limitsOf(limits: JsonObject, decimals: number): Json {
  const shown = Object.entries(limits).map(([name, minor]) => {
    return [name, typeof minor === "string" ? formatMinor(BigInt(minor), decimals) : null];
  });
  return Object.fromEntries(shown) as JsonObject;
}

function reservesOf(asset: JsonObject, decimals: number): Json {
  const statement = objectOf(asset["reserves"], "reserves");
  const { minor, asOfMs, report, attestedBy, attestedByName } = statement;
  return {
    reserves: formatMinor(BigInt(textOf(minor, "reserves")), decimals),
    cover: coverOf(asset),
    asOf: new Date(numberOf(asOfMs, "asOfMs")).toISOString(),
    report: report ?? null,
    attestedBy: attestedByName ?? attestedBy ?? null,
  };
}

/** What is stated to be in reserve, as a share of the supply of now, rounded down. */
function coverOf(asset: JsonObject): string {
  const supply = BigInt(textOf(asset["supply"], "supply"));
  const minor = BigInt(textOf(objectOf(asset["reserves"], "reserves")["minor"], "reserves"));
  if (supply === 0n) return "no supply";
  return `${formatMinor((minor * 10_000n) / supply, 2)} % of the supply`;
}

function isNone(json: Json | undefined): boolean {
  return json === null || json === undefined;
}
