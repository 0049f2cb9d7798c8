import type { Refusal } from "../execution/refusals.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import { transactionEntry } from "./block-json.ts";
import type { CommitFeed } from "./commit-feed.ts";
import type { TransactionStatus } from "./context.ts";

/** A transaction's status; of a committed one the place, the time and the receipt, and if wanted the transaction. */
export function statusToJson(
  id: Uint8Array,
  status: TransactionStatus,
  commits: CommitFeed,
  options: { readonly withTransaction?: boolean } = {},
): Json {
  if (status.status === "rejected") return { id: toHex(id), ...rejectionToJson(status.refusal) };
  if (status.status !== "committed") return { id: toHex(id), status: status.status };
  const { height, index } = status;
  const committed = commits.block(height);
  if (committed === undefined)
    throw new Error(`block ${height} of a committed transaction is gone`);
  const { transaction, receipt } = transactionEntry(committed, index);
  return {
    id: toHex(id),
    status: "committed",
    height,
    index,
    timeMs: committed.block.header.timeMs,
    receipt,
    ...(options.withTransaction === true ? { transaction } : {}),
  };
}

export function rejectionToJson({ kind, code, message, hint }: Refusal): { [name: string]: Json } {
  return { status: "rejected", kind, code, message, hint };
}
