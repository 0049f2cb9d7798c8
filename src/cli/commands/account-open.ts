import { open } from "../../transactions/participants/open.ts";
import { authorityOf, authorityOptions } from "../authority-options.ts";
import { defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const accountOpen = defineCommand({
  usage: "account open",
  summary: "Opens another account of the acting participant; the first signer's key gives its id.",
  options: [...authorityOptions, expiresOption],
  async run(session, given) {
    const operations = [operationOf(open, { authority: await authorityOf(given) })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: "Open another account" });
  },
});
