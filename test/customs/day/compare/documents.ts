import {
  orderId,
  orders,
  slipId,
  slips,
  waybillId,
  waybills,
} from "../../../../src/transactions/customs/orders/records.ts";
import type { Document } from "../model/books.ts";
import { historyOf, partsOf, type Sides } from "./sides.ts";

/** What the ledger keeps of every document. */
interface Kept {
  readonly id: Uint8Array;
  readonly guid: string;
  readonly appStatus: string;
  readonly status: string;
  readonly usedBy: Uint8Array | undefined;
  readonly steps: number;
  readonly timeMs: number;
}

/** Every order, slip and waybill, and its history. */
export function compareDocuments(sides: Sides): void {
  const { books } = sides.model;
  const { state } = sides.ledger;
  for (const [name, one] of books.orders) {
    const [, code, no] = partsOf(name);
    const found = orders.read(state, orderId(code, no));
    const more = found && [
      found.reserved,
      found.year,
      found.expiresAt,
      found.acturalPaid,
      found.lines.length,
    ];
    const { said, reserved, year, expiresAt } = one;
    const wanted = [reserved, year, expiresAt, said.acturalPaid, said.lines.length];
    compareDocument(sides, one, { found, more }, wanted);
  }
  for (const [name, one] of books.slips) {
    const [, code, no] = partsOf(name);
    const found = slips.read(state, slipId(code, no));
    compareDocument(sides, one, { found, more: found?.amountPaid }, one.said.amountPaid);
  }
  for (const [name, one] of books.waybills) {
    const [, code, no, use] = partsOf(name);
    const found = waybills.read(state, waybillId(code, no, use));
    const more = [found?.logisticsStatus, found?.arrivedAt];
    compareDocument(sides, one, { found, more }, [one.where, one.arrivedAt]);
  }
}

function compareDocument(
  sides: Sides,
  { name, guid, isDraft, status, usedBy, timeMs, events }: Document,
  { found, more }: { readonly found: Kept | undefined; readonly more: unknown },
  wanted: unknown,
): void {
  sides.report.compared++;
  const ledger = found && {
    ...{ guid: found.guid, isDraft: found.appStatus === "draft", status: found.status },
    ...{ usedBy: sides.names.nameOf(found.usedBy), timeMs: found.timeMs, more },
    events: historyOf(sides, found.id, found.steps),
  };
  const model = { guid, isDraft, status, usedBy, timeMs, more: wanted, events };
  sides.report.same(name, ledger, model);
}
