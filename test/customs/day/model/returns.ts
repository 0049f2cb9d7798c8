import { DAYS } from "../world.ts";
import type { ReturnLine } from "../words.ts";
import { type Books, endAfter, type List, type Moment, note } from "./books.ts";
import { count } from "./counts.ts";
import { fails, type Outcome } from "./documents.ts";
import { isList, listHere, ownList } from "./lists.ts";
import { orderName } from "./matching.ts";
import { part, taxOf } from "./tax.ts";

interface Announced {
  readonly guid: string;
  readonly list: string;
  readonly lines: readonly ReturnLine[];
}
interface Placed {
  readonly list: string;
  readonly place: number;
}

/** Goods of a released list are announced to come back. */
export function announce(books: Books, act: Announced, moment: Moment): Outcome {
  const list = ownList(books, act.list, moment.by);
  if (!isList(list)) return list;
  if (books.messages.has(act.guid)) return fails("MESSAGE_REPEATED");
  if (list.releasedAt === undefined) return fails("NOT_RELEASED");
  for (const { line, quantity } of act.lines) {
    const all = list.said.lines[line]?.quantity;
    if (all === undefined) return fails("NO_SUCH_LINE");
    if (list.returning[line]! + list.returned[line]! + quantity > all)
      return fails("MORE_THAN_LEFT");
  }
  const isExport = list.said.direction === "export";
  const applyBy = endAfter(list.releasedAt, isExport ? DAYS.exportReturn : DAYS.returnApply);
  const arriveBy = endAfter(list.releasedAt, isExport ? DAYS.exportReturn : DAYS.returnArrive);
  const inTime = moment.timeMs <= applyBy;
  books.messages.set(act.guid, `list ${list.name}`);
  const place = list.returns.length;
  list.returns.push({ lines: act.lines, inTime, arriveBy, status: "filed", taxFree: undefined });
  for (const { line, quantity } of act.lines) list.returning[line]! += quantity;
  note(list, "return", moment, String(place));
  return { said: `${place} ${inTime} ${arriveBy}` };
}

export function letIn(
  books: Books,
  { list: name, place, approve }: Placed & { readonly approve: boolean },
  moment: Moment,
): Outcome {
  const list = listHere(books, name, moment.by);
  if (!isList(list)) return list;
  const one = list.returns[place];
  if (one === undefined) return fails("UNKNOWN_RETURN");
  if (one.status !== "filed") return fails("WRONG_STATUS");
  one.status = approve ? "approved" : "refused";
  if (!approve) for (const { line, quantity } of one.lines) list.returning[line]! -= quantity;
  note(list, approve ? "return-approve" : "return-refuse", moment, String(place));
  return { said: String(approve) };
}

/** Goods are back: in time, their tax is off the bill and their value off the year. */
export function back(books: Books, { list: name, place }: Placed, moment: Moment): Outcome {
  const list = listHere(books, name, moment.by);
  if (!isList(list)) return list;
  const one = list.returns[place];
  if (one === undefined) return fails("UNKNOWN_RETURN");
  if (one.status !== "approved") return fails("WRONG_STATUS");
  one.status = "arrived";
  one.taxFree = one.inTime && moment.timeMs <= one.arriveBy;
  let [tax, value] = [0n, 0n];
  for (const { line, quantity } of one.lines) {
    const assessed = list.assessed?.lines[line];
    if (assessed !== undefined && one.taxFree) {
      const [all, before] = [list.said.lines[line]!.quantity, list.returned[line]!];
      tax += part(taxOf(assessed), all, before, quantity);
      value += part(assessed.value, all, before, quantity);
    }
    list.returning[line]! -= quantity;
    list.returned[line]! += quantity;
  }
  note(list, "return-arrive", moment, `${place}_${one.taxFree ? "tax-free" : "late"}`);
  restore(books, list, tax, value);
  count(books, list, "returned", moment.timeMs);
  return { said: `${one.taxFree} ${tax} ${value}` };
}

function restore(books: Books, { name, said }: List, tax: bigint, value: bigint): void {
  const bill = books.bills.get(name);
  if (bill === undefined) return;
  const order = books.orders.get(orderName(said.ebpCode, said.orderNo))!;
  books.year(order.said.buyer!, order.year).used -= value;
  bill.voided += tax;
  if (bill.status === "open") {
    books.guarantees.get(bill.assureCode)!.committed -= tax;
    if (bill.voided === bill.tax) bill.status = "void";
  } else bill.refundDue += tax;
}
