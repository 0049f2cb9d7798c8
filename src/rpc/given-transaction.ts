import { malformedAs } from "../execution/refusals.ts";
import { fromHex } from "../primitives/bytes.ts";
import type { Json, JsonContext } from "../primitives/fields/field.ts";
import { refusalError } from "./rpc-error.ts";
import { transactionFromJson } from "./transaction-json.ts";

/**
 * The bytes of a transaction that a caller gave as hexadecimal or JSON. Bytes that cannot be read are passed on all the same: the
 * node has the words for what is wrong with them.
 */
export function givenTransaction(given: Json, names: JsonContext): Uint8Array {
  if (typeof given !== "string") return transactionFromJson(given, names).bytes;
  const bytes = fromHex(given);
  if (bytes === undefined || bytes.length === 0) {
    const message = "The transaction is not lower-case hexadecimal without 0x.";
    throw refusalError(malformedAs("MALFORMED_TRANSACTION", message), { path: "transaction" });
  }
  return bytes;
}
