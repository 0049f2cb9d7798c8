import { setImmediate as nextTurn } from "node:timers/promises";

import { header } from "../chain/block.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import type { CommittedBlock } from "./context.ts";
import { rpcLimits } from "./limits.ts";
import { receiptToJson } from "./receipt-json.ts";
import { transactionToJson } from "./transaction-json.ts";

/**
 * A block with its transactions and receipts. A full block has thousands, and the event loop also drives consensus: it
 * gets its turn in between.
 */
export async function blockToJson(committed: CommittedBlock): Promise<Json> {
  const { height, digest, block } = committed;
  const transactions: Json[] = [];
  for (const [index, { id, wireHash }] of block.transactions.entries()) {
    if (index % rpcLimits.transactionsPerTurn === rpcLimits.transactionsPerTurn - 1) {
      await nextTurn();
    }
    const entry = transactionEntry(committed, index);
    transactions.push({ id: toHex(id), wireHash: toHex(wireHash), ...entry });
  }
  return { height, digest: toHex(digest), header: header.toJson(block.header), transactions };
}

/** What a block's subscriber gets: ids and outcomes, not bodies. */
export function blockSummary({ height, digest, block, receipts }: CommittedBlock): Json {
  return {
    height,
    digest: toHex(digest),
    header: header.toJson(block.header),
    transactions: block.transactions.map(({ id }, index) => ({
      id: toHex(id),
      code: receipts[index]!.code,
    })),
  };
}

export function transactionEntry(
  { transactions, receipts }: CommittedBlock,
  index: number,
): { transaction: Json; receipt: Json } {
  const transaction = transactions[index]!;
  return {
    transaction: transactionToJson(transaction),
    receipt: receiptToJson(receipts[index]!, transaction.body.operations),
  };
}
