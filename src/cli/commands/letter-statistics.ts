import { percentileOf } from "../../primitives/histogram.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

const COUNTS = ["issued", "replied", "overdue", "returned", "refused", "lapsed"] as const;

export const letterStatistics = defineCommand({
  usage: "letter statistics",
  summary: "A month's letters by bank and firm: counts, and working days until the answer.",
  options: [
    {
      flags: "--month <month>",
      summary: "in which they were issued, like 2026-11",
      required: true,
    },
    { flags: "--bank <name>", summary: "only letters to this bank" },
    { flags: "--firm <name>", summary: "only letters of this firm" },
  ],
  async run(session, given) {
    const [month = "", bank = null, firm = null] = ["month", "bank", "firm"].map((name) =>
      textOption(given, name),
    );
    const params = { month, bank, firm };
    const json = await readAll(session, "letter_statistics", "statistics", params);
    const lines = json.map(lineOf);
    const rows = [...lines, ...(lines.length > 1 ? [sumOf(lines)] : [])].map((line) => [
      ...[line.bank, line.firm, ...line.counts],
      ...[50, 90].map((percent) => percentileOf(line.turnaround, percent) ?? null),
    ]);
    const heads = ["bank", "firm", ...COUNTS, "days p50", "days p90"];
    return { json, text: renderTable(heads, rows, heads.slice(2)) };
  },
});

interface Line {
  readonly bank: string;
  readonly firm: string;
  readonly counts: readonly number[];
  readonly turnaround: readonly number[];
}

function lineOf(json: Json): Line {
  const { bank, firm, counts } = objectOf(json, "line");
  const all = objectOf(counts, "counts");
  return {
    ...{ bank: textOf(bank, "bank"), firm: textOf(firm, "firm") },
    counts: COUNTS.map((name) => numberOf(all[name], name)),
    turnaround: listOf(all["turnaround"], "turnaround").map((one) => numberOf(one, "count")),
  };
}

function sumOf(lines: readonly Line[]): Line {
  const add = (lists: readonly (readonly number[])[]): number[] => {
    const length = Math.max(...lists.map((one) => one.length));
    const at = (place: number) => lists.reduce((sum, one) => sum + (one[place] ?? 0), 0);
    return Array.from({ length }, (_, place) => at(place));
  };
  const counts = add(lines.map((one) => one.counts));
  return { bank: "all", firm: "", counts, turnaround: add(lines.map((one) => one.turnaround)) };
}
