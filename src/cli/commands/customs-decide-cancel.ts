import { decideCancel } from "../../transactions/customs/lists/decide-cancel.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { answerGiven, answerOptions } from "../customs/decision-options.ts";
import { listNamed } from "../customs/list-named.ts";
import { expiresOption } from "../decide.ts";

export const customsDecideCancel = defineCommand({
  usage: "customs decide-cancel <list>",
  summary: "Customs gives a list back that its declarant asked for, or keeps it (CEB624).",
  options: [...answerOptions, expiresOption],
  async run(session, given) {
    const approve = answerGiven(given);
    const body = { list: listNamed(argument(given, 0)), approve };
    const summary = `${approve ? "Give back" : "Keep"} list ${argument(given, 0)}`;
    return carryOut(session, given, decideCancel, body, summary);
  },
});
