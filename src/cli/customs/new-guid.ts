import { randomUUID } from "node:crypto";

import { type CommandOption, type Given, textOption } from "../command.ts";

export const guidOption: CommandOption = {
  flags: "--guid <guid>",
  summary:
    "of the message, 36 characters; a new one if absent. Sent again with the same, nothing is done twice",
};

/** The guid that was given, or one that nobody had before. */
export function guidGiven(given: Given): string {
  return textOption(given, "guid") ?? randomUUID().toUpperCase();
}
