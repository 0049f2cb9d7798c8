import { DAYS, DAY_MS } from "../world.ts";
import type { Act } from "../words.ts";
import { type Books, endAfter, type List, type Moment, note } from "./books.ts";
import { count, countRelease } from "./counts.ts";
import type { Deadlines } from "./deadlines.ts";
import { fails, type Outcome } from "./documents.ts";
import { IN_HAND, isList, listHere, undo } from "./lists.ts";
import { keepOfYear, orderName, unclaim } from "./matching.ts";
import { taxesOf } from "./tax.ts";

type Receipt = Extract<Act, { kind: "receipt" }>;

const DETAINING = ["501", "502", "503", "599"];
const OF_INSPECTION = ["399", "500", ...DETAINING];

/** CEB622: from where a receipt takes a list whereto. */
const WAYS: Readonly<Record<string, readonly [from: readonly string[], to: string]>> = {
  "100": [[...IN_HAND, "inspection"], "refused"],
  "120": [["matched", "exception"], "stored"],
  "300": [IN_HAND, "manual"],
  "399": [["matched", "stored", "manual", "inspection", "detained", "exception"], "concluded"],
  "500": [IN_HAND, "inspection"],
  ...Object.fromEntries(DETAINING.map((code) => [code, [[...IN_HAND, "inspection"], "detained"]])),
  "700": [[...IN_HAND, "inspection", "detained"], "sent-back"],
  "800": [["matched", "stored", "manual", "concluded"], "released"],
  "899": [["released"], "closed"],
  exception: [IN_HAND, "exception"],
};

export function receive(books: Books, deadlines: Deadlines, act: Receipt, moment: Moment): Outcome {
  const list = listHere(books, act.list, moment.by);
  if (!isList(list)) return list;
  const isInspection = moment.by.startsWith("inspection");
  const why = whyNot(books, list, act.code, isInspection) ?? whyNotNumbers(books, list, act);
  if (why !== undefined) return fails(why);
  for (const given of [act.preNo, act.invtNo]) {
    if (given !== undefined) books.listNumbers.set(given, list.name);
  }
  list.preNo ??= act.preNo;
  list.invtNo ??= act.invtNo;
  list.receipt = act.code;
  if (isInspection) list.inspecting = act.code !== "399";
  list.status = WAYS[act.code]![1];
  const said = act.exception === undefined ? act.code : `-${act.exception}`;
  note(list, "receipt", moment, said);
  follow(books, deadlines, list, moment.timeMs);
  return { said: list.status };
}

function whyNot(books: Books, list: List, code: string, isInspection: boolean): string | undefined {
  if (isInspection && !OF_INSPECTION.includes(code)) return "NOT_YOUR_RECEIPT";
  if (!WAYS[code]![0].includes(list.status)) return "WRONG_STATUS";
  if (code === "399" && list.inspecting && !isInspection) return "INSPECTION_OPEN";
  if (code === "399" && !list.inspecting && isInspection) return "WRONG_STATUS";
  if (code !== "800") return undefined;
  if (list.asked !== undefined) return "CANCEL_OPEN";
  const { direction, tradeMode } = list.said;
  const isMail = direction === "import" && tradeMode === "9610";
  const isThere = books.waybills.get(list.waybill!)!.arrivedAt !== undefined;
  return isMail && !isThere ? "GOODS_NOT_ARRIVED" : undefined;
}

function whyNotNumbers(books: Books, list: List, { preNo, invtNo }: Receipt): string | undefined {
  const isTaken = (given: string | undefined, has: string | undefined): boolean =>
    given !== undefined && (has !== undefined || books.listNumbers.has(given));
  const isTwice = preNo !== undefined && preNo === invtNo;
  const isUsed = isTaken(preNo, list.preNo) || isTaken(invtNo, list.invtNo) || isTwice;
  return isUsed ? "NUMBER_USED" : undefined;
}

/** What where a list has got to means for everything else. */
function follow(books: Books, deadlines: Deadlines, list: List, timeMs: number): void {
  if (list.status === "refused") {
    count(books, list, "refused", timeMs);
    undo(books, deadlines, list, { freesDocuments: true, restoresYear: false }, timeMs);
  } else if (list.status === "sent-back") {
    count(books, list, "sentBack", timeMs);
    unclaim(books, list);
    undo(books, deadlines, list, { freesDocuments: false, restoresYear: true }, timeMs);
  } else if (list.status === "released") {
    unclaim(books, list);
    release(books, deadlines, list, timeMs);
  }
}

/** The year is used, the tax is billed. */
function release(books: Books, deadlines: Deadlines, list: List, timeMs: number): void {
  const { assessed, said } = list;
  list.releasedAt = timeMs;
  const tax = assessed === undefined ? 0n : taxesOf(assessed);
  countRelease(books, list, tax, timeMs);
  if (assessed === undefined) return;
  const order = books.orders.get(orderName(said.ebpCode, said.orderNo))!;
  books.year(order.said.buyer!, order.year).used += order.reserved;
  keepOfYear(books, order, 0n);
  const of = (what: "duty" | "consumption" | "valueAdded"): bigint =>
    assessed.lines.reduce((sum, one) => sum + one[what], 0n);
  const payBy = endAfter(timeMs, DAYS.taxBy);
  books.bills.set(list.name, {
    ...{ assureCode: said.assureCode!, tax, status: tax === 0n ? "void" : "open" },
    parts: [of("duty"), of("consumption"), of("valueAdded")],
    ...{ payFrom: endAfter(timeMs, DAYS.taxFrom) + 1 - DAY_MS, payBy },
    ...{ voided: 0n, paid: 0n, refundDue: 0n, refunded: 0n },
  });
  if (tax > 0n) deadlines.add(payBy, { kind: "bill", name: list.name });
}
