import { fromHex, toHex } from "../../primitives/bytes.ts";
import { invoiceId } from "../../transactions/trade/refunds/invoices.ts";
import { CliError, usageError } from "../errors.ts";
import { type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** The id of an invoice as people type it: 64 digits, SELLER/CODE/NUMBER, or SELLER/NUMBER if it has no code. Throws a usage error: INVOICE_FORMAT. */
export function invoiceNamed(text: string): string {
  if (fromHex(text)?.length === 32) return text;
  const [, seller, code, number] =
    /^([0-9A-Z]{18})\/(?:([0-9]{10,12})\/)?([0-9]{8}|[0-9]{20})$/.exec(text) ?? [];
  if (seller !== undefined) return toHex(invoiceId(seller, code, number!));
  const hint = "Write its id, or seller, code and number: 91440101MA5TRADE01/4400231130/00560001.";
  throw usageError("INVOICE_FORMAT", `"${text}" names no invoice.`, hint);
}

/** The invoice that was typed. Throws UNKNOWN_INVOICE. */
export async function invoiceFound(session: Session, typed: string): Promise<JsonObject> {
  const found = await session.call("trade_invoice", { id: invoiceNamed(typed) });
  if (found !== null) return objectOf(found, "trade_invoice");
  const hint = "`portolan trade invoices` shows those of a buyer.";
  throw new CliError("UNKNOWN_INVOICE", `No invoice ${typed} is filed.`, hint);
}
