import { formatAccount } from "../../primitives/account-id.ts";
import { defineCommand } from "../command.ts";
import { listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { operationLines, untilWhen } from "../proposal-words.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const accountWaiting = defineCommand({
  usage: "account waiting [account]",
  summary:
    "What an account's signers have to decide, and who has not; without a name, the acting one.",
  async run(session, given) {
    const [name] = given.args;
    const id = name === undefined ? await session.actor() : await session.account(name);
    const account = formatAccount(id);
    const json = await readAll(session, "account_waiting", "proposals", { account });
    const rows = json.map(async (one) => {
      const { proposal, weight, needed, missing, expiresAt, operations } = objectOf(
        one,
        "proposal",
      );
      const keys = listOf(missing, "missing").map((each) => {
        const { publicKey, weight: adds } = objectOf(each, "signer");
        return `${textOf(publicKey, "publicKey")} +${numberOf(adds, "weight")}`;
      });
      return [
        textOf(proposal, "proposal"),
        `${numberOf(weight, "weight")} of ${numberOf(needed, "needed")}`,
        untilWhen(expiresAt),
        keys.join("\n"),
        await operationLines(session, operations),
      ];
    });
    const heads = ["proposal", "weight", "until", "not yet approved by", "operations"];
    return { json, text: renderTable(heads, await Promise.all(rows)) };
  },
});
