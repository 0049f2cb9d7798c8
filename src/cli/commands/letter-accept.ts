import { fromHex } from "../../primitives/bytes.ts";
import { accept } from "../../transactions/letters/accept.ts";
import { argument, defineCommand, type Given, listOption, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { documentGiven, documentOption } from "../letters/given-document.ts";
import { letterFound } from "../letters/letter-found.ts";
import { operationOf } from "../operations.ts";

export const letterAccept = defineCommand({
  usage: "letter accept <letter>",
  summary: "The bank takes a letter on whose content it has; the audited entity can authorise it.",
  options: [
    documentOption("--content <file>", "the package that the firm sent"),
    {
      flags: "--mandate <keys>",
      summary: "public keys from which an authorisation is taken, separated by commas",
    },
    { flags: "--needed <count>", summary: "how many of them", fallback: "1" },
    { flags: "--item-results", summary: "agree to the result of each item on the ledger" },
    expiresOption,
  ],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { id, number, firm } = letter;
    const { path } = await documentGiven(session, given, "content", letter, "request");
    const itemResults = given.options["itemResults"] === true;
    const operations = [operationOf(accept, { id, mandate: mandateGiven(given), itemResults })];
    const account = await session.actor();
    const summary = `Accept ${firm}'s letter ${number}`;
    const answer = await decide(session, given, { account, operations, summary });
    const json = { file: path, ...(answer.json as object) };
    return { json, text: `The letter is in ${path}.\n${answer.text}` };
  },
});

function mandateGiven(given: Given): { keys: Uint8Array[]; needed: number } | undefined {
  if (textOption(given, "mandate") === undefined) return undefined;
  const keys = listOption(given, "mandate").map((text) => {
    const key = fromHex(text);
    if (key?.length === 32) return key;
    const hint =
      "A public key is 64 digits of lower-case hexadecimal; `portolan keys show` has it.";
    throw usageError("KEY_FORMAT", `"${text}" is no public key.`, hint);
  });
  return { keys, needed: Number(textOption(given, "needed") ?? "1") };
}
