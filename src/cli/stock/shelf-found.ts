import { CliError } from "../errors.ts";
import { type JsonObject, listOf, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** A shelf as trade_stock shows it. Throws UNKNOWN_SHELF. */
export async function shelfFound(
  session: Session,
  shelf: { readonly warehouse: string; readonly merchant: string; readonly itemNo: string },
): Promise<JsonObject> {
  const answer = objectOf(await session.call("trade_stock", shelf), "trade_stock");
  const [found] = listOf(answer["shelves"], "shelves");
  if (found !== undefined) return objectOf(found, "shelf");
  const { warehouse, merchant, itemNo } = shelf;
  const message = `Nothing of ${merchant}'s article ${itemNo} was ever in ${warehouse}.`;
  throw new CliError("UNKNOWN_SHELF", message, "`portolan trade stock` shows the shelves of both.");
}
