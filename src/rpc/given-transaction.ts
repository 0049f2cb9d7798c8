import { decodeTransaction } from "../chain/transaction.ts";
import { malformedAs } from "../execution/refusals.ts";
import { fromHex } from "../primitives/bytes.ts";
import type { Json, JsonContext } from "../primitives/fields/field.ts";
import { refusalError } from "./rpc-error.ts";
import { transactionFromJson } from "./transaction-json.ts";

/**
 * The bytes of a transaction that a caller gave as hexadecimal or JSON, and its id if it can be read. Bytes that cannot
 * are passed on all the same: the node has the words for what is wrong with them.
 */
export function givenTransaction(
  given: Json,
  names: JsonContext,
): { readonly bytes: Uint8Array; readonly id: Uint8Array | undefined } {
  if (typeof given !== "string") return transactionFromJson(given, names);
  const bytes = fromHex(given);
  if (bytes === undefined || bytes.length === 0) {
    const message = "The transaction is not lower-case hexadecimal without 0x.";
    throw refusalError(malformedAs("MALFORMED_TRANSACTION", message), { path: "transaction" });
  }
  const decoded = decodeTransaction(bytes);
  return { bytes, id: decoded.ok ? decoded.value.id : undefined };
}
