import { partOf } from "../../letters/package/manifest.ts";
import type { AnswerResult } from "../../transactions/letters/items.ts";
import { reply } from "../../transactions/letters/reply.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { letterFound } from "../letters/letter-found.ts";
import { openFor } from "../letters/letter-package.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

export const letterReply = defineCommand({
  usage: "letter reply <letter>",
  summary: "A second person at the bank has reviewed the prepared answer and gives it to the firm.",
  options: [{ flags: "--answer <file>", summary: "the package that was prepared", required: true }],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { id, number, firm, items: asked, itemResults } = letter;
    const file = textOption(given, "answer") ?? "";
    const { manifest, commitment } = await openFor(letter, file, "reply");
    const { result } = manifest.closing;
    if (result === undefined) {
      throw new CliError("NO_RESULT", `${file} gives no result.`, "Prepare the answer anew.");
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
