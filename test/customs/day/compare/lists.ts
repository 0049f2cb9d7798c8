import { toHex } from "../../../../src/primitives/bytes.ts";
import { lists } from "../../../../src/transactions/customs/lists/records.ts";
import { returns } from "../../../../src/transactions/customs/lists/returns.ts";
import { slipId, waybillId } from "../../../../src/transactions/customs/orders/records.ts";
import { bills } from "../../../../src/transactions/customs/tax/bill.ts";
import type { List } from "../model/books.ts";
import { historyOf, partsOf, type Sides } from "./sides.ts";

/** Every list with its tax, its returns and its bill. */
export function compareLists(sides: Sides): void {
  const { model, ledger, names, report } = sides;
  for (const [name, wanted] of model.books.lists) {
    const id = names.list(name);
    const found = lists.read(ledger.state, id);
    report.compared++;
    if (found === undefined) {
      report.same(name, undefined, name);
      continue;
    }
    const { guid, status, receipt, inspecting, preNo, invtNo, matchedAt, releasedAt, timeMs } =
      found;
    const { returning, returned, content, mismatches, cancelling: asked, steps } = found;
    report.same(
      name,
      {
        ...{ guid, status, receipt, inspecting, preNo, invtNo, matchedAt, releasedAt, timeMs },
        ...{ returning, returned, asked, mismatches: [...mismatches].sort() },
        ...{
          slip: found.slip && toHex(found.slip),
          waybill: found.waybill && toHex(found.waybill),
        },
        said: [content.tradeMode, content.insuredFee, content.lines.length],
        events: historyOf(sides, id, steps),
      },
      modelled(wanted),
    );
    compareAssessed(sides, name, wanted, found.assessed);
    compareReturns(sides, name, wanted, found.returns);
    compareBill(sides, name);
  }
}

function modelled(list: List): object {
  const { guid, status, receipt, inspecting, preNo, invtNo, matchedAt, releasedAt, timeMs } = list;
  const { returning, returned, asked, mismatches, slip, waybill, said, events } = list;
  return {
    ...{ guid, status, receipt, inspecting, preNo, invtNo, matchedAt, releasedAt, timeMs },
    ...{ returning, returned, asked, mismatches: [...mismatches].sort() },
    slip: slip && hexOf(slip),
    waybill: waybill && hexOf(waybill),
    said: [said.tradeMode, said.insuredFee, said.lines.length],
    events,
  };
}

function hexOf(document: string): string {
  const [kind, code, no, use] = partsOf(document);
  return toHex(kind === "slip" ? slipId(code, no) : waybillId(code, no, use));
}

function compareAssessed(
  { report }: Sides,
  name: string,
  { assessed: wanted }: List,
  found: { readonly treatment: string; readonly lines: readonly object[] } | undefined,
): void {
  const ofLedger = found && [found.treatment, found.lines.map(sorted)];
  report.same(`tax of ${name}`, ofLedger, wanted && [wanted.treatment, wanted.lines.map(sorted)]);
}

/** Fields in one order, whoever wrote them. */
function sorted(of: object): unknown {
  return Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));
}

function compareReturns(
  { ledger, names, report }: Sides,
  name: string,
  wanted: List,
  count: number,
): void {
  report.same(`returns of ${name}`, count, wanted.returns.length);
  for (const [place, one] of wanted.returns.entries()) {
    const found = returns.read(ledger.state, names.list(name), place);
    const { lines, inTime, arriveBy, status, taxFree } = found ?? {};
    report.compared++;
    report.same(
      `return ${place} of ${name}`,
      { lines: lines?.map(sorted), inTime, arriveBy, status, taxFree },
      { ...one, lines: one.lines.map(sorted) },
    );
  }
}

function compareBill({ model, ledger, names, report }: Sides, name: string): void {
  const [found, wanted] = [bills.read(ledger.state, names.list(name)), model.books.bills.get(name)];
  if (found === undefined || wanted === undefined)
    return report.same(`bill of ${name}`, found, wanted);
  const { duty, consumption, valueAdded, ...rest } = found;
  const { assureCode, status, voided, paid, refundDue, refunded, payFrom, payBy } = rest;
  const { parts, tax, ...modelled } = wanted;
  report.compared++;
  report.same(
    `bill of ${name}`,
    sorted({
      assureCode,
      status,
      voided,
      paid,
      refundDue,
      refunded,
      payFrom,
      payBy,
      parts: [duty, consumption, valueAdded],
    }),
    sorted({ ...modelled, parts }),
  );
  report.same(`tax of the bill of ${name}`, duty + consumption + valueAdded, tax);
}
