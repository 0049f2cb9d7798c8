import { type CommandOption, type Given, textOption } from "./command.ts";
import type { Session } from "./session.ts";

/** Whom a freeze concerns. */
export const holderOption: CommandOption = {
  flags: "--holder <account>",
  summary: "whose: account or name; everybody's if absent",
};

export async function holderGiven(
  session: Session,
  given: Given,
): Promise<{ holder: Uint8Array | undefined; whose: string }> {
  const name = textOption(given, "holder");
  if (name === undefined) return { holder: undefined, whose: "everybody" };
  return { holder: await session.account(name), whose: name };
}
