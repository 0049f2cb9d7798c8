import type { Payer } from "../../../src/cli/load/payer.ts";
import type { OfflineChain, Order } from "./offline-chain.ts";

/** A hundred operations are what a transaction may hold. */
const PER_TRANSACTION = 100;
/** As many as the documents of a thousand parcels, far below the bytes that a block may have. */
const PER_BLOCK = 4_000;

/**
 * Appends `count` operations of one payer, `orderOf` by number from 0, in as many blocks as they need. Those of one block come in an
 * order that nobody chooses: none of them may need another of the same call. `onBlock` hears how many are done.
 */
export async function appendInBlocks(
  chain: OfflineChain,
  by: Payer,
  count: number,
  orderOf: (number: number) => Order,
  onBlock: (done: number) => void,
): Promise<void> {
  for (let from = 0; from < count; from += PER_BLOCK) {
    const to = Math.min(count, from + PER_BLOCK);
    const transactions = [];
    for (let at = from; at < to; at += PER_TRANSACTION) {
      const size = Math.min(PER_TRANSACTION, to - at);
      const orders = Array.from({ length: size }, (_, i) => orderOf(at + i));
      transactions.push(chain.transaction(by.account, orders, [by]));
    }
    const receipts = await chain.append(transactions);
    if (receipts.length < transactions.length) throw new Error("a block had not room for all");
    onBlock(to);
  }
}
