import { requestFrom } from "../../letters/form/request.ts";
import { toHex } from "../../primitives/bytes.ts";
import { issue } from "../../transactions/letters/issue.ts";
import { letterId } from "../../transactions/letters/records.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { readJson } from "../files.ts";
import { networkOf } from "../ledger.ts";
import { handOver } from "../letters/hand-over.ts";
import { fileNameOf, packageOptions, placeGiven, writeRequest } from "../letters/letter-package.ts";
import { participantOf } from "../letters/participant.ts";
import { operationOf } from "../operations.ts";

export const letterIssue = defineCommand({
  usage: "letter issue <form>",
  summary: "An accounting firm addresses a confirmation letter, as a form says it, to a bank.",
  options: [...packageOptions, expiresOption],
  async run(session, given) {
    const {
      head,
      parts,
      engagement,
      itemResults = false,
    } = requestFrom(readJson(argument(given, 0)));
    const account = await session.actor();
    const firm = await participantOf(session, account);
    const { chainId } = await networkOf(session);
    const letter = letterId(firm, head.number);
    const { number, bank } = head;
    const place = placeGiven(given, fileNameOf(number, "request"));
    const { path, terms } = await writeRequest(place, { chainId, letter, firm }, { head, parts });
    const body = { number, bank, engagement, ...terms, itemResults };
    const summary = `Letter ${number} to ${bank} about ${head.entity}, ${parts.length} items`;
    const operations = [operationOf(issue, body)];
    const answer = await decide(session, given, { account, operations, summary });
    const id = toHex(letter);
    const sent = await handOver(session, { id: letter, firm, number }, path);
    const text = `Letter ${id}\n${sent.text}\n${answer.text}`;
    return { json: { letter: id, ...sent.json, ...(answer.json as object) }, text };
  },
});
