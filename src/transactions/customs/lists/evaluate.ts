import { equalBytes, toHex } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { addEvent, type Moment } from "../history.ts";
import { orderAt } from "../orders/due.ts";
import {
  orderId,
  slipId,
  slipOfOrder,
  type SlipRecord,
  slips,
  waybillNumberId,
  waybillNumbers,
  waybills,
} from "../orders/records.ts";
import { count } from "../statistics/count.ts";
import { judge, type Judged } from "../tax/judge.ts";
import { claimants } from "./claims.ts";
import { compare, type Documents } from "./compare.ts";
import { keepMatch } from "./match.ts";
import { mismatch, type Mismatch, MISMATCHES } from "./mismatches.ts";
import { CLAIMS_MAX, type ListRecord, lists } from "./records.ts";
import { whoIsNotInForce } from "./standing.ts";
import { status, type Status } from "./states.ts";

/** What became of a list when a document came: for receipts. */
export const matchResult = {
  status,
  mismatches: field.list(mismatch, MISMATCHES.length),
} as const;
export const matchResults = field.list(
  field.record({ list: field.hash(), ...matchResult }),
  3 * CLAIMS_MAX, // a slip that goes to another order matters to those that name it, and to those that name either order
);

/** The automatic match of every list that waits for a document, or one of several, as it came or changed (docs/domain section 4). */
export function evaluateAll(ledger: Ledger, documents: readonly Uint8Array[], moment: Moment) {
  const waiting = new Map(
    documents.flatMap((one) => claimants(ledger, one)).map((list) => [toHex(list), list]),
  );
  return [...waiting.values()].map((list) => {
    const { status: now, mismatches } = evaluate(ledger, lists.read(ledger, list)!, moment);
    return { list, status: now, mismatches };
  });
}

const WAITING: readonly Status[] = ["pending", "mismatched"];

/** The automatic match of one list; the list as it is then. One that does not wait for it stays as it is. */
export function evaluate(ledger: Ledger, list: ListRecord, moment: Moment): ListRecord {
  if (!WAITING.includes(list.status)) return list;
  const documents = documentsThere(ledger, list, moment.timeMs);
  if (documents === undefined) return keepMismatches(ledger, list, "pending", [], moment);
  const found = [
    ...compare(list.content, documents),
    ...whoIsNotInForce(ledger, list, documents),
    ...whatIsInUse(list, documents),
  ];
  const judged = howTaxed(ledger, list, documents, moment.timeMs);
  if (judged !== undefined && "wrong" in judged) found.push(...judged.wrong);
  else if (found.length === 0) return keepMatch(ledger, list, documents, judged, moment);
  return keepMismatches(ledger, list, "mismatched", found, moment);
}

function howTaxed(
  ledger: LedgerReader,
  list: ListRecord,
  { order }: Documents,
  timeMs: number,
): Judged | { readonly wrong: readonly Mismatch[] } | undefined {
  return list.content.direction === "import" ? judge(ledger, list, order, timeMs) : undefined;
}

/** The documents that a list names; undefined while one is missing or not declared yet. */
function documentsThere(
  ledger: LedgerReader,
  { content }: ListRecord,
  timeMs: number,
): Documents | undefined {
  const { direction, ebpCode, orderNo, payment, logisticsCode, logisticsNo } = content;
  const order = orderAt(ledger, orderId(ebpCode, orderNo), timeMs);
  const number = waybillNumbers.read(ledger, waybillNumberId(logisticsCode, logisticsNo));
  const waybill = number && waybills.read(ledger, number.id);
  const slip = slipThere(ledger, content);
  if (!isDeclared(order) || !isDeclared(waybill)) return undefined;
  const needsSlip = payment !== undefined || direction === "import";
  if (!isDeclared(slip)) return needsSlip ? undefined : { order, slip: undefined, waybill };
  return { order, slip, waybill };
}

/** The slip that a list names, or that was declared for its order. */
function slipThere(
  ledger: LedgerReader,
  { ebpCode, orderNo, payment }: ListRecord["content"],
): SlipRecord | undefined {
  const id =
    payment === undefined
      ? slipOfOrder.read(ledger, orderId(ebpCode, orderNo))?.slip
      : slipId(payment.payCode, payment.payTransactionId);
  return id && slips.read(ledger, id);
}

function isDeclared<T extends { readonly status: string; readonly appStatus: string }>(
  document: T | undefined,
): document is T {
  return document?.status === "live" && document.appStatus === "declare";
}

function whatIsInUse({ id }: ListRecord, { order, slip, waybill }: Documents): Mismatch[] {
  const isOthers = (by: Uint8Array | undefined): boolean => by !== undefined && !equalBytes(by, id);
  const rows: readonly (readonly [Mismatch, Uint8Array | undefined])[] = [
    ["ORDER_IN_USE", order.usedBy],
    ["PAYMENT_IN_USE", slip?.usedBy],
    ["WAYBILL_IN_USE", waybill.usedBy],
  ];
  return rows.filter(([, by]) => isOthers(by)).map(([code]) => code);
}

/** The same codes as before are no news: a document that comes twice, or changes elsewhere, leaves no second event. */
function keepMismatches(
  ledger: Ledger,
  list: ListRecord,
  to: "pending" | "mismatched",
  found: readonly Mismatch[],
  moment: Moment,
): ListRecord {
  if (list.status === to && found.join() === list.mismatches.join()) return list;
  const isNews = to === "mismatched";
  const code = `${found.length} ${found[0] ?? ""}`;
  const steps = isNews ? addEvent(ledger, list, "mismatch", moment, { code }) : list.steps;
  const isFirst = isNews && list.mismatchedAt === undefined;
  if (isFirst) count(ledger, list, "mismatched", moment.timeMs);
  const mismatchedAt = isFirst ? moment.timeMs : list.mismatchedAt;
  const after = { ...list, status: to, mismatches: [...found], mismatchedAt, steps };
  lists.write(ledger, after, list.id);
  return after;
}
