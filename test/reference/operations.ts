import type { AnyShape } from "../../src/primitives/fields/composites.ts";
import { commonFailures, malformed, rejected } from "../../src/execution/refusals.ts";
import type { OperationDefinition } from "../../src/transactions/definition.ts";
import { operationTypes } from "../../src/transactions/table.ts";
import { anchorOf, list, table } from "./markdown.ts";

/** Every operation type, from the table that the decoder, the executor and the command line read. */
export function operationsReference(): string {
  return [
    "# Operations",
    "A transaction is a list of 1 to 100 operations, all or nothing. `portolan op TYPE --body FILE` sends one of any type; " +
      "`portolan op TYPE --schema` prints the JSON Schema of its body. How bytes are laid out and signed: [signing](../signing.md).",
    table(
      ["type", "tag", "what it does"],
      operationTypes.map(({ name, tag, summary }) => {
        return [`[${name}](#${anchorOf(name)})`, hex(tag), summary];
      }),
    ),
    ...operationTypes.flatMap(sectionOf),
    "## Failures of any operation",
    "In the receipt of a transaction that is in a block; nothing of it was written.",
    codes(commonFailures),
    "## Why a transaction is not taken",
    "**Malformed**: wrong at every height, in no block ever.",
    codes(malformed),
    "**Rejected**: not now, or not here.",
    codes(rejected),
  ].join("\n\n");
}

function sectionOf(type: OperationDefinition): string[] {
  const { name, tag, since, summary, signatories, threshold, body, result, failures } = type;
  const who =
    signatories === "council"
      ? "the council account alone"
      : `an account of: ${signatories.join(", ")}`;
  return [
    `## ${name}`,
    summary,
    list([
      `tag ${hex(tag)}, since protocol version ${since}`,
      `source: ${who}`,
      `weight needed: the source's ${threshold} threshold`,
    ]),
    `**Body**\n\n${fieldsOf(body.shape)}`,
    `**Result**, in the receipt\n\n${fieldsOf(result.shape)}`,
    `**Failures**\n\n${codes(failures)}`,
  ];
}

function fieldsOf(shape: AnyShape): string {
  const rows = Object.entries(shape).map(([name, { kind }]) => [name, kind]);
  return rows.length === 0 ? "None." : table(["field", "kind"], rows);
}

function codes(sentences: Readonly<Record<string, string>>): string {
  return table(["code", "what to do"], Object.entries(sentences));
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(4, "0")}`;
}
