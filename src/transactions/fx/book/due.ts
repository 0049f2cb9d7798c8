import type { Ledger } from "../../../state/ledger.ts";
import { leave } from "./queue.ts";
import { offers } from "./records.ts";

/** An offer's time has passed: it leaves the book, unless it did before. */
export function expireOffer(ledger: Ledger, id: Uint8Array): void {
  if (ledger.has(offers.key(id))) leave(ledger, { id });
}
