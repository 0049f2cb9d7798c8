import { publishReserves } from "../../transactions/assets/publish-reserves.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";
import { reservesGiven, reservesOptions } from "../reserves-options.ts";

export const assetPublishReserves = defineCommand({
  usage: "asset publish-reserves",
  summary: "The issuer states what it has in reserve for an asset, with the hash of its report.",
  options: [...reservesOptions, expiresOption],
  async run(session, given) {
    const body = await reservesGiven(session, given);
    const operations = [operationOf(publishReserves, body)];
    const account = await session.actor();
    const summary = `State reserves of ${textOption(given, "reserves")}`;
    return decide(session, given, { account, operations, summary });
  },
});
