import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Entry, Ledger, LedgerReader, Writes } from "../../../state/ledger.ts";
import { stored } from "../../stored.ts";
import { enterpriseCode } from "../codes.ts";

/** Money of a guarantor that is on hold for taxes. Amounts in minor units of the treasury's asset. */
export const guaranteeRecord = field.record({
  code: enterpriseCode,
  /** On whose balance it is held. */
  account: field.account(),
  asset: field.asset(),
  deposited: field.uint64(),
  /** What matched lists and unpaid bills need of it. */
  committed: field.uint64(),
  height: field.count(),
});
export type GuaranteeRecord = ValueOf<typeof guaranteeRecord>;

const PREFIX = "customs/guarantee/";
/** By the guarantor's code. */
export const guarantees = stored(guaranteeRecord, (code: string) => `${PREFIX}${code}`);

/** Whether a guarantor's deposit has so much left. */
export function covers(ledger: LedgerReader, code: string, tax: bigint): boolean {
  const found = guarantees.read(ledger, code);
  return found !== undefined && found.deposited - found.committed >= tax;
}

/** Commits more of a guarantee, or less. */
export function commit(ledger: Ledger, code: string, delta: bigint): void {
  if (delta === 0n) return;
  const found = guarantees.read(ledger, code)!;
  guarantees.write(ledger, { ...found, committed: found.committed + delta }, code);
}

/** What is committed is deposited, of every guarantee that a transaction touched. */
export function guaranteesCover(_before: LedgerReader, writes: Writes): boolean {
  for (const [key, after] of writes) {
    if (key.startsWith(PREFIX) && !isCovered(after)) return false;
  }
  return true;
}

function isCovered(entry: Entry | undefined): boolean {
  if (entry === undefined) return true;
  const { deposited, committed } = guarantees.meaningOf(entry);
  return committed <= deposited;
}
