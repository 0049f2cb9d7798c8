import { disclose } from "../../letters/package/disclosure.ts";
import { openPackage } from "../../letters/package/file.ts";
import { type Item, item, ITEMS } from "../../transactions/letters/items.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";

/** What is shown is a document for a file, so it is JSON with or without --json. */
export const letterDisclose = defineCommand({
  usage: "letter disclose <file>",
  summary: "One item of a letter or an answer, to be shown without the others; for letter verify.",
  options: [{ flags: "--item <item>", summary: "like deposits", required: true }],
  async run(_session, given) {
    const typed = textOption(given, "item") as Item;
    if (item.check(typed) !== undefined) {
      throw usageError("ITEM_UNKNOWN", `There is no item ${typed}.`, `One of ${ITEMS.join(", ")}.`);
    }
    const { manifest } = await openPackage(argument(given, 0));
    const json = disclose(manifest, typed);
    return { json, text: JSON.stringify(json, null, 2) };
  },
});
