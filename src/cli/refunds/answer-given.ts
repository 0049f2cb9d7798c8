import { type CommandOption, type Given, textOption } from "../command.ts";
import { usageError } from "../errors.ts";

/** Yes, or no with a reason: one of the two. */
export function answerOptions(yes: string, reasons: string): readonly CommandOption[] {
  return [
    { flags: `--${yes}`, summary: "yes" },
    { flags: "--refuse <reason>", summary: `no, like ${reasons}` },
  ];
}

/** The reason, or null for a yes. Throws a usage error: YES_OR_NO. */
export function refusalGiven(given: Given, yes: string): string | null {
  const reason = textOption(given, "refuse") ?? null;
  if ((given.options[yes] === true) === (reason === null)) return reason;
  throw usageError("YES_OR_NO", `Say --${yes} or --refuse with a reason.`, "Give one of the two.");
}
