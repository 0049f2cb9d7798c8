import { formatAsset } from "../primitives/asset-id.ts";
import type { CommandOption, Given } from "./command.ts";
import { textOption } from "./command.ts";
import { CliError } from "./errors.ts";
import { assetOf, type JsonObject, numberOf, objectOf, textOf } from "./ledger.ts";
import type { Pricing } from "./price.ts";
import type { Session } from "./session.ts";

/** The two assets of a pair. */
export const pairOptions: readonly CommandOption[] = [
  {
    flags: "--base <asset>",
    summary: "what is bought and sold, like HKD@gateway-hk",
    required: true,
  },
  { flags: "--quote <asset>", summary: "what it is paid in, like PHP@gateway-ph", required: true },
];

export async function pairGiven(
  session: Session,
  given: Given,
): Promise<{ base: Uint8Array; quote: Uint8Array }> {
  const [base, quote] = [
    await assetOf(session, textOption(given, "base") ?? ""),
    await assetOf(session, textOption(given, "quote") ?? ""),
  ];
  return { base, quote };
}

/** A pair's book with how it is priced. Throws UNKNOWN_PAIR. */
export async function bookFound(
  session: Session,
  { base, quote }: { base: Uint8Array; quote: Uint8Array },
): Promise<{ json: JsonObject; pricing: Pricing }> {
  const params = { base: formatAsset(base), quote: formatAsset(quote) };
  const found = await session.call("fx_book", params);
  if (found === null) {
    const hint = "Try the two the other way round, or open the pair with `portolan fx open-pair`.";
    throw new CliError("UNKNOWN_PAIR", "The two assets have no book with this one as base.", hint);
  }
  const json = objectOf(found, "book");
  const { num, den } = objectOf(json["tick"], "tick");
  const pricing = {
    tick: { num: BigInt(textOf(num, "num")), den: BigInt(textOf(den, "den")) },
    baseDecimals: numberOf(json["baseDecimals"], "baseDecimals"),
    quoteDecimals: numberOf(json["quoteDecimals"], "quoteDecimals"),
  };
  return { json, pricing };
}
