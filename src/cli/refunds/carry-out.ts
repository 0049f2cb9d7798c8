import type { AnyShape } from "../../primitives/fields/composites.ts";
import type { Json } from "../../primitives/fields/field.ts";
import type { OperationDefinition } from "../../transactions/definition.ts";
import type { Answer, Given } from "../command.ts";
import { decide } from "../decide.ts";
import type { JsonObject } from "../ledger.ts";
import { operationFromJson } from "../operations.ts";
import type { Session } from "../session.ts";

/** What is shown before an operation is signed, and how its result is shown. */
export interface Shown {
  readonly summary: string;
  readonly inWords: (result: JsonObject) => JsonObject;
}

/** One operation about refunds, with its result in what they are paid in. */
export async function carryOutRefund<B extends AnyShape, R extends AnyShape, F extends string>(
  session: Session,
  given: Given,
  type: OperationDefinition<B, R, F>,
  body: { readonly [name: string]: Json },
  shown: Shown,
): Promise<Answer> {
  const operations = [operationFromJson(type, body)];
  const account = await session.actor();
  return decide(session, given, { account, operations, ...shown });
}
