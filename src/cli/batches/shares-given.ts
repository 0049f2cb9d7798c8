import { quantityOf } from "../customs/quantity.ts";
import { usageError } from "../errors.ts";

/** A batch and how much of it, as people type it: LOT-7/1=2.5. Throws usage errors: SHARE_FORMAT, QUANTITY_FORMAT. */
export function shareOf(text: string): { readonly of: string; readonly quantity: string } {
  // Numbers may hold the sign themselves; quantities do not.
  const at = text.lastIndexOf("=");
  if (at > 0) return { of: text.slice(0, at), quantity: quantityOf(text.slice(at + 1)) };
  const hint = "Write what it is and how much of it with = between: LOT-7/1=2.5.";
  throw usageError("SHARE_FORMAT", `"${text}" says of no quantity what it is.`, hint);
}
