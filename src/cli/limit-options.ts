import { type CommandOption, type Given, textOption } from "./command.ts";
import { decimalsOf } from "./ledger.ts";
import { toMinor } from "./amount.ts";
import type { Session } from "./session.ts";

/** Numbers of an asset as people type them, each an option that may be left out. */
export function numberOption(flags: string, summary: string): CommandOption {
  return { flags: `${flags} <number>`, summary };
}

/** The options' numbers in minor units of an asset; undefined where one is not given. */
export async function minorsGiven(
  session: Session,
  given: Given,
  asset: Uint8Array,
  names: readonly string[],
): Promise<(bigint | undefined)[]> {
  const decimals = await decimalsOf(session, asset);
  const typed = textOption(given, "asset") ?? "";
  return names.map((name) => {
    const number = textOption(given, name);
    return number === undefined ? undefined : toMinor({ number, asset: typed }, decimals);
  });
}
