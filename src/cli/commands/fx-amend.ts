import { amendOffer } from "../../transactions/fx/book/amend.ts";
import { toMinor } from "../amount.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { hashOf } from "../hash.ts";
import { offerFound } from "../offer-found.ts";
import { operationOf } from "../operations.ts";

export const fxAmend = defineCommand({
  usage: "fx amend <offer>",
  summary: "Makes an offer smaller; it keeps its place in the queue.",
  options: [
    { flags: "--left <number>", summary: "what is to be left of it, of base", required: true },
    expiresOption,
  ],
  async run(session, given) {
    const offer = hashOf(argument(given, 0));
    const account = await session.actor();
    const { base, decimals } = await offerFound(session, account, offer);
    const number = textOption(given, "left") ?? "";
    const left = toMinor({ number, asset: base }, decimals);
    const operations = [operationOf(amendOffer, { offer, left })];
    const summary = `Leave ${number} ${base} of the offer`;
    return decide(session, given, { account, operations, summary });
  },
});
