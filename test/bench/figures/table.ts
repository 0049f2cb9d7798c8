import Table from "cli-table3";

import type { Figure } from "./figure.ts";
import { type Mark, marks, verdict } from "./marks.ts";

const HEADS = ["figure", "value", "mark", "", "of the limit"] as const;

/** The figures in the order of the marks, as people read them on a terminal. */
export function renderFigures(figures: readonly Figure[]): string {
  const table = new Table({ head: [...HEADS], style: { head: [] } });
  table.push(...rowsOf(figures));
  return table.toString();
}

/** The same for the documentation. */
export function markdownFigures(figures: readonly Figure[]): string {
  const rows = [[...HEADS], HEADS.map(() => "---"), ...rowsOf(figures)];
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function rowsOf(figures: readonly Figure[]): string[][] {
  const rows: string[][] = [];
  for (const mark of marks) {
    const figure = figures.find(({ id }) => id === mark.id);
    if (figure !== undefined) rows.push(rowOf(mark, figure));
  }
  return rows;
}

function rowOf(mark: Mark, { value, limit, note }: Figure): string[] {
  const name = note === undefined ? mark.name : `${mark.name} (${note})`;
  return [
    name,
    shown(value, mark.unit),
    wanted(mark),
    judged(mark, value),
    ratio(mark, value, limit),
  ];
}

function wanted({ mark, stretch, better, unit }: Mark): string {
  if (mark === undefined) return "";
  const sign = better === "more" ? "≥" : "≤";
  const further = stretch === undefined ? "" : ` (${formatNumber(stretch)})`;
  return `${sign} ${shown(mark, unit)}${further}`;
}

function judged(mark: Mark, value: number): string {
  const found = verdict(mark, value);
  return found === undefined ? "" : { stretch: "stretch", reached: "yes", missed: "no" }[found];
}

/** Of what is better the more of it there is, a part of what is possible; of what costs, so many times the least cost. */
function ratio({ better }: Mark, value: number, limit: Figure["limit"]): string {
  if (limit === undefined || limit.value === 0) return "";
  const part = value / limit.value;
  const text = better === "more" ? `${(100 * part).toFixed(0)}%` : `${part.toFixed(1)} ×`;
  return `${text} of ${limit.what}`;
}

function shown(value: number, unit: string): string {
  return unit === "" ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

/** Three digits that count, thousands grouped. */
export function formatNumber(value: number): string {
  const digits = value === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = value.toFixed(digits);
  return Number(text).toLocaleString("en", {
    minimumFractionDigits: Number.isInteger(value) ? 0 : digits,
    maximumFractionDigits: digits,
  });
}
