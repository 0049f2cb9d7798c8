import { decideEnterprise } from "../../transactions/customs/enterprises/decide.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { decisionGiven, decisionOptions } from "../customs/decision-options.ts";
import { expiresOption } from "../decide.ts";
import { CliError } from "../errors.ts";
import { objectOf } from "../ledger.ts";

export const customsDecideEnterprise = defineCommand({
  usage: "customs decide-enterprise <code>",
  summary: "Customs approves, refuses, suspends or reinstates an enterprise's record.",
  options: [...decisionOptions, expiresOption],
  async run(session, given) {
    const code = argument(given, 0);
    const found = await session.call("customs_enterprise", { code });
    if (found === null) {
      const hint = "`portolan customs enterprises` shows a participant's codes.";
      throw new CliError("UNKNOWN_ENTERPRISE", `No enterprise has filed ${code}.`, hint);
    }
    const { decision, words } = decisionGiven(given, objectOf(found, "enterprise"));
    const summary = `${words} of enterprise ${code}`;
    return carryOut(session, given, decideEnterprise, { code, ...decision }, summary);
  },
});
