import { authority } from "../chain/participant.ts";
import { signature } from "../chain/transaction.ts";
import { certificate } from "../chain/vote.ts";
import { header } from "../chain/block.ts";
import type { Json } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { participantRecord } from "../transactions/participants/records.ts";
import type { JsonSchema } from "./inputs.ts";

/** JSON Schemas of what methods answer with. */

/** An object of these members and no others; a name that ends in `?` may be missing. */
export function shape(members: { readonly [name: string]: JsonSchema }): JsonSchema {
  const entries = Object.entries(members);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, one]) => [name.replace("?", ""), one])),
    required: entries.flatMap(([name]) => (name.endsWith("?") ? [] : [name])),
    additionalProperties: false,
  };
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: "array", items };
}

export function nullable(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: "null" }] };
}

/** A record's schema with members that are not of the record itself. */
export function withMembers(
  schema: JsonSchema,
  more: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  const { properties, required, ...rest } = schema as Record<string, Json>;
  return {
    ...rest,
    properties: { ...(properties as Readonly<Record<string, Json>>), ...more },
    required: [...(required as readonly Json[]), ...Object.keys(more)],
  };
}

export function words(...values: string[]): JsonSchema {
  return { type: "string", enum: values };
}

export const text: JsonSchema = { type: "string" };
export const flag: JsonSchema = { type: "boolean" };
export const integer: JsonSchema = { type: "integer", minimum: 0 };
export const hex: JsonSchema = { type: "string", pattern: "^([0-9a-f]{2})*$" };
export const hash: JsonSchema = field.hash().schema;
export const minor: JsonSchema = field.uint64().schema;
export const account: JsonSchema = field.account().schema;
export const asset: JsonSchema = field.asset().schema;
/** Milliseconds UTC. */
export const time: JsonSchema = integer;
export const anything: JsonSchema = { type: "object" };

export const operation = shape({ type: text, "source?": nullable(account), body: anything });
export const body = shape({
  chainId: hash,
  account,
  nonce: field.bytes(16).schema,
  validUntil: time,
  operations: listOf(operation),
});
export const transaction = shape({ body, signatures: listOf(signature.schema) });

export const receipt = shape({
  transaction: hash,
  code: text,
  failedOperation: nullable(integer),
  /** One per operation, of the operation's own result type. */
  results: listOf(shape({ type: text, result: { type: ["object", "string"] } })),
  /** What a failure's code means and what to do. */
  "hint?": text,
});

export const status = {
  anyOf: [
    shape({ id: hash, status: words("pending", "expired", "unknown") }),
    shape({
      id: hash,
      status: words("committed"),
      height: integer,
      index: integer,
      timeMs: time,
      receipt,
      "transaction?": transaction,
    }),
    shape({
      "id?": hash,
      status: words("rejected"),
      kind: words("malformed", "rejected"),
      code: text,
      message: text,
      hint: text,
      "path?": text,
    }),
  ] as Json[],
} satisfies JsonSchema;

export const blockSchema = shape({
  height: integer,
  digest: hash,
  header: header.schema,
  transactions: listOf(shape({ id: hash, wireHash: hash, transaction, receipt })),
});
export const headerSchema: JsonSchema = header.schema;
export const certificateSchema: JsonSchema = certificate.schema;
export const participantSchema: JsonSchema = participantRecord.schema;
export const authoritySchema: JsonSchema = authority.schema;

export const finality = shape({ certificate: hex, headers: listOf(hex) });
export const branch = shape({ index: integer, count: integer, siblings: listOf(hash) });
