import { type CommandOption, type Given, textOption } from "./command.ts";
import { usageError } from "./errors.ts";
import { assetOf, decimalsOf } from "./ledger.ts";
import type { Session } from "./session.ts";

/** What a taker pays and gets, and which of the two amounts is laid down. */
export const exchangeOptions: readonly CommandOption[] = [
  { flags: "--pays <asset>", summary: "what the taker pays, like HKD@gateway-hk", required: true },
  { flags: "--gets <asset>", summary: "what the taker gets, like PHP@gateway-ph", required: true },
  { flags: "--fixed <side>", summary: "which amount is laid down: pays or gets", fallback: "pays" },
];

/** Both assets with their decimals. Throws a usage error: FIXED_SIDE. */
export async function exchangeGiven(
  session: Session,
  given: Given,
): Promise<{
  readonly pays: Uint8Array;
  readonly gets: Uint8Array;
  readonly paysDecimals: number;
  readonly getsDecimals: number;
  readonly fixed: "pays" | "gets";
}> {
  const fixed = textOption(given, "fixed") ?? "pays";
  if (fixed !== "pays" && fixed !== "gets") {
    throw usageError("FIXED_SIDE", `"${fixed}" is no side.`, "Write --fixed pays or --fixed gets.");
  }
  const pays = await assetOf(session, textOption(given, "pays") ?? "");
  const gets = await assetOf(session, textOption(given, "gets") ?? "");
  const paysDecimals = await decimalsOf(session, pays);
  return { pays, gets, fixed, paysDecimals, getsDecimals: await decimalsOf(session, gets) };
}
