import type { Ledger } from "../../../state/ledger.ts";
import { lists } from "../../customs/lists/records.ts";
import { giveGoods } from "./claimed.ts";
import type { ClaimRecord } from "./claims.ts";
import { invoices } from "./invoices.ts";
import { exportRecords, holdFob } from "./receipts.ts";
import { leftOf } from "./worth.ts";

/** A claim that came to nothing gives free what it held: goods that are still abroad, and their part of invoices and receipts. */
export function free(ledger: Ledger, { id, code, entryId, lines }: ClaimRecord): void {
  for (const line of lines) {
    giveGoods(ledger, line.list, line.line, line.left, id);
    const { currency } = lists.read(ledger, line.list)!.content;
    const record = exportRecords.read(ledger, entryId, code)!;
    holdFob(ledger, record, currency, -leftOf(line.fob, line));
    const invoice = line.invoice && invoices.read(ledger, line.invoice)!;
    if (invoice === undefined) continue;
    const claimed = invoice.claimed - leftOf(line.base, line);
    invoices.write(ledger, { ...invoice, claimed }, invoice.id);
  }
}
