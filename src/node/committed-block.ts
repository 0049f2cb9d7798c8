import type { ExecutedBlock } from "../execution/block-tree.ts";
import type { CommittedBlock } from "../rpc/context.ts";

/** A final block as readers get it. */
export function committedBlock({
  header,
  digest,
  block,
  transactions,
  receipts,
}: ExecutedBlock): CommittedBlock {
  return {
    height: header.height,
    digest,
    block,
    transactions: transactions.map(({ transaction }) => transaction),
    receipts,
  };
}
