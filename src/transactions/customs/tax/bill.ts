import { endOfDayMs, dayOf } from "../../../primitives/civil-day.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { credit, takeHeld } from "../../assets/balance.ts";
import { whyNotReceive } from "../../assets/control.ts";
import { addDeadline } from "../../deadlines/deadlines.ts";
import { entryKey } from "../../entry-key.ts";
import { isSuspended } from "../../participants/records.ts";
import { parameterAt } from "../../rules/parameter-at.ts";
import type { ParameterName } from "../../rules/parameters.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";
import { enterpriseCode } from "../codes.ts";
import { commit, guarantees } from "./guarantee.ts";
import { treasuries } from "./treasury.ts";

/** CEB816: what a released list owes. Amounts in minor units of the treasury's asset. */
export const billRecord = field.record({
  /** Of the list. */
  id: field.hash(),
  country,
  /** Of the guarantor. */
  assureCode: enterpriseCode,
  duty: field.uint64(),
  consumption: field.uint64(),
  valueAdded: field.uint64(),
  /** What returns took off, of all taxes together. */
  voided: field.uint64(),
  status: field.choice(["open", "paid", "drawn", "void"]),
  paid: field.uint64(),
  /** What was paid of what returns took off later, and what of that was sent back. */
  refundDue: field.uint64(),
  refunded: field.uint64(),
  /** Milliseconds UTC: the first and last moment to pay it, before it is taken from the guarantee. */
  payFrom: field.count(),
  payBy: field.count(),
  height: field.count(),
  timeMs: field.count(),
});
export type BillRecord = ValueOf<typeof billRecord>;

/** By list. */
export const bills = stored(billRecord, entryKey("customs/bill"));

/** What is still to be paid of a bill. */
export function openOf({ status, duty, consumption, valueAdded, voided }: BillRecord): bigint {
  return status === "open" ? duty + consumption + valueAdded - voided : 0n;
}

/** So many days of a parameter after a moment: the end of the last, in UTC. */
export function daysAfter(
  ledger: LedgerReader,
  of: string,
  name: ParameterName,
  timeMs: number,
): number {
  const days = Number(parameterAt(ledger, of, name, timeMs).value);
  return endOfDayMs(dayOf(timeMs) + days);
}

/** Writes the bill of a list that was released. Its guarantee is committed already. */
export function makeBill(
  ledger: Ledger,
  bill: Pick<BillRecord, "id" | "country" | "assureCode" | "duty" | "consumption" | "valueAdded">,
  { height, timeMs }: { readonly height: number; readonly timeMs: number },
): void {
  const from = daysAfter(ledger, bill.country, "customs-tax-from-days", timeMs);
  const payBy = daysAfter(ledger, bill.country, "customs-tax-by-days", timeMs);
  const payFrom = Math.min(from - DAY_MS + 1, payBy); // from the beginning of that day
  const isFree = bill.duty + bill.consumption + bill.valueAdded === 0n;
  const status = isFree ? ("void" as const) : ("open" as const);
  const nothing = { voided: 0n, paid: 0n, refundDue: 0n, refunded: 0n };
  bills.write(ledger, { ...bill, ...nothing, status, payFrom, payBy, height, timeMs }, bill.id);
  if (!isFree) addDeadline(ledger, payBy, "customs-bill", bill.id);
}

const DAY_MS = 86_400_000;

/** Takes off a bill what came back without tax: unpaid tax is owed no more, paid tax is owed back. */
export function voidPart(ledger: Ledger, id: Uint8Array, tax: bigint, timeMs: number): void {
  const bill = billAt(ledger, id, timeMs);
  if (bill === undefined || tax === 0n) return;
  const voided = bill.voided + tax;
  if (bill.status === "open") {
    commit(ledger, bill.assureCode, -tax);
    const after = { ...bill, voided };
    const status = openOf(after) === 0n ? ("void" as const) : ("open" as const);
    bills.write(ledger, { ...after, status }, id);
  } else bills.write(ledger, { ...bill, voided, refundDue: bill.refundDue + tax }, id);
}

/** A bill as it is at a time: past its last day it is drawn first, whether the sweep has come by or not. */
export function billAt(ledger: Ledger, id: Uint8Array, timeMs: number): BillRecord | undefined {
  const bill = bills.read(ledger, id);
  if (bill === undefined || timeMs <= bill.payBy) return bill;
  billDue(ledger, id);
  return bills.read(ledger, id);
}

/** Nobody paid a bill in time: it is taken from the guarantee (docs/domain section 4). */
export function billDue(ledger: Ledger, id: Uint8Array): void {
  const bill = bills.read(ledger, id);
  if (bill === undefined || openOf(bill) === 0n) return;
  const minor = openOf(bill);
  const { account: to, asset } = treasuries.read(ledger, bill.country)!;
  const amount = { asset, minor };
  // Where the tax authority cannot take it now, it stays committed, and can be paid later.
  const cannot = isSuspended(ledger, to) || whyNotReceive(ledger, to, amount) !== undefined;
  if (cannot) return;
  const guarantee = guarantees.read(ledger, bill.assureCode)!;
  takeHeld(ledger, guarantee.account, amount);
  credit(ledger, to, amount);
  const rest = {
    deposited: guarantee.deposited - minor,
    committed: guarantee.committed - minor,
  };
  guarantees.write(ledger, { ...guarantee, ...rest }, bill.assureCode);
  bills.write(ledger, { ...bill, status: "drawn", paid: minor }, id);
}
