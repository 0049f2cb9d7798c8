import type { Column, Columns, ItemForm } from "../../src/letters/form/columns.ts";
import { answerFrom } from "../../src/letters/form/answer.ts";
import { itemForms } from "../../src/letters/form/items.ts";
import { createManifest } from "../../src/letters/package/create.ts";
import type { Manifest } from "../../src/letters/package/manifest.ts";
import type { Seal } from "../../src/letters/render/letter.ts";
import { parseJson } from "../../src/primitives/fields/codec.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { itemsOf } from "../../src/transactions/letters/items.ts";
import type { Step } from "../../src/transactions/letters/states.ts";
import { requestManifest, seedOf } from "../letters/content/forms.ts";

/** What stands at the two ends of each text of a table's row, so that a row which is split over two pages is on both. */
export const rowMarks = (table: string, row: number): readonly [string, string] => [
  `<${table}-${row}|`,
  `|${table}-${row}>`,
];

/** The longest of everything that a form takes, as it stands in real ones. */
const VALUES = {
  number: ["6222021001112223334445556667778889990001112223334445556667"],
  decimal: ["-123456789012345678.12345678"],
  exact: ["2026-06-30", "CNY", true],
} as const;

/** A letter in which every item is asked, each table with so many rows, its reply, and a question. */
export function documents(rows: number): readonly Manifest[] {
  const items = itemsOf("format-1");
  const contents = items.map((item) => [item, filled(item, itemForms[item], rows)] as const);
  const request = requestManifest({ items: Object.fromEntries(contents) });
  const results = contents.map(([item, bank], at) => [item, lineOf(at, bank)] as const);
  const answer = {
    ...{ result: "MISMATCH", preparedBy: "李明 010-5555" },
    message: "See the list. 详见附件。",
    items: Object.fromEntries(results),
  };
  const { parts, result, preparedBy, message } = answerFrom(answer, items);
  const attachments = [
    {
      name: "list of deposits 存款清单.csv",
      mediaType: "text/csv",
      size: 20_000_000,
      sha256: seedOf("list"),
    },
  ];
  const closing = { result, preparedBy, message };
  const reply = { head: { ...request.head, kind: "reply" as const }, parts, closing, attachments };
  const question = {
    head: { ...request.head, kind: "question" as const },
    ...{ parts: [], closing: { message: "When was it paid back? 何时偿还？" }, attachments: [] },
  };
  const [second, third] = [reply, question].map((one, at) =>
    createManifest(one, seedOf(`${at}`)),
  ) as [Manifest, Manifest];
  return [request, second, third];
}

/** The steps of a letter that was returned once and answered, each with as many signers as it can have. */
export function seals(): Seal[] {
  const steps: readonly (readonly [Step, string | undefined, number])[] = [
    ["issue", "firm-1", 1],
    ["return", "bank-cn", 1],
    ["cure", "firm-1", 2],
    ["accept", "bank-cn", 1],
    ["authorise", "enterprise-1", 3],
    ["overdue", undefined, 0],
    ["prepare", "bank-cn", 1],
    ["reply", "bank-cn", 2],
  ];
  return steps.map(([step, by, signers], at) => ({
    ...{ step, by, height: 1_234_567 + at, isOfThis: step === "cure" },
    signers: Array.from({ length: signers }, (_, n) =>
      Buffer.from(seedOf(`${step} ${n}`)).toString("hex"),
    ),
    timeMs: Date.UTC(2026, 0, 5 + at, 8, 5),
  }));
}

function lineOf(at: number, bank: Json): Json {
  if (at % 3 === 0) return { result: "MATCH" };
  if (at % 3 === 1) return { result: "MISMATCH", bank };
  return {
    result: "UNABLE",
    remark: "The records of before 2020 are kept elsewhere. 档案已移交。",
  };
}

function filled(item: string, { heads, tables }: ItemForm, rows: number): Json {
  const lists = Object.entries(tables).map(([name, { columns }]) => {
    const list = Array.from({ length: rows }, (_, row) => rowOf(columns, `${item}-${name}`, row));
    return [name, list] as const;
  });
  return { ...rowOf(heads, item, 0), ...Object.fromEntries(lists) };
}

function rowOf(columns: Columns, table: string, row: number): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, valueOf(column, table, row)]),
  );
}

function valueOf({ like, field }: Column, table: string, row: number): Json {
  if (like === "text" || like === "unlike") {
    const [first, last] = rowMarks(table, row);
    return `${first} Yuanhang Trading (Shenzhen) Co., Ltd. 远航贸易（深圳）有限公司 ${last}`;
  }
  return VALUES[like].find((one) => parseJson(field, one).ok)!;
}
