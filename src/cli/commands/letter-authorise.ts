import { authorise } from "../../transactions/letters/authorise.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { letterFound } from "../letters/letter-found.ts";
import { openFor } from "../letters/letter-package.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

export const letterAuthorise = defineCommand({
  usage: "letter authorise <letter>",
  summary: "The audited entity lets the bank answer; its signers sign together, at once.",
  options: [
    { flags: "--content <file>", summary: "compare the form, as the firm showed it, first" },
  ],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { id, number, firm, bank, commitment } = letter;
    const file = textOption(given, "content");
    if (file !== undefined) await openFor(letter, file, "request", commitment);
    const operations = [operationOf(authorise, { id, commitment })];
    const summary = `Authorise ${bank} to answer ${firm}'s letter ${number}`;
    return transact(session, { account: await session.actor(), operations, summary });
  },
});
