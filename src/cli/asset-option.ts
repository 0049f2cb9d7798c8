import { type CommandOption, type Given, textOption } from "./command.ts";
import { assetOf } from "./ledger.ts";
import type { Session } from "./session.ts";

/** The asset that a command is about. */
export const assetOption: CommandOption = {
  flags: "--asset <asset>",
  summary: "like HKD@gateway-hk",
  required: true,
};

/** The asset that was given, as it was typed and as the ledger knows it. */
export async function assetGiven(
  session: Session,
  given: Given,
): Promise<{ asset: Uint8Array; typed: string }> {
  const typed = textOption(given, "asset") ?? "";
  return { asset: await assetOf(session, typed), typed };
}

/** Why an issuer does to a holder what the holder may not like. */
export const reasonOption: CommandOption = {
  flags: "--reason <text>",
  summary: "why, up to 140 bytes; everyone can read it",
  required: true,
};
