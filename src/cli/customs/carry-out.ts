import type { AnyShape } from "../../primitives/fields/composites.ts";
import type { Json } from "../../primitives/fields/field.ts";
import type { OperationDefinition } from "../../transactions/definition.ts";
import type { Answer, Given } from "../command.ts";
import { decide } from "../decide.ts";
import { operationFromJson } from "../operations.ts";
import type { Session } from "../session.ts";

/** One operation of the acting account, whose body is written as JSON-RPC takes it: at once, or proposed to its other signers. */
export async function carryOut<B extends AnyShape, R extends AnyShape, F extends string>(
  session: Session,
  given: Given,
  type: OperationDefinition<B, R, F>,
  body: { readonly [name: string]: Json },
  summary: string,
): Promise<Answer> {
  const operations = [operationFromJson(type, body)];
  return decide(session, given, { account: await session.actor(), operations, summary });
}
