import { requestTemplate } from "../../letters/form/request.ts";
import { format } from "../../transactions/letters/items.ts";
import { defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";

/** The form is a document for a file, so it is JSON with or without --json. */
export const letterTemplate = defineCommand({
  usage: "letter template",
  summary: 'A form to fill in; write it to a file with >. What is not asked becomes "struck".',
  options: [
    { flags: "--format <format>", summary: "format-1, format-2 or format-3", fallback: "format-1" },
  ],
  async run(_session, given) {
    const typed = textOption(given, "format") ?? "format-1";
    const problem = format.check(typed as "format-1");
    if (problem !== undefined) throw usageError("FORMAT_UNKNOWN", `--format ${problem.message}.`);
    const json = requestTemplate(format.fromJson(typed, {}));
    return { json, text: JSON.stringify(json, null, 2) };
  },
});
