import type { AnyShape } from "../primitives/fields/composites.ts";
import type { Json } from "../primitives/fields/field.ts";
import type { OperationDefinition } from "../transactions/definition.ts";
import type { Answer, Given } from "./command.ts";
import { decide } from "./decide.ts";
import type { JsonObject } from "./ledger.ts";
import { operationFromJson } from "./operations.ts";
import type { Session } from "./session.ts";
import { transact } from "./transact.ts";

/**
 * What carries out one operation of the acting account, whose body is written as JSON-RPC takes it, and shows its result by `inWords`.
 * At once, or proposed to the account's other signers; where a second person has to sign, the signers sign together and at once, for
 * who approves a proposal is not told to the operation.
 */
export function carryingOut(inWords?: (result: JsonObject) => JsonObject) {
  return async <B extends AnyShape, R extends AnyShape, F extends string>(
    session: Session,
    given: Given,
    type: OperationDefinition<B, R, F>,
    body: { readonly [name: string]: Json },
    /** Shown before it is signed. */
    summary: string,
  ): Promise<Answer> => {
    const operations = [operationFromJson(type, body)];
    const words = inWords === undefined ? {} : { inWords };
    const intent = { account: await session.actor(), operations, summary, ...words };
    return type.direct === true ? transact(session, intent) : decide(session, given, intent);
  };
}

/** The same with the result as it comes. */
export const carryOut = carryingOut();
