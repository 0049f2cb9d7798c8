import { withNames } from "../account-names.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { historyOf } from "../letters/history.ts";
import { letterFound } from "../letters/letter-found.ts";
import { renderJson, renderTable } from "../render.ts";

export const letterGet = defineCommand({
  usage: "letter get <letter>",
  summary: "A letter by id or FIRM/NUMBER: where it is, whose turn it is, and who did what when.",
  async run(session, given) {
    const found = await letterFound(session, argument(given, 0));
    const history = await historyOf(session, found.letter.id);
    const json = { letter: objectOf(found.json["letter"], "letter"), history };
    const shown = objectOf(await withNames(session, json), "letter");
    const rows = listOf(shown["history"], "history").map((one) => {
      const { step, status, by, reason, signers, height, timeMs } = objectOf(one, "step");
      const keys = listOf(signers, "signers").map((key) => textOf(key, "key").slice(0, 8));
      const signed = keys.join(" ");
      const time = new Date(numberOf(timeMs, "timeMs")).toISOString();
      return [step, status, by ?? "the ledger", reason, signed, height, time].map(
        (cell) => cell ?? null,
      );
    });
    const heads = ["step", "status", "by", "reason", "signed by", "height", "time"];
    return { json, text: `${renderJson(json.letter)}\n\n${renderTable(heads, rows)}` };
  },
});
