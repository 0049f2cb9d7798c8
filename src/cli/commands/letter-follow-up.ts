import { followUp } from "../../transactions/letters/follow-up.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { letterFound } from "../letters/letter-found.ts";
import {
  fileNameOf,
  openFor,
  packageOptions,
  placeGiven,
  writeLetter,
} from "../letters/letter-package.ts";
import { operationOf } from "../operations.ts";

export const letterFollowUp = defineCommand({
  usage: "letter follow-up <letter>",
  summary: "The firm asks the bank again after a reply.",
  options: [
    { flags: "--content <file>", summary: "the package of the letter", required: true },
    { flags: "--question <text>", summary: "what is asked", required: true },
    ...packageOptions,
    expiresOption,
  ],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { id, number, steps } = letter;
    const file = textOption(given, "content") ?? "";
    const request = await openFor(letter, file, "request", letter.commitment);
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
    const text = `The question is in ${path}: the bank needs it.\n${answer.text}`;
    return { json: { file: path, ...(answer.json as object) }, text };
  },
});
