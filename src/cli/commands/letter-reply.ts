import { partOf } from "../../letters/package/manifest.ts";
import type { AnswerResult } from "../../transactions/letters/items.ts";
import { reply } from "../../transactions/letters/reply.ts";
import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { documentGiven, documentOption } from "../letters/given-document.ts";
import { letterFound } from "../letters/letter-found.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

export const letterReply = defineCommand({
  usage: "letter reply <letter>",
  summary: "A second person at the bank has reviewed the prepared answer and gives it to the firm.",
  options: [documentOption("--answer <file>", "the package that was prepared")],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { id, number, firm, items: asked, itemResults } = letter;
    const found = await documentGiven(session, given, "answer", letter, "reply");
    const { path, manifest, commitment } = found;
    const { result } = manifest.closing;
    if (result === undefined) {
      throw new CliError("NO_RESULT", `${path} gives no result.`, "Prepare the answer anew.");
    }
    const items = asked.map((item) => {
      const part = partOf(manifest, item);
      return { item, result: part?.["result"] as AnswerResult };
    });
    const body = { id, result, items: itemResults ? items : undefined, commitment };
    const operations = [operationOf(reply, body)];
    const summary = `Answer ${firm}'s letter ${number}: ${result}`;
    return transact(session, { account: await session.actor(), operations, summary });
  },
});
