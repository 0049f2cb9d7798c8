import { equalBytes } from "../../../primitives/bytes.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { orderId, slipId, waybillNumberId } from "../orders/records.ts";
import { claims, CLAIMS_MAX, type ListContent } from "./records.ts";

/** The documents that a list names: order, number of the waybill, slip if it names one. */
export function documentsOf({
  ebpCode,
  orderNo,
  payment,
  logisticsCode,
  logisticsNo,
}: ListContent): Uint8Array[] {
  const slip = payment === undefined ? [] : [slipId(payment.payCode, payment.payTransactionId)];
  return [orderId(ebpCode, orderNo), waybillNumberId(logisticsCode, logisticsNo), ...slip];
}

/** Notes that a list waits for its documents or has them; false if too many wait for one of them. */
export function claim(ledger: Ledger, list: Uint8Array, content: ListContent): boolean {
  for (const document of documentsOf(content)) {
    const before = claimants(ledger, document);
    if (before.length === CLAIMS_MAX) return false;
    claims.write(ledger, { lists: [...before, list] }, document);
  }
  return true;
}

/** The list waits for its documents no more. */
export function unclaim(ledger: Ledger, list: Uint8Array, content: ListContent): void {
  for (const document of documentsOf(content)) {
    const rest = claimants(ledger, document).filter((one) => !equalBytes(one, list));
    if (rest.length === 0) ledger.delete(claims.key(document));
    else claims.write(ledger, { lists: rest }, document);
  }
}

/** The lists that name a document, in the order in which they came. */
export function claimants(ledger: LedgerReader, document: Uint8Array): readonly Uint8Array[] {
  return claims.read(ledger, document)?.lists ?? [];
}
