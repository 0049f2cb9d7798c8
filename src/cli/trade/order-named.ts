import { fromHex, toHex } from "../../primitives/bytes.ts";
import { orderId } from "../../transactions/customs/orders/records.ts";
import { CliError, usageError } from "../errors.ts";
import { type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** The id of an order as people type it: 64 digits, or PLATFORM/NUMBER like 440196000P/O-1. Throws a usage error: ORDER_FORMAT. */
export function orderNamed(text: string): string {
  if (fromHex(text)?.length === 32) return text;
  const slash = text.indexOf("/");
  if (slash > 0 && slash < text.length - 1) {
    return toHex(orderId(text.slice(0, slash), text.slice(slash + 1)));
  }
  const hint = "Write its id, or the platform's code and number: 440196000P/O-1.";
  throw usageError("ORDER_FORMAT", `"${text}" names no order.`, hint);
}

/** The order that was typed, with all that trade_order says of it. Throws UNKNOWN_ORDER. */
export async function orderFound(session: Session, typed: string): Promise<JsonObject> {
  const found = await session.call("trade_order", { id: orderNamed(typed) });
  if (found !== null) return objectOf(found, "trade_order");
  const hint = "`portolan trade orders` shows those that an account pays.";
  throw new CliError("UNKNOWN_ORDER", `There is no order ${typed}.`, hint);
}
