import type { LedgerReader } from "../../../state/ledger.ts";
import { type PairRecord, pairOf, pairs } from "./records.ts";

export const pairFailures = {
  UNKNOWN_PAIR:
    "The two assets have no book with this one as base. Exchange them, or have it opened.",
} as const;

export function pairNamed(
  ledger: LedgerReader,
  base: Uint8Array,
  quote: Uint8Array,
): PairRecord | undefined {
  return pairs.read(ledger, pairOf(base, quote));
}
