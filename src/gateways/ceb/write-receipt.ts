import type { DocumentOf } from "./declare/declaration.ts";
import { receipts, type ReceiptType, results, type ResultType } from "./messages/answered.ts";
import { UnwritableError, writeMessage } from "./write/write-message.ts";

/** What a receipt says of one document: whose it is, what was decided, when, and why. */
export type CebReceipt<T extends ReceiptType> = DocumentOf<(typeof receipts)[T]>["head"];

/**
 * The file of receipts that answer one type of message, e.g. "312" for CEB311. It has the number of its first receipt, so
 * that the same receipts make the same file. Throws `UnwritableError` if there is none, or for a value that no receipt can have.
 */
export function writeReceipt<T extends ReceiptType>(
  type: T,
  given: readonly CebReceipt<T>[],
): Uint8Array {
  const documents = given.map((head) => ({ head }));
  return writeMessage(receipts[type], { type, guid: guidOf(given), documents });
}

/** One of what customs makes of its own: a tax bill, its status, a summary's result. */
export type CebResult<T extends ResultType> = DocumentOf<(typeof results)[T]>;

/** The file of tax bills ("816"), their statuses ("818") or summaries' results ("792"); as `writeReceipt` otherwise. */
export function writeResult<T extends ResultType>(
  type: T,
  documents: readonly CebResult<T>[],
): Uint8Array {
  const guid = guidOf(documents.map(({ head }) => head));
  return writeMessage(results[type], { type, guid, documents });
}

function guidOf(heads: readonly { readonly guid: string }[]): string {
  const [first] = heads;
  if (first === undefined) throw new UnwritableError("MISSING", "", "Give at least one document.");
  return first.guid;
}
