import { existsSync } from "node:fs";

import type { Kind } from "../../letters/form/head.ts";
import { toHex } from "../../primitives/bytes.ts";
import type { LetterRecord } from "../../transactions/letters/records.ts";
import { type CommandOption, type Given, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import type { Session } from "../session.ts";
import { fileNameOf, openFor } from "./letter-package.ts";
import { getContent } from "./node-contents.ts";

/** An option that names a package which the node may have as well. */
export function documentOption(flags: string, what: string): CommandOption {
  return { flags, summary: `${what}; fetched from the node if absent` };
}

/**
 * The package which an option names or, without it, the node has: then it is left in a file whose name begins its commitment,
 * so that one which was put right since is never taken for it. Throws as `openFor` and `getContent` do.
 */
export async function documentGiven(
  session: Session,
  given: Given,
  option: string,
  letter: LetterRecord,
  kind: Kind,
) {
  const expected = committedTo(letter, kind);
  const path = textOption(given, option) ?? (await fetched(session, letter, kind, expected));
  return { path, ...(await openFor(letter, path, kind, expected)) };
}

/** What the ledger commits to now: of answers the one that waits for a second person, if there is one. */
function committedTo({ commitment, prepared, reply }: LetterRecord, kind: Kind) {
  if (kind === "request") return commitment;
  return kind === "reply" ? (prepared ?? reply)?.commitment : undefined;
}

async function fetched(
  session: Session,
  { id, number, firm }: LetterRecord,
  kind: Kind,
  expected: Uint8Array | undefined,
): Promise<string> {
  if (expected === undefined) {
    const hint = `\`portolan letter get ${firm}/${number}\` shows where the letter is.`;
    throw new CliError("NO_DOCUMENT", `The letter has no ${kind} yet.`, hint);
  }
  const path = fileNameOf(`${number}-${toHex(expected).slice(0, 8)}`, kind);
  if (!existsSync(path)) await getContent(session, id, kind, path);
  return path;
}
