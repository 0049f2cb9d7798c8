import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { participantOf } from "../letters/participant.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import { untilWhen } from "../proposal-words.ts";

export const letterList = defineCommand({
  usage: "letter list [participant]",
  summary: "The letters that a participant has a part in; without a name, the acting account's.",
  options: [
    { flags: "--waiting", summary: "only those whose next step is the participant's" },
    { flags: "--engagement <uuid>", summary: "only those of this engagement of the firm" },
  ],
  async run(session, given) {
    const participant = given.args[0] ?? (await participantOf(session, await session.actor()));
    const waiting = given.options["waiting"] === true;
    const engagement = textOption(given, "engagement") ?? null;
    const params = { participant, waiting, engagement };
    const json = await readAll(session, "letter_list", "letters", params);
    const rows = listOf(json, "letters").map((one) => {
      const { firm, number, bank, entity, status, result, next, ...rest } = objectOf(one, "letter");
      const until = rest["replyBy"] ?? rest["expiresAt"] ?? null;
      const letter = `${textOf(firm, "firm")}/${textOf(number, "number")}`;
      const late = rest["overdue"] === true && next === bank ? "overdue" : untilWhen(until);
      return [letter, bank, entity, status, result, next, late].map((cell) => cell ?? null);
    });
    const heads = ["letter", "bank", "about", "status", "result", "next", "until"];
    return { json, text: `${renderTable(heads, rows)}${progressOf(json)}` };
  },
});

/** How far a batch has come: answered of all, and how many of each status. */
function progressOf(letters: readonly Json[]): string {
  if (letters.length < 2) return "";
  const found = letters.map((one) => objectOf(one, "letter"));
  const answered = found.filter(({ replies }) => replies !== 0).length;
  const counts = new Map<string, number>();
  for (const one of found) {
    const status = textOf(one["status"], "status");
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const parts = [...counts].map(([status, count]) => `${count} ${status}`).join(", ");
  return `\n${answered} of ${letters.length} answered: ${parts}`;
}
