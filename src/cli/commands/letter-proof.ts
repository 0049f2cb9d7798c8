import { toHex } from "../../primitives/bytes.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { textOf } from "../ledger.ts";
import { historyOf } from "../letters/history.ts";
import { letterFound } from "../letters/letter-found.ts";

/** The proof is a document for a file, so it is JSON with or without --json. */
export const letterProof = defineCommand({
  usage: "letter proof <letter>",
  summary:
    "A proof of who committed to a letter's form, or to its answer, and when; for letter verify.",
  options: [{ flags: "--of <document>", summary: "request or reply", fallback: "request" }],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const isReply = textOption(given, "of") === "reply";
    const commitment = isReply ? letter.reply?.commitment : letter.commitment;
    const wanted = commitment === undefined ? undefined : toHex(commitment);
    const step = isReply ? ["reply"] : ["issue", "cure"];
    const steps = await historyOf(session, letter.id);
    const found = steps.findLast(
      (one) => one["commitment"] === wanted && step.includes(textOf(one["step"], "step")),
    );
    if (wanted === undefined || found === undefined) {
      const hint = "`portolan letter get` shows where it is.";
      throw new CliError("NO_REPLY", `Letter ${letter.number} has no reply.`, hint);
    }
    const json = await session.call("state_proof", { key: textOf(found["proofKey"], "proofKey") });
    return { json, text: JSON.stringify(json, null, 2) };
  },
});
