import { confirm, isCancel, password } from "@clack/prompts";

import { EXIT, CliError, usageError } from "./errors.ts";

/** Questions to a person. They are asked on stderr, so that answers of a command can still be piped. */
export function isInteractive(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

export async function askPassphrase(message: string): Promise<string> {
  const answer = await password({ message, output: process.stderr });
  if (isCancel(answer)) throw cancelled();
  return answer ?? "";
}

/** Asks twice, because what was mistyped once locks the key for ever. */
export async function askNewPassphrase(name: string): Promise<string> {
  for (;;) {
    const first = await askPassphrase(`Passphrase for the new key ${name}`);
    const second = await askPassphrase("The same again");
    if (first === second) return first;
    process.stderr.write("The two differ. Please type them again.\n");
  }
}

/** Throws NOT_CONFIRMED unless the person says yes; without a terminal a script must have said it beforehand. */
export async function askToGoOn(message: string): Promise<void> {
  if (!isInteractive()) {
    throw usageError(
      "CONFIRMATION_NEEDED",
      "This needs a yes, and there is no terminal to ask on.",
      "Check the accounts above, then run it again with --yes, or give accounts (ptl1…) instead of names.",
    );
  }
  const answer = await confirm({ message, output: process.stderr });
  if (isCancel(answer) || !answer) throw cancelled();
}

function cancelled(): CliError {
  return new CliError("NOT_CONFIRMED", "Stopped. Nothing was sent.", "", EXIT.refused);
}
