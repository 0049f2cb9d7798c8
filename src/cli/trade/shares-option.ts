import { type CommandOption, type Given, listOption, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import type { Session } from "../session.ts";

export const sharesOption: CommandOption = {
  flags: "--shares <shares>",
  summary: "who else gets a part of the price, in per cent, like partner-1:10,bob:2.5",
};

/** Who gets which part of the price, in millionths of it. Throws a usage error: SHARE_FORMAT. */
export async function sharesGiven(
  session: Session,
  given: Given,
): Promise<{ account: Uint8Array; partsPerMillion: number }[]> {
  if (textOption(given, "shares") === undefined) return [];
  const shares: { account: Uint8Array; partsPerMillion: number }[] = [];
  for (const text of listOption(given, "shares")) {
    const [, name = "", whole, fraction = ""] =
      /^([^:]+):([0-9]{1,3})(?:\.([0-9]{1,4}))?$/.exec(text) ?? [];
    if (whole === undefined) {
      const hint = "Write account or name and per cent, at most four places: partner-1:2.5.";
      throw usageError("SHARE_FORMAT", `"${text}" is no part of a price.`, hint);
    }
    const partsPerMillion = Number(whole + fraction.padEnd(4, "0"));
    shares.push({ account: await session.account(name), partsPerMillion });
  }
  return shares;
}
