import type { Json } from "../primitives/fields/field.ts";
import type { MethodDefinition } from "./definition.ts";
import { rpcNumbers } from "./rpc-error.ts";
import { methods } from "./table.ts";

/** The OpenRPC document of the table. Errors that every call can meet are in README.md, not repeated at each method. */
export function openRpcDocument(version: string): Json {
  return {
    openrpc: "1.3.2",
    info: {
      title: "Portolan",
      version,
      description:
        "A consortium ledger node. Amounts are strings of minor units with the asset beside them; hashes are lower-case hexadecimal; times are milliseconds UTC; names stand for accounts.",
      license: { name: "Apache-2.0" },
    },
    methods: methods.map(methodEntry),
  };
}

function methodEntry({
  name,
  summary,
  params,
  result,
  errors,
  example,
  right,
}: MethodDefinition): Json {
  return {
    name,
    summary,
    tags: [{ name: right }],
    paramStructure: "by-name",
    // Required ones first: the specification wants it even where they go by name.
    params: Object.entries(params)
      .sort(([, a], [, b]) => Number(b.required) - Number(a.required))
      .map(([param, { schema, required }]) => ({ name: param, required, schema: { ...schema } })),
    result: { name: "result", schema: { ...result } },
    errors: Object.entries(errors).map(([code, hint]) => ({
      code: rpcNumbers.method,
      message: code,
      data: { code, hint },
    })),
    examples: [
      {
        name: "example",
        params: Object.entries(example.params).map(([param, value]) => ({ name: param, value })),
      },
    ],
  };
}
