import type { Ledger } from "../../../state/ledger.ts";
import { asked, quotes, requests } from "./records.ts";
import { dropQuote } from "./use.ts";

/** A quote's time has passed: it is there no more, unless it was used, or a held payment has it. */
export function expireQuote(ledger: Ledger, id: Uint8Array): void {
  const quote = quotes.read(ledger, id);
  if (quote !== undefined && quote.payment === undefined) dropQuote(ledger, quote);
}

/** Nobody can answer a request any more. */
export function expireRequest(ledger: Ledger, id: Uint8Array): void {
  const request = requests.read(ledger, id);
  if (request === undefined) return;
  for (const maker of request.makers) ledger.delete(asked.key(maker, id));
  ledger.delete(requests.key(id));
}
