import { toHex } from "../../../../src/primitives/bytes.ts";
import { claims, listNumbers } from "../../../../src/transactions/customs/lists/records.ts";
import { messages } from "../../../../src/transactions/customs/messages.ts";
import {
  orderId,
  slipId,
  waybillId,
  waybillNumberId,
} from "../../../../src/transactions/customs/orders/records.ts";
import { compareDocuments } from "./documents.ts";
import { compareLists } from "./lists.ts";
import { compareCounts, compareMoney } from "./money.ts";
import { partsOf, type Sides } from "./sides.ts";

/** Every object that a day left behind, on either side, and that the ledger has no others. */
export function compareAll(sides: Sides): void {
  compareDocuments(sides);
  compareLists(sides);
  compareMoney(sides);
  compareCounts(sides);
  compareNumbers(sides);
  compareSizes(sides);
}

/** Which numbers name which list, which lists wait for which documents, what each message was about. */
function compareNumbers({ model: { books }, ledger: { state }, names, report }: Sides): void {
  for (const [number, wanted] of books.listNumbers) {
    report.compared++;
    report.same(number, names.nameOf(listNumbers.read(state, number)?.id), wanted);
  }
  for (const [name, wanted] of books.claims) {
    report.compared++;
    const found = claims.read(state, idOf(name))?.lists.map((one) => names.nameOf(one));
    report.same(`lists that wait for ${name}`, found, wanted);
  }
  for (const [guid, name] of books.messages) {
    report.compared++;
    const found = messages.read(state, guid);
    const [kind, ...rest] = name.split(" ") as [string, ...string[]];
    const id = kind === "list" ? names.list(rest.join(" ")) : idOf(name);
    const said = kind === "slip" ? "payment" : kind;
    report.same(guid, found && [found.kind, toHex(found.id)], [said, toHex(id)]);
  }
}

/** The id of a document, or of a waybill's number, by its name in the model. */
function idOf(name: string): Uint8Array {
  const [kind, code, no, use] = partsOf(name);
  if (kind === "order") return orderId(code, no);
  if (kind === "slip") return slipId(code, no);
  return kind === "number" ? waybillNumberId(code, no) : waybillId(code, no, use);
}

function compareSizes({ model: { books }, ledger: { state }, report }: Sides): void {
  const wanted: Readonly<Record<string, number>> = {
    order: books.orders.size,
    payment: books.slips.size,
    waybill: books.waybills.size,
    "waybill-number": books.numbers.size,
    list: books.lists.size,
    "list-number": books.listNumbers.size,
    bill: books.bills.size,
    claim: books.claims.size,
    message: books.messages.size,
    "summary-of": books.summed.size,
    entry: books.entries.size,
  };
  const found = new Map<string, number>();
  for (const key of state.values.keys()) {
    const [family, kind] = key.split("/", 2) as [string, string];
    if (family === "customs") found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of Object.entries(wanted)) {
    report.same(`how many of customs/${kind}`, found.get(kind) ?? 0, count);
  }
}
