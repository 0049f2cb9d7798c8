import type { OperationEnvelope } from "../chain/transaction.ts";
import { encode, parseJson } from "../primitives/fields/codec.ts";
import { type AnyShape, type RecordOf } from "../primitives/fields/composites.ts";
import {
  FieldError,
  type Json,
  type JsonContext,
  type Problem,
} from "../primitives/fields/field.ts";
import type { OperationDefinition } from "../transactions/definition.ts";
import { type CliError, usageError } from "./errors.ts";

/** An operation on the wire from its type and body. A value out of bounds is a wrong option: it throws a usage error. */
export function operationOf<B extends AnyShape, R extends AnyShape, F extends string>(
  type: OperationDefinition<B, R, F>,
  body: RecordOf<B>,
  source?: Uint8Array,
): OperationEnvelope {
  try {
    return { tag: type.tag, source, body: encode(type.body, body) };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw malformedBody(type.name, error.problem);
  }
}

/** The same from a body as JSON, in which nothing is a name unless the context resolves it. */
export function operationFromJson<B extends AnyShape, R extends AnyShape, F extends string>(
  type: OperationDefinition<B, R, F>,
  body: { readonly [name: string]: Json },
  context: JsonContext = {},
): OperationEnvelope {
  const parsed = parseJson(type.body, body, context);
  if (parsed.ok) return operationOf(type, parsed.value);
  throw malformedBody(type.name, parsed.problem);
}

function malformedBody(type: string, { path, message }: Problem): CliError {
  const hint = `\`portolan op ${type} --schema\` shows what the body takes.`;
  return usageError("MALFORMED_BODY", `${path === "" ? "body" : path} ${message}.`, hint);
}
