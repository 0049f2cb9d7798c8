import { fromHex, toHex } from "../../primitives/bytes.ts";
import { saleId } from "../../transactions/trade/stock/sales.ts";
import { CliError, usageError } from "../errors.ts";
import { type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/**
 * The id of an order of another mall as people type it: 64 digits, or MERCHANT/MALL/NUMBER. A mall whose name holds a slash is named by
 * the id. Throws a usage error: SALE_FORMAT.
 */
export function saleNamed(text: string): string {
  if (fromHex(text)?.length === 32) return text;
  const [merchant = "", mall = "", ...rest] = text.split("/");
  const externalNo = rest.join("/");
  if (merchant !== "" && mall !== "" && externalNo !== "")
    return toHex(saleId(merchant, mall, externalNo));
  const hint = "Write its id, or merchant, mall and number: 440196000M/Tmall/2611190042.";
  throw usageError("SALE_FORMAT", `"${text}" names no order of another mall.`, hint);
}

/** The order that was typed, with all that trade_sale says of it. Throws UNKNOWN_SALE. */
export async function saleFound(session: Session, typed: string): Promise<JsonObject> {
  const found = await session.call("trade_sale", { id: saleNamed(typed) });
  if (found !== null) return objectOf(found, "trade_sale");
  const hint = "`portolan trade sales` shows those of an enterprise.";
  throw new CliError("UNKNOWN_SALE", `There is no order ${typed} of another mall.`, hint);
}
