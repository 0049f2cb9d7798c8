import type { Json } from "../../primitives/fields/field.ts";
import { operationsFromJson } from "../../rpc/transaction-json.ts";
import { operationTypeByName, operationTypes } from "../../transactions/table.ts";
import { type Answer, defineCommand, textOption } from "../command.ts";
import { COUNCIL } from "../../primitives/account-id.ts";
import { CliError, usageError } from "../errors.ts";
import { readJson } from "../files.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";
import { transact } from "../transact.ts";

/** Any operation of the table by its name, so that a new type is reachable the day it is added. */
export const op = defineCommand({
  usage: "op [type]",
  summary: "Any operation type: sends one with the body of a JSON file; lists the types.",
  options: [
    { flags: "--body <file>", summary: "the body as JSON; - reads standard input" },
    { flags: "--list", summary: "the operation types of this version" },
    { flags: "--schema", summary: "the JSON Schema of the type's body" },
  ],
  async run(session, given) {
    const name = given.args[0];
    if (given.options["list"] === true) return listTypes();
    if (name === undefined) {
      const hint =
        "`portolan op --list` shows the types; `portolan op TYPE --body FILE` sends one.";
      throw usageError("TYPE_NEEDED", "Which operation type?", hint);
    }
    if (given.options["schema"] === true) return schemaOf(name);
    const file = textOption(given, "body");
    if (file === undefined) {
      const hint = `\`portolan op ${name} --schema\` shows what the body takes.`;
      throw usageError("BODY_NEEDED", "Give the operation's body with --body FILE.", hint);
    }
    return sendOne(session, name, readJson(file));
  },
});

async function sendOne(session: Session, name: string, body: Json): Promise<Answer> {
  const type = typeOf(name);
  const operations = await session.withNames((names) =>
    operationsFromJson([{ type: name, body }], names, "operations"),
  );
  const forCouncil = type.signatories === "council" && session.options.as === undefined;
  const account = forCouncil ? { account: COUNCIL } : {};
  return transact(session, { operations, summary: type.summary, ...account });
}

function typeOf(name: string) {
  const type = operationTypeByName(name);
  if (type !== undefined) return type;
  const hint = "`portolan op --list` shows those of this version.";
  throw new CliError("UNKNOWN_TYPE", `There is no operation type ${name}.`, hint, 2);
}

function schemaOf(name: string): Answer {
  const json: Json = { ...typeOf(name).body.schema };
  return { json, text: JSON.stringify(json, null, 2) };
}

function listTypes(): Answer {
  const types = [...operationTypes].sort((a, b) => a.tag - b.tag);
  const json = types.map(({ tag, name, since, threshold, signatories, summary }) => ({
    tag,
    name,
    since,
    threshold,
    signatories: signatories === "council" ? ["council"] : [...signatories],
    summary,
  }));
  const rows = json.map(({ tag, name, threshold, summary }) => [
    hexTag(tag),
    name,
    threshold,
    summary,
  ]);
  return { json, text: renderTable(["tag", "type", "threshold", "what it does"], rows) };
}

function hexTag(tag: number): string {
  return `0x${tag.toString(16).padStart(4, "0")}`;
}
