import type { AnyShape } from "../../primitives/fields/composites.ts";
import type { Json } from "../../primitives/fields/field.ts";
import type { OperationDefinition } from "../../transactions/definition.ts";
import type { Answer, Given } from "../command.ts";
import { decide } from "../decide.ts";
import { operationFromJson } from "../operations.ts";
import type { Session } from "../session.ts";
import { batchInWords } from "./in-words.ts";

/** One operation about a batch, with its result in units: at once, or proposed to the account's other signers. */
export async function carryOutBatch<B extends AnyShape, R extends AnyShape, F extends string>(
  session: Session,
  given: Given,
  type: OperationDefinition<B, R, F>,
  body: { readonly [name: string]: Json },
  summary: string,
): Promise<Answer> {
  const operations = [operationFromJson(type, body)];
  const account = await session.actor();
  return decide(session, given, { account, operations, summary, inWords: batchInWords });
}
