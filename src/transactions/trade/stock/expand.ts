import type { LedgerReader } from "../../../state/ledger.ts";
import { QUANTITY_ONE } from "../../customs/codes.ts";
import { allocate, partsOf } from "./bundles.ts";
import type { OrderedLine, SaleLine } from "./sales.ts";

type Article = Pick<SaleLine, "of" | "itemNo" | "quantity" | "total">;

/** What an order is in articles: a bundle is so much of each of its parts, which share its price by weight. Undefined where a bundle is not in force. */
export function articlesOf(
  ledger: LedgerReader,
  merchant: string,
  ordered: readonly OrderedLine[],
  timeMs: number,
): readonly Article[] | undefined {
  const articles: Article[] = [];
  for (const [of, { itemNo, bundleNo, quantity, total }] of ordered.entries()) {
    if (itemNo !== undefined) articles.push({ of, itemNo, quantity, total });
    else {
      const parts = partsOf(ledger, merchant, bundleNo!, timeMs);
      if (parts === undefined) return undefined;
      const shares = allocate(
        total,
        parts.map(({ weight }) => weight),
      );
      const count = quantity / QUANTITY_ONE; // whole: `check` has seen to that
      for (const [at, part] of parts.entries()) {
        const one = { itemNo: part.itemNo, quantity: count * part.quantity, total: shares[at]! };
        articles.push({ of, ...one });
      }
    }
  }
  return articles;
}
