import { cancelOffer } from "../../transactions/fx/book/cancel.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { hashOf } from "../hash.ts";
import { operationOf } from "../operations.ts";

export const fxCancel = defineCommand({
  usage: "fx cancel <offer>",
  summary: "Takes an offer out of its book; what it reserved is available again.",
  options: [expiresOption],
  async run(session, given) {
    const operations = [operationOf(cancelOffer, { offer: hashOf(argument(given, 0)) })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: "Cancel the offer" });
  },
});
