import { commonFailures, malformed, rejected } from "../../src/execution/refusals.ts";
import type { AnyShape } from "../../src/primitives/fields/composites.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import type { OperationDefinition } from "../../src/transactions/definition.ts";
import { operationTypes } from "../../src/transactions/table.ts";
import { code, list, table } from "../reference/markdown.ts";
import type { Played } from "./play.ts";
import { related } from "./related.ts";

/** docs/operations/README.md: every operation type, from the table that the decoder, the executor and the command line read. */
export function indexPage(): string {
  const families = [...new Set(operationTypes.map(familyOf))];
  return [
    "# Operations",
    "A transaction is a list of 1 to 100 operations, all or nothing. `portolan op TYPE --body FILE` sends one of any type; " +
      "`portolan op TYPE --schema` prints the JSON Schema of its body. How bytes are laid out and signed: [signing](../signing.md). " +
      "Every page has an example that was carried out as it is written; [vectors.json](vectors.json) has the bytes of all of them.",
    ...families.flatMap((family) => [
      `## ${family}`,
      table(
        ["type", "tag", "what it does"],
        operationTypes
          .filter((type) => familyOf(type) === family)
          .map(({ name, tag, summary }) => [`[${name}](${name}.md)`, hex(tag), summary]),
      ),
    ]),
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

/** The page of one type, with the operation of the play that is its example. */
export function operationPage(type: OperationDefinition, example: Played): string {
  const { name, tag, since, summary, signatories, threshold, body, result, failures } = type;
  const who =
    signatories === "council"
      ? "the council account alone"
      : `an account of: ${signatories.join(", ")}`;
  const { commands, reads } = related[name]!;
  return [
    `# ${name}`,
    summary,
    list([
      `tag ${hex(tag)}, since protocol version ${since}`,
      `source: ${who}`,
      `weight needed: ${threshold === "any" ? "any signer of the source" : `the source's ${threshold} threshold`}`,
      `command: ${[...commands, `op ${name}`].map((one) => code(`portolan ${one}`)).join(", ")}`,
      `what it did: ${reads.map(code).join(", ")}`,
    ]),
    "## Example",
    `Signed by ${example.by.join(", ")}; names stand for accounts.`,
    json(example.body),
    "The receipt says",
    json(example.result),
    `## Body\n\n${fieldsOf(body.shape)}`,
    `## Result\n\n${fieldsOf(result.shape)}`,
    `## Failures\n\n${codes(failures)}`,
    "[All operations](README.md)",
  ].join("\n\n");
}

function familyOf({ name }: Pick<OperationDefinition, "name">): string {
  return name.slice(0, name.indexOf("."));
}

function json(value: Json): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
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
