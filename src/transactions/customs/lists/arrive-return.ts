import { field } from "../../../primitives/fields/index.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { addEvent } from "../history.ts";
import { orderId, orders } from "../orders/records.ts";
import { goodsBack } from "../../trade/refunds/goods-back.ts";
import { count } from "../statistics/count.ts";
import { change } from "../tax/annual.ts";
import { partOf, sumOf } from "../tax/assess.ts";
import { voidPart } from "../tax/bill.ts";
import { listForOffice, officeFailures } from "./list-for.ts";
import { type ListRecord, lists } from "./records.ts";
import { addLines } from "./return.ts";
import { placeFailures, type ReturnRecord, returns } from "./returns.ts";

/** customs.list.return.arrive: customs has seen that goods came back; in time, they are free of tax. */
export const arriveReturn = defineOperation({
  tag: 0x0426,
  name: "customs.list.return.arrive",
  since: 8,
  summary: "Customs says that returned goods are back; in time, their tax is taken off.",
  signatories: ["customs"],
  threshold: "medium",
  body: field.record({ list: field.hash(), place: field.uint(16) }),
  result: field.record({
    taxFree: field.bool(),
    /** Taken off the list's tax bill, and given back to the buyer's annual limit; minor units. */
    tax: field.uint64(),
    value: field.uint64(),
  }),
  failures: { ...officeFailures, ...placeFailures },
  keys: ({ body }) => [lists.key(body.list), returns.key(body.list, body.place)],
  check: () => undefined,
  apply({ source, body: { list: id, place }, ...moment }, ledger) {
    const list = listForOffice(ledger, source, id);
    if (typeof list === "string") return fail(list);
    const one = returns.read(ledger, id, place);
    if (one === undefined) return fail("UNKNOWN_RETURN");
    if (one.status !== "approved") return fail("WRONG_STATUS");
    const taxFree = one.inTime && moment.timeMs <= one.arriveBy;
    returns.write(ledger, { ...one, status: "arrived", taxFree }, id, place);
    const back = taxFree ? worthOf(list, one.lines) : { tax: 0n, value: 0n };
    restore(ledger, list, back, moment.timeMs);
    const code = `${place} ${taxFree ? "tax-free" : "late"}`;
    const steps = addEvent(ledger, list, "return-arrive", { source, ...moment }, { code });
    const returning = addLines(list.returning, one.lines, -1n);
    const returned = addLines(list.returned, one.lines, 1n);
    const after = { ...list, returning, returned, steps };
    lists.write(ledger, after, id);
    goodsBack(ledger, after, { source, ...moment });
    count(ledger, list, "returned", moment.timeMs);
    return done({ taxFree, ...back });
  },
});

/** Tax and dutiable value of what comes back. Exports have none of either. */
function worthOf(
  { assessed, content, returned }: ListRecord,
  lines: ReturnRecord["lines"],
): { readonly tax: bigint; readonly value: bigint } {
  let [tax, value] = [0n, 0n];
  for (const { line, quantity } of assessed === undefined ? [] : lines) {
    const [owed, all] = [assessed!.lines[line]!, content.lines[line]!.quantity];
    tax += partOf(sumOf(owed), all, returned[line]!, quantity);
    value += partOf(owed.value, all, returned[line]!, quantity);
  }
  return { tax, value };
}

function restore(
  ledger: Ledger,
  { id, content }: ListRecord,
  { tax, value }: { readonly tax: bigint; readonly value: bigint },
  timeMs: number,
): void {
  if (value === 0n && tax === 0n) return;
  const order = orders.read(ledger, orderId(content.ebpCode, content.orderNo))!;
  change(ledger, order, 0n, -value);
  voidPart(ledger, id, tax, timeMs);
}
