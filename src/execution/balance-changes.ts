import type { Entry, LedgerReader, Writes } from "../state/ledger.ts";
import { NOTHING } from "../transactions/assets/balance.ts";
import { balances, type Holding, holdingOf } from "../transactions/assets/records.ts";

/** A balance that became another one. Account and asset are in hexadecimal. */
interface Change {
  readonly account: string;
  readonly asset: string;
  readonly before: Holding;
  readonly after: Holding;
}

/** What one operation of a transaction did to one balance. */
export interface BalanceChange extends Change {
  /** Its place in the transaction. */
  readonly operation: number;
  /** If the operation carried out a proposal: which operation of that did it. */
  readonly approved?: number;
}

/** What changed a balance without a transaction: a word for the kind of it, and the object that it happened to. */
export interface SweepCause {
  readonly kind: string;
  readonly id: Uint8Array;
}

/** What the start of a block did to one balance, before its transactions. */
export interface SweptChange extends Change {
  readonly cause: SweepCause;
}

/**
 * The balances that an operation's writes made others than they were. One that was only written again, as by a payment to
 * oneself, has not changed. By account and asset, because the order of writes must not influence anything.
 */
export function balanceChanges(
  before: LedgerReader,
  writes: Writes,
  operation: number,
): BalanceChange[] {
  const changes: BalanceChange[] = [];
  for (const [key, entry] of writes) {
    const holding = holdingOf(key);
    if (holding === undefined) continue;
    const [from, to] = [meaning(before.entry(key)), meaning(entry)];
    if (from.available === to.available && from.held === to.held) continue;
    const { account, asset } = holding;
    changes.push({ account, asset, before: from, after: to, operation });
  }
  return changes.length > 1 ? changes.sort(byHolding) : changes;
}

function meaning(entry: Entry | undefined): Holding {
  return entry === undefined ? NOTHING : balances.meaningOf(entry);
}

function byHolding(a: BalanceChange, b: BalanceChange): number {
  if (a.account !== b.account) return a.account < b.account ? -1 : 1;
  return a.asset < b.asset ? -1 : 1;
}
