import type { OperationEnvelope } from "../chain/transaction.ts";
import { encode } from "../primitives/fields/codec.ts";
import { type AnyShape, type RecordOf } from "../primitives/fields/composites.ts";
import { FieldError } from "../primitives/fields/field.ts";
import type { OperationDefinition } from "../transactions/definition.ts";
import { usageError } from "./errors.ts";

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
    const { path, message } = error.problem;
    const hint = `\`portolan op ${type.name} --schema\` shows what the body takes.`;
    throw usageError("MALFORMED_BODY", `${path === "" ? "body" : path} ${message}.`, hint);
  }
}
