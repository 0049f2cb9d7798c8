import { COUNCIL } from "../../primitives/account-id.ts";
import { upgrade } from "../../transactions/council/upgrade.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { operationOf } from "../operations.ts";

export const councilUpgrade = defineCommand({
  usage: "council upgrade <version>",
  summary: "Activates the next protocol version from the next epoch on. Update all nodes first.",
  options: [expiresOption],
  async run(session, given) {
    const text = argument(given, 0);
    if (!/^[0-9]{1,5}$/.test(text)) {
      const hint = "`portolan status` shows the version in force; name the next number.";
      throw usageError("NUMBER_FORMAT", `"${text}" is no protocol version.`, hint);
    }
    const operations = [operationOf(upgrade, { protocolVersion: Number(text) })];
    const summary = `Activate protocol version ${text}`;
    return decide(session, given, { account: COUNCIL, operations, summary });
  },
});
