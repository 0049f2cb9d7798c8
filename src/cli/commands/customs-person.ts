import { formatMinor } from "../amount.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { objectOf, textOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const customsPerson = defineCommand({
  usage: "customs person <personKey>",
  summary:
    "What a person has kept, used and left of a year's limit; the key is that of customs person-key.",
  options: [
    { flags: "--country <code>", summary: "like CN", fallback: "CN" },
    { flags: "--year <year>", summary: "the present one of UTC if absent" },
  ],
  async run(session, given) {
    const typed = textOption(given, "year") ?? String(new Date().getUTCFullYear());
    if (!/^[0-9]{4}$/.test(typed)) {
      throw usageError("YEAR_FORMAT", `"${typed}" is no year.`, "Write it with four digits.");
    }
    const country = textOption(given, "country") ?? "";
    const params = { country, person: argument(given, 0), year: Number(typed) };
    const json = await session.call("customs_person", params);
    const words = Object.entries(objectOf(json, "person")).map(
      ([name, minor]) => [name, formatMinor(BigInt(textOf(minor, name)), 2)] as const,
    );
    return { json, text: renderJson(Object.fromEntries(words)) };
  },
});
