import { toHex } from "../../primitives/bytes.ts";
import { close } from "../../transactions/letters/close.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { letterIdOf } from "../letters/letter-found.ts";
import { operationFromJson } from "../operations.ts";

export const letterClose = defineCommand({
  usage: "letter close <letter>",
  summary: "The firm is done with a letter; without a reply it says what it did instead.",
  options: [
    {
      flags: "--alternative <code>",
      summary:
        "BANK_STATEMENTS, ONLINE_BANKING, VISIT_TO_BANK, SUBSEQUENT_RECORDS, OTHER or NOT_NEEDED",
    },
    expiresOption,
  ],
  async run(session, given) {
    const letter = argument(given, 0);
    const alternative = textOption(given, "alternative") ?? null;
    const id = toHex(letterIdOf(letter));
    const operations = [operationFromJson(close, { id, alternative })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Close letter ${letter}` });
  },
});
