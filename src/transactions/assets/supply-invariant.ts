import type { Entry, LedgerReader, Writes } from "../../state/ledger.ts";
import { assets, BALANCE_PREFIX, balances } from "./records.ts";

/**
 * Supply = Σ balances + holds, for every asset (docs/domain section 1). It held before, so it holds after a transaction
 * exactly if the supply moved by as much as the balances that the transaction touched. False: somebody's rule is wrong,
 * and the ledger drops the transaction rather than create or lose money.
 */
export function supplyIsConserved(before: LedgerReader, writes: Writes): boolean {
  const drift = new Map<string, bigint>();
  const add = (asset: string, delta: bigint): void => {
    drift.set(asset, (drift.get(asset) ?? 0n) + delta);
  };
  for (const [key, after] of writes) {
    if (key.startsWith(BALANCE_PREFIX)) {
      const asset = key.slice(key.lastIndexOf("/") + 1);
      add(asset, totalOf(after) - totalOf(before.entry(key)));
    } else if (key.startsWith("asset/")) {
      add(key.slice("asset/".length), supplyOf(before.entry(key)) - supplyOf(after));
    }
  }
  return [...drift.values()].every((delta) => delta === 0n);
}

function totalOf(entry: Entry | undefined): bigint {
  if (entry === undefined) return 0n;
  const { available, held } = balances.meaningOf(entry);
  return available + held;
}

function supplyOf(entry: Entry | undefined): bigint {
  return entry === undefined ? 0n : assets.meaningOf(entry).supply;
}
