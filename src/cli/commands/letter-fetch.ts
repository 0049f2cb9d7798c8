import { argument, defineCommand, textOption } from "../command.ts";
import { letterFound } from "../letters/letter-found.ts";
import { fileNameOf } from "../letters/letter-package.ts";
import { getContent } from "../letters/node-contents.ts";

export const letterFetch = defineCommand({
  usage: "letter fetch <letter>",
  summary: "Gets a letter, its answer or a question about it from the node that has received it.",
  options: [
    { flags: "--of <document>", summary: "request, reply or question", fallback: "request" },
    { flags: "--out <file>", summary: "where the package goes" },
  ],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const of = (textOption(given, "of") ?? "request") as "request";
    const path = textOption(given, "out") ?? fileNameOf(letter.number, of);
    await getContent(session, letter.id, of, path);
    return { json: { file: path }, text: `The ${of} is in ${path}.` };
  },
});
