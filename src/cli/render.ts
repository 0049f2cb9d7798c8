import Table from "cli-table3";

import type { Json } from "../primitives/fields/field.ts";
import { printable } from "./output.ts";
import { outColours } from "./colours.ts";

type JsonObject = { readonly [name: string]: Json };

/** A table with a heading line and no frame: columns line up, and a line can be cut with ordinary tools. */
export function renderTable(
  heads: readonly string[],
  rows: readonly (readonly Json[])[],
  rightAligned: readonly string[] = [],
): string {
  if (rows.length === 0) return "none";
  const chars = Object.fromEntries(
    "top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid"
      .split(" ")
      .map((name) => [name, ""]),
  );
  const table = new Table({
    head: heads.map((head) => outColours.bold(head)),
    colAligns: heads.map((head) => (rightAligned.includes(head) ? "right" : "left")),
    chars: { ...chars, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...rows.map((row) => row.map(cell)));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** An answer of any shape: a name and its value on each line, lists of objects as tables. */
export function renderJson(value: Json): string {
  if (Array.isArray(value)) return renderList(value);
  if (typeof value !== "object" || value === null) return cell(value);
  const simple = Object.entries(value).filter(([, item]) => !isNested(item));
  const nested = Object.entries(value).filter(([, item]) => isNested(item));
  const width = Math.max(0, ...simple.map(([name]) => name.length));
  const lines = simple.map(
    ([name, item]) => `${outColours.dim(name.padEnd(width))}  ${cell(readable(name, item))}`,
  );
  const blocks = nested.map(
    ([name, item]) => `${outColours.bold(name)}\n${indent(renderJson(item))}`,
  );
  return [...lines, ...blocks].join("\n");
}

function renderList(values: readonly Json[]): string {
  if (!values.every(isObject)) return values.length === 0 ? "none" : values.map(cell).join("\n");
  const heads = [...new Set(values.flatMap((value) => Object.keys(value)))];
  return renderTable(
    heads,
    values.map((value) => heads.map((head) => readable(head, value[head] ?? null))),
  );
}

/** Points in time whose names do not say it. */
const TIMES = [
  ...["timeMs", "validUntil", "expiresAt", "answerBy"],
  ...["authorisedAt", "authoriseBy", "cureBy", "replyBy", "payBy", "shipBy", "dueAt"],
];

/** Points in time are milliseconds in the API; people read dates. Durations end in Ms too and stay as they are. */
function readable(name: string, value: Json): Json {
  const isTime = TIMES.includes(name) || name.endsWith("AtMs");
  return isTime && typeof value === "number" ? new Date(value).toISOString() : value;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Lists of plain words fit on their line. */
function isNested(value: Json): boolean {
  if (Array.isArray(value)) return value.some((item) => typeof item === "object" && item !== null);
  return isObject(value);
}

function cell(value: Json): string {
  if (value === null) return "–";
  if (typeof value === "string") return printable(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) {
    return value.length === 0 ? "none" : printable(value.join(", "));
  }
  return typeof value === "object" ? printable(JSON.stringify(value)) : String(value);
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

/** The entries of an answer that are worth a line, in this order; missing ones are left out. */
export function pick(value: JsonObject, ...names: string[]): { [name: string]: Json } {
  return Object.fromEntries(names.filter((n) => n in value).map((n) => [n, value[n]!]));
}
