import type { MethodDefinition } from "../../src/rpc/definition.ts";
import { commonErrors } from "../../src/rpc/rpc-error.ts";
import { methods } from "../../src/rpc/table.ts";
import { formOf } from "./form.ts";
import { anchorOf, code, table } from "./markdown.ts";

/** Every JSON-RPC method, from the table that the server and rpc.discover read. */
export function methodsReference(): string {
  return [
    "# JSON-RPC",
    "JSON-RPC 2.0 at `/rpc`, by POST or WebSocket; parameters go by name. `rpc.discover` gives all of this as an OpenRPC document. " +
      "Amounts are strings of minor units, hashes lower-case hexadecimal, times milliseconds UTC; a name is accepted where an account is.",
    table(
      ["method", "what it gives"],
      methods.map(({ name, summary }) => [`[${name}](#${anchorOf(name)})`, summary]),
    ),
    ...methods.flatMap(sectionOf),
    "## Errors of any call",
    "`error.data.code` is the stable word, `error.data.hint` the sentence.",
    table(
      ["code", "number", "what to do"],
      Object.entries(commonErrors).map(([word, [number, hint]]) => [word, String(number), hint]),
    ),
  ].join("\n\n");
}

function sectionOf(method: MethodDefinition): string[] {
  const { name, params, example } = method;
  const rows = Object.entries(params).map(([param, { schema, required }]) => {
    const { description } = schema;
    return [
      param,
      required ? "yes" : "no",
      code(formOf(schema)),
      typeof description === "string" ? description : "",
    ];
  });
  const failures = Object.entries(method.errors);
  return [
    `## ${name}`,
    `${method.summary} Right: ${method.right}.`,
    rows.length === 0 ? "No parameters." : table(["parameter", "required", "form", ""], rows),
    `Result: ${code(formOf(method.result))}`,
    ...(failures.length === 0 ? [] : [table(["error", "what to do"], failures)]),
    `Example: ${code({ jsonrpc: "2.0", id: 1, method: name, params: example.params })}`,
  ];
}
