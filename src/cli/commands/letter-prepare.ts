import { answerFrom } from "../../letters/form/answer.ts";
import { prepare } from "../../transactions/letters/prepare.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { readJson } from "../files.ts";
import { letterFound } from "../letters/letter-found.ts";
import {
  fileNameOf,
  openFor,
  packageOptions,
  placeGiven,
  writeLetter,
} from "../letters/letter-package.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

export const letterPrepare = defineCommand({
  usage: "letter prepare <letter> <answer>",
  summary: "One person at the bank fills an answer in; a second person has to review it.",
  options: [
    { flags: "--content <file>", summary: "the package that the firm sent", required: true },
    ...packageOptions,
  ],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { id, number, firm, items: asked, steps, itemResults } = letter;
    const file = textOption(given, "content") ?? "";
    const request = await openFor(letter, file, "request", letter.commitment);
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
    const next = `A second person: portolan letter reply ${firm}/${number} --answer ${path}`;
    const text = `The answer is in ${path}: keep it.\n${answer.text}\n${next}`;
    return { json: { file: path, ...(answer.json as object) }, text };
  },
});
