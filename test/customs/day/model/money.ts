import type { Bill, Books, Moment } from "./books.ts";
import { fails, type Outcome } from "./documents.ts";

const TREASURY = "treasury-cn";

function openOf({ status, tax, voided }: Bill): bigint {
  return status === "open" ? tax - voided : 0n;
}

export function deposit(
  books: Books,
  { code, minor }: { readonly code: string; readonly minor: bigint },
  { by }: Moment,
): Outcome {
  if (books.ownerOf(code) !== by) return fails("NOT_YOUR_ENTERPRISE");
  if (!books.isActive(code, "guarantor")) return fails("ENTERPRISE_NOT_ACTIVE");
  const [money, guarantee] = [books.money.get(by)!, books.guarantees.get(code)!];
  if (money.available < minor) return fails("INSUFFICIENT_BALANCE");
  money.available -= minor;
  money.held += minor;
  guarantee.deposited += minor;
  return { said: `${guarantee.deposited} ${guarantee.committed}` };
}

export function withdraw(
  books: Books,
  { code, minor }: { readonly code: string; readonly minor: bigint },
  { by }: Moment,
): Outcome {
  const guarantee = books.guarantees.get(code);
  if (guarantee === undefined || books.ownerOf(code) !== by) return fails("NOT_YOUR_GUARANTEE");
  if (minor > guarantee.deposited - guarantee.committed) return fails("COMMITTED");
  const money = books.money.get(by)!;
  money.held -= minor;
  money.available += minor;
  guarantee.deposited -= minor;
  return { said: `${guarantee.deposited} ${guarantee.committed}` };
}

/** The guarantor pays, and its guarantee is free of it. */
export function pay(books: Books, list: string, { by, timeMs }: Moment): Outcome {
  const bill = books.bills.get(list);
  if (bill === undefined) return fails("UNKNOWN_BILL");
  if (books.ownerOf(bill.assureCode) !== by) return fails("NOT_YOUR_BILL");
  // Past its last day it is drawn, whether that has been done or not.
  const minor = timeMs > bill.payBy ? 0n : openOf(bill);
  if (minor === 0n) return fails("NOTHING_OWED");
  if (timeMs < bill.payFrom) return fails("NOT_PAYABLE_YET");
  const money = books.money.get(by)!;
  if (money.available < minor) return fails("INSUFFICIENT_BALANCE");
  money.available -= minor;
  books.money.get(TREASURY)!.available += minor;
  books.guarantees.get(bill.assureCode)!.committed -= minor;
  [bill.status, bill.paid] = ["paid", minor];
  return { said: String(minor) };
}

export function refund(books: Books, list: string): Outcome {
  const bill = books.bills.get(list);
  if (bill === undefined) return fails("UNKNOWN_BILL");
  const minor = bill.refundDue - bill.refunded;
  if (minor === 0n) return fails("NOTHING_DUE");
  books.money.get(TREASURY)!.available -= minor;
  books.money.get(books.ownerOf(bill.assureCode)!)!.available += minor;
  bill.refunded += minor;
  return { said: String(minor) };
}

/** Nobody paid in time: it is taken from the guarantee. */
export function draw(books: Books, list: string): void {
  const bill = books.bills.get(list)!;
  const minor = openOf(bill);
  if (minor === 0n) return;
  const guarantee = books.guarantees.get(bill.assureCode)!;
  guarantee.deposited -= minor;
  guarantee.committed -= minor;
  books.money.get(books.ownerOf(bill.assureCode)!)!.held -= minor;
  books.money.get(TREASURY)!.available += minor;
  [bill.status, bill.paid] = ["drawn", minor];
}
