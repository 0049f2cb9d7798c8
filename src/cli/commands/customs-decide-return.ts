import { decideReturn } from "../../transactions/customs/lists/decide-return.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { answerGiven, answerOptions } from "../customs/decision-options.ts";
import { returnNamed } from "../customs/return-place.ts";
import { expiresOption } from "../decide.ts";

export const customsDecideReturn = defineCommand({
  usage: "customs decide-return <list> <place>",
  summary: "Customs lets announced goods come back, or does not (CEB626).",
  options: [...answerOptions, expiresOption],
  async run(session, given) {
    const approve = answerGiven(given);
    const body = { ...returnNamed(given), approve };
    const summary = `${approve ? "Let" : "Do not let"} goods of ${argument(given, 0)} come back`;
    return carryOut(session, given, decideReturn, body, summary);
  },
});
