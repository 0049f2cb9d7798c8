import type { AnyShape } from "../../primitives/fields/composites.ts";
import type { OperationDefinition } from "../../transactions/definition.ts";
import { carryingOut } from "../carry-out.ts";
import type { Answer, Given } from "../command.ts";
import { expiresOption } from "../decide.ts";
import type { JsonObject } from "../ledger.ts";
import { uetrGiven } from "../payment-options.ts";
import type { Session } from "../session.ts";
import { amountText } from "./amount-text.ts";
import { claimFound, minorOf } from "./claim-found.ts";
import { inRefundWords } from "./in-words.ts";

export const settleOptions = [
  { flags: "--uetr <uuid>", summary: "of the payment; a new one if absent" },
  expiresOption,
];

/** Money between treasury and exporter for one claim: `of` says how much, `words` what is shown before it is signed. The UETR is told with the answer. */
export async function settleClaim<B extends AnyShape, R extends AnyShape, F extends string>(
  session: Session,
  given: Given,
  type: OperationDefinition<B, R, F>,
  of: "refund" | "due",
  words: (amount: string, claim: JsonObject) => Promise<string> | string,
): Promise<Answer> {
  const found = await claimFound(session, given);
  const { id, claim, decimals } = found;
  const amount = await amountText(session, minorOf(found, of), found);
  const uetr = uetrGiven(given);
  const carryOut = carryingOut(inRefundWords(decimals));
  const summary = await words(amount, claim);
  const answer = await carryOut(session, given, type, { claim: id, uetr }, summary);
  const json = { uetr, ...(answer.json as object) };
  return { json, text: `UETR ${uetr}\n${answer.text}` };
}
