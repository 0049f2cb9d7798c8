import { followUp } from "../../transactions/letters/follow-up.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { documentGiven, documentOption } from "../letters/given-document.ts";
import { handOver } from "../letters/hand-over.ts";
import { letterFound } from "../letters/letter-found.ts";
import { fileNameOf, packageOptions, placeGiven, writeLetter } from "../letters/letter-package.ts";
import { operationOf } from "../operations.ts";

export const letterFollowUp = defineCommand({
  usage: "letter follow-up <letter>",
  summary: "The firm asks the bank again after a reply.",
  options: [
    documentOption("--content <file>", "the package of the letter"),
    { flags: "--question <text>", summary: "what is asked", required: true },
    ...packageOptions,
    expiresOption,
  ],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { id, number, steps } = letter;
    const request = await documentGiven(session, given, "content", letter, "request");
    const head = { ...request.manifest.head, kind: "question" as const };
    const closing = { message: textOption(given, "question") ?? "" };
    const name = fileNameOf(`${number}-${steps}`, "question");
    const { path, commitment } = await writeLetter(placeGiven(given, name), {
      head,
      parts: [],
      closing,
    });
    const operations = [operationOf(followUp, { id, commitment })];
    const account = await session.actor();
    const summary = `Ask again about letter ${number}`;
    const answer = await decide(session, given, { account, operations, summary });
    const sent = await handOver(session, letter, path);
    return {
      json: { ...sent.json, ...(answer.json as object) },
      text: `${sent.text}\n${answer.text}`,
    };
  },
});
