import { answerFrom } from "../../letters/form/answer.ts";
import { prepare } from "../../transactions/letters/prepare.ts";
import { argument, defineCommand } from "../command.ts";
import { readJson } from "../files.ts";
import { documentGiven, documentOption } from "../letters/given-document.ts";
import { handOver } from "../letters/hand-over.ts";
import { letterFound } from "../letters/letter-found.ts";
import { fileNameOf, packageOptions, placeGiven, writeLetter } from "../letters/letter-package.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

export const letterPrepare = defineCommand({
  usage: "letter prepare <letter> <answer>",
  summary: "One person at the bank fills an answer in; a second person has to review it.",
  options: [
    documentOption("--content <file>", "the package that the firm sent"),
    ...packageOptions,
  ],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { id, number, firm, items: asked, steps, itemResults } = letter;
    const request = await documentGiven(session, given, "content", letter, "request");
    const { parts, items, ...closing } = answerFrom(readJson(argument(given, 1)), asked);
    const head = { ...request.manifest.head, kind: "reply" as const };
    const name = fileNameOf(`${number}-${steps}`, "reply");
    const { path, commitment } = await writeLetter(placeGiven(given, name), {
      head,
      parts,
      closing,
    });
    const results = itemResults ? items : undefined;
    const body = { id, result: closing.result, items: results, commitment };
    const summary = `Prepare ${closing.result} on ${firm}'s letter ${number}`;
    const operations = [operationOf(prepare, body)];
    const answer = await transact(session, { account: await session.actor(), operations, summary });
    const sent = await handOver(session, letter, path);
    const next = `A second person: portolan letter reply ${firm}/${number} --answer ${path}`;
    const text = `${sent.text}\n${answer.text}\n${next}`;
    return { json: { ...sent.json, ...(answer.json as object) }, text };
  },
});
