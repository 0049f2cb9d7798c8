import type { AnyShape } from "../../primitives/fields/composites.ts";
import type { Json } from "../../primitives/fields/field.ts";
import type { OperationDefinition } from "../../transactions/definition.ts";
import type { Answer, Given } from "../command.ts";
import { decide } from "../decide.ts";
import { operationFromJson } from "../operations.ts";
import type { Session } from "../session.ts";
import { transact } from "../transact.ts";
import { stockInWords } from "./in-words.ts";

/**
 * One operation about stock, with its result in units. Where a second person has to sign, the signers sign together and at once: who
 * approves a proposal is not told to the operation.
 */
export async function carryOutStock<B extends AnyShape, R extends AnyShape, F extends string>(
  session: Session,
  given: Given,
  type: OperationDefinition<B, R, F>,
  body: { readonly [name: string]: Json },
  summary: string,
): Promise<Answer> {
  const operations = [operationFromJson(type, body)];
  const intent = { account: await session.actor(), operations, summary, inWords: stockInWords };
  return type.direct === true ? transact(session, intent) : decide(session, given, intent);
}
