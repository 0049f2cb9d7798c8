import { requestFrom } from "../../letters/form/request.ts";
import { cure } from "../../transactions/letters/cure.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { readJson } from "../files.ts";
import { networkOf } from "../ledger.ts";
import { handOver } from "../letters/hand-over.ts";
import { letterFound } from "../letters/letter-found.ts";
import { fileNameOf, packageOptions, placeGiven, writeRequest } from "../letters/letter-package.ts";
import { operationOf } from "../operations.ts";

export const letterCure = defineCommand({
  usage: "letter cure <letter> <form>",
  summary: "The firm puts a returned letter right by another form; number and bank stay.",
  options: [...packageOptions, expiresOption],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { head, parts } = requestFrom(readJson(argument(given, 1)));
    if (head.number !== letter.number || head.bank !== letter.bank) {
      const hint = "Number and bank stay. For another bank issue another letter.";
      throw usageError("WRONG_LETTER", "The form has another number or bank.", hint);
    }
    const { chainId } = await networkOf(session);
    const { id, firm, number, steps } = letter;
    const place = placeGiven(given, fileNameOf(`${number}-${steps}`, "request"));
    const of = { chainId, letter: id, firm };
    const { path, terms } = await writeRequest(place, of, { head, parts });
    const operations = [operationOf(cure, { id, ...terms })];
    const account = await session.actor();
    const summary = `Put letter ${number} right`;
    const answer = await decide(session, given, { account, operations, summary });
    const sent = await handOver(session, letter, path);
    return {
      json: { ...sent.json, ...(answer.json as object) },
      text: `${sent.text}\n${answer.text}`,
    };
  },
});
