import { receive } from "../../transactions/letters/receive.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { letterFound } from "../letters/letter-found.ts";
import { openFor } from "../letters/letter-package.ts";
import { operationOf } from "../operations.ts";

export const letterReceive = defineCommand({
  usage: "letter receive <letter>",
  summary: "The firm has the reply, and it is what the bank has committed to.",
  options: [
    { flags: "--answer <file>", summary: "the package that the bank sent", required: true },
    expiresOption,
  ],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const file = textOption(given, "answer") ?? "";
    const { commitment } = await openFor(letter, file, "reply", letter.reply?.commitment);
    const operations = [operationOf(receive, { id: letter.id, commitment })];
    const account = await session.actor();
    const summary = `Receive the reply to letter ${letter.number}`;
    return decide(session, given, { account, operations, summary });
  },
});
