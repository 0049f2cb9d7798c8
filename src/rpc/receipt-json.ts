import type { Receipt } from "../chain/receipt.ts";
import type { OperationEnvelope } from "../chain/transaction.ts";
import { commonFailures } from "../execution/refusals.ts";
import { toHex } from "../primitives/bytes.ts";
import { decode } from "../primitives/fields/codec.ts";
import type { Json } from "../primitives/fields/field.ts";
import { operationTypeByTag } from "../transactions/table.ts";

/** A receipt with its results read by the types of the transaction's operations, and a failure's sentence. */
export function receiptToJson(
  { transaction, code, failedOperation, results }: Receipt,
  operations: readonly OperationEnvelope[],
): Json {
  const hint = hintOf(code, operations[failedOperation ?? 0]);
  return {
    transaction: toHex(transaction),
    code,
    failedOperation: failedOperation ?? null,
    results: results.map((bytes, index) => resultToJson(bytes, operations[index])),
    ...(hint === undefined ? {} : { hint }),
  };
}

function resultToJson(bytes: Uint8Array, operation: OperationEnvelope | undefined): Json {
  const type = operation === undefined ? undefined : operationTypeByTag(operation.tag);
  const decoded = type === undefined ? undefined : decode(type.result, bytes);
  if (type === undefined || decoded?.ok !== true) {
    return { type: type?.name ?? "unknown", result: toHex(bytes) }; // of a version that this program does not know
  }
  return { type: type.name, result: type.result.toJson(decoded.value) };
}

function hintOf(code: string, operation: OperationEnvelope | undefined): string | undefined {
  if (code === "OK") return undefined;
  const own = operation === undefined ? undefined : operationTypeByTag(operation.tag)?.failures;
  return own?.[code] ?? (commonFailures as Readonly<Record<string, string>>)[code];
}
