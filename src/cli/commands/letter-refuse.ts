import { toHex } from "../../primitives/bytes.ts";
import { refuse } from "../../transactions/letters/refuse.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { letterIdOf } from "../letters/letter-found.ts";
import { operationFromJson } from "../operations.ts";

export const letterRefuse = defineCommand({
  usage: "letter refuse <letter>",
  summary: "The audited entity does not let the bank answer, and says why.",
  options: [
    {
      flags: "--reason <code>",
      summary: "NOT_OUR_AUDITOR, WRONG_ACCOUNTS, WRONG_CONTENT or OTHER",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const [letter, reason = ""] = [argument(given, 0), textOption(given, "reason")];
    const operations = [operationFromJson(refuse, { id: toHex(letterIdOf(letter)), reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Refuse letter ${letter}` });
  },
});
