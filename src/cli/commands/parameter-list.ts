import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOf, numberOf, objectOf } from "../ledger.ts";
import { renderTable } from "../render.ts";
import { countryOption } from "../year-option.ts";

export const parameterList = defineCommand({
  usage: "parameter list",
  summary: "A country's parameters: what holds now and what is to come.",
  options: [countryOption],
  async run(session, given) {
    const country = textOption(given, "country") ?? "";
    const json = await session.call("parameter_list", { country });
    const all = listOf(objectOf(json, "answer")["parameters"], "parameters");
    const heads = ["name", "value", "unit", "from", "version"];
    return { json, text: renderTable(heads, all.flatMap(linesOf)) };
  },
});

/** What holds, and below it what is to come. */
function linesOf(parameter: Json): Json[][] {
  const { name, value, unit, version, scheduled } = objectOf(parameter, "parameter");
  const now = version === 0 ? "default" : "now";
  const coming = listOf(scheduled, "scheduled").map((one) => {
    const next = objectOf(one, "version");
    const from = new Date(numberOf(next["effectiveFromMs"], "effectiveFromMs")).toISOString();
    return ["", next["value"] ?? null, unit ?? null, from, next["version"] ?? null];
  });
  return [[name ?? null, value ?? null, unit ?? null, now, version ?? null], ...coming];
}
