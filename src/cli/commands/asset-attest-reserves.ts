import { attestReserves } from "../../transactions/assets/attest-reserves.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";
import { reservesGiven, reservesOptions } from "../reserves-options.ts";

/** The firm types what it has audited, rather than what the node says was published: the ledger compares both. */
export const assetAttestReserves = defineCommand({
  usage: "asset attest-reserves",
  summary: "An accounting firm attests the issuer's statement, repeating what it has audited.",
  options: [...reservesOptions, expiresOption],
  async run(session, given) {
    const body = await reservesGiven(session, given);
    const operations = [operationOf(attestReserves, body)];
    const account = await session.actor();
    const summary = `Attest reserves of ${textOption(given, "reserves")}`;
    return decide(session, given, { account, operations, summary });
  },
});
