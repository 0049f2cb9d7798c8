import type { AccountId } from "../../../../primitives/account-id.ts";
import { equalBytes } from "../../../../primitives/bytes.ts";
import type { Ledger } from "../../../../state/ledger.ts";
import type { Moment } from "../../../customs/history.ts";
import { orderNow } from "./due.ts";
import type { MallOrder } from "./records.ts";
import { statusFailures } from "./status.ts";

export const payerFailures = {
  UNKNOWN_ORDER: statusFailures.UNKNOWN_ORDER,
  NOT_YOUR_ORDER: "Another account pays this order, and is its buyer. trade_order shows which.",
} as const;

/** An order, as it is by now, that the source pays. */
export function orderForPayer(
  ledger: Ledger,
  source: AccountId,
  id: Uint8Array,
  moment: Moment,
): MallOrder | keyof typeof payerFailures {
  const order = orderNow(ledger, id, moment);
  if (order === undefined) return "UNKNOWN_ORDER";
  return equalBytes(order.payer, source) ? order : "NOT_YOUR_ORDER";
}
