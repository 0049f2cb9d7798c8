import { haltPair } from "../../transactions/fx/book/halt.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";
import { pairGiven, pairOptions } from "../pair-options.ts";

export const fxHalt = defineCommand({
  usage: "fx halt",
  summary: "A regulator stops the exchange of two assets; offers that rest can only be cancelled.",
  options: [
    ...pairOptions,
    { flags: "--reason <text>", summary: "why, for everybody to read", required: true },
    expiresOption,
  ],
  async run(session, given) {
    const reason = textOption(given, "reason") ?? "";
    const operations = [operationOf(haltPair, { ...(await pairGiven(session, given)), reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: "Halt the pair" });
  },
});
