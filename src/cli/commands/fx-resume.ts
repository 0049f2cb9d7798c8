import { resumePair } from "../../transactions/fx/book/resume.ts";
import { defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";
import { pairGiven, pairOptions } from "../pair-options.ts";

export const fxResume = defineCommand({
  usage: "fx resume",
  summary: "A regulator lets two assets be exchanged again.",
  options: [...pairOptions, expiresOption],
  async run(session, given) {
    const operations = [operationOf(resumePair, await pairGiven(session, given))];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: "Resume the pair" });
  },
});
