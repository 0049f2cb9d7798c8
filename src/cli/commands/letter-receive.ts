import { receive } from "../../transactions/letters/receive.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { documentGiven, documentOption } from "../letters/given-document.ts";
import { letterFound } from "../letters/letter-found.ts";
import { operationOf } from "../operations.ts";

export const letterReceive = defineCommand({
  usage: "letter receive <letter>",
  summary: "The firm has the reply, and it is what the bank has committed to.",
  options: [documentOption("--answer <file>", "the package that the bank sent"), expiresOption],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const found = await documentGiven(session, given, "answer", letter, "reply");
    const { path, commitment } = found;
    const operations = [operationOf(receive, { id: letter.id, commitment })];
    const account = await session.actor();
    const summary = `Receive the reply to letter ${letter.number}`;
    const answer = await decide(session, given, { account, operations, summary });
    const json = { file: path, ...(answer.json as object) };
    return { json, text: `The answer is in ${path}.\n${answer.text}` };
  },
});
