import type { Json } from "../../primitives/fields/field.ts";
import { draftAnswer, propose, type Proposal } from "../../letters/match/propose.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { writeNewText } from "../files.ts";
import { documentGiven, documentOption } from "../letters/given-document.ts";
import { letterFound } from "../letters/letter-found.ts";
import { recordsGiven, recordsOptions } from "../letters/records-given.ts";
import { renderTable } from "../render.ts";

export const letterMatch = defineCommand({
  usage: "letter match <letter>",
  summary:
    "Compares a letter with the bank's records, and drafts an answer for people to decide on.",
  options: [
    documentOption("--content <file>", "the package that the firm sent"),
    ...recordsOptions,
    { flags: "--out <file>", summary: "where the draft goes, for letter prepare" },
  ],
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const { manifest } = await documentGiven(session, given, "content", letter, "request");
    const records = await recordsGiven(given);
    try {
      const proposal = await propose(manifest, records);
      const draft = draftAnswer(proposal);
      const out = textOption(given, "out");
      if (out !== undefined) writeNewText(out, `${JSON.stringify(draft, null, 2)}\n`);
      const next =
        out === undefined ? "" : `\nThe draft is in ${out}: read it, correct it, prepare it.`;
      return { json: jsonOf(proposal, draft), text: `${tableOf(proposal)}${next}` };
    } finally {
      await records.close();
    }
  },
});

function jsonOf({ result, items }: Proposal, draft: Json): Json {
  const lines = items.map(({ item, result: own, differences }) => ({
    ...{ item, result: own, differences: [...differences] as unknown as Json },
  }));
  return { result, items: lines, draft };
}

function tableOf({ result, items }: Proposal): string {
  const rows = items.flatMap(({ item, result: own, differences }): Json[][] => {
    if (differences.length === 0) return [[item, own, "", "", "", ""]];
    return differences.map(({ row, column, stated, bank }, at) => {
      const first = at === 0 ? [item, own] : ["", ""];
      const [mine, its] = [stated, bank].map((one) => sideOf(one, column));
      return [...first, row, column ?? "the whole row", mine!, its!];
    });
  });
  const heads = ["item", "result", "row", "column", "the letter says", "the bank has"];
  return `${renderTable(heads, rows)}\nProposed: ${result}`;
}

/** A value, or of a row that only one side has that it is there. */
function sideOf(value: unknown, column: string | undefined): Json {
  if (column !== undefined) return value as Json;
  return value === null ? "nothing" : "this row";
}
