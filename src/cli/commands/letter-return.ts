import { returnLetter } from "../../transactions/letters/return.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { letterIdOf } from "../letters/letter-found.ts";
import { operationFromJson } from "../operations.ts";
import { toHex } from "../../primitives/bytes.ts";

export const letterReturn = defineCommand({
  usage: "letter return <letter>",
  summary: "The bank returns a letter that it cannot answer as it is.",
  options: [
    {
      flags: "--reason <code>",
      summary:
        "CONTENT_MISSING, CONTENT_DIFFERS, FORM_INCOMPLETE, NOT_OUR_CUSTOMER, WRONG_BRANCH, MANDATE_MISMATCH, DUPLICATE or OTHER",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const [letter, reason = ""] = [argument(given, 0), textOption(given, "reason")];
    const operations = [operationFromJson(returnLetter, { id: toHex(letterIdOf(letter)), reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Return letter ${letter}` });
  },
});
