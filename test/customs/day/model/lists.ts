import { DAYS } from "../world.ts";
import type { Declaration } from "../words.ts";
import { listName } from "../words.ts";
import { type Books, endAfter, type List, type Moment, note } from "./books.ts";
import { count } from "./counts.ts";
import type { Deadlines } from "./deadlines.ts";
import { fails, type Outcome, whyNotOwner } from "./documents.ts";
import { claim, evaluate, keepOfYear, namedBy, orderName, resultOf, unclaim } from "./matching.ts";
import { taxesOf } from "./tax.ts";

const CHANGEABLE = ["draft", "pending", "mismatched", "exception", "refused"];
const DELETABLE = ["draft", "pending", "mismatched", "refused"];
/** Customs has it and has not decided. */
export const IN_HAND = ["matched", "stored", "manual", "concluded", "exception"];
const CANCELLABLE = [...IN_HAND, "inspection"];

/** So many lists may wait for one document. */
const WAITING_MAX = 4;

type Declared = Extract<Declaration, { kind: "list" }>;

export function declareList(
  books: Books,
  deadlines: Deadlines,
  act: Declared,
  moment: Moment,
): Outcome {
  const { key, guid, appType, content } = act;
  const why = whyNotOwner(books, moment.by, key[0], "declarant");
  if (why !== undefined) return fails(why);
  const name = listName(key);
  const known = books.lists.get(name);
  if (books.messages.has(guid)) return fails("MESSAGE_REPEATED");
  if (appType === "new" && known !== undefined) return fails("DOCUMENT_EXISTS");
  if (appType !== "new" && (known?.status ?? "deleted") === "deleted")
    return fails("UNKNOWN_DOCUMENT");
  const where = appType === "delete" ? DELETABLE : CHANGEABLE;
  if (known !== undefined && !where.includes(known.status)) return fails("WITH_CUSTOMS");
  const own = known === undefined ? [] : namedBy(known.said);
  const isCrowded = namedBy(content ?? known!.said).some((one) => {
    const others = (books.claims.get(one) ?? []).length - (own.includes(one) ? 1 : 0);
    return others >= WAITING_MAX;
  });
  if (content !== undefined && isCrowded) return fails("TOO_MANY_LISTS");
  books.messages.set(guid, `list ${name}`);
  if (known !== undefined) unclaim(books, known);
  if (content === undefined) {
    note(known!, "delete", moment);
    Object.assign(known!, { guid, status: "deleted", mismatches: [] });
    return { said: resultOf(known!) };
  }
  // What it was matched with before is undone; an exception has not undone it yet.
  if (known?.status === "exception")
    undo(books, deadlines, known, { freesDocuments: true, restoresYear: false }, moment.timeMs);
  const wasDeclared = known !== undefined && known.status !== "draft";
  const list = known ?? newList(act);
  note(list, appType, moment);
  const nothing = content.lines.map(() => 0n);
  Object.assign(list, {
    ...{ said: content, guid, status: act.isDraft ? "draft" : "pending", mismatches: [] },
    ...{ returning: [...nothing], returned: [...nothing], timeMs: moment.timeMs },
  });
  books.lists.set(name, list);
  claim(books, list);
  if (act.isDraft) return { said: resultOf(list) };
  if (!wasDeclared) count(books, list, "declared", moment.timeMs);
  evaluate(books, list, moment.timeMs);
  return { said: resultOf(list) };
}

function newList({ key, content, guid }: Declared): List {
  return {
    ...{ name: listName(key), key, said: content!, guid, status: "pending", mismatches: [] },
    ...{ receipt: undefined, inspecting: false, preNo: undefined, invtNo: undefined },
    ...{ slip: undefined, waybill: undefined, assessed: undefined, matchedAt: undefined },
    ...{ releasedAt: undefined, asked: undefined, returning: [], returned: [], returns: [] },
    ...{ timeMs: 0, events: [] },
  };
}

/** A matched list will not be released as it is: guarantee, documents and the year are given back, as far as is said. */
export function undo(
  books: Books,
  deadlines: Deadlines,
  list: List,
  {
    freesDocuments,
    restoresYear,
  }: { readonly freesDocuments: boolean; readonly restoresYear: boolean },
  timeMs: number,
): void {
  const { ebpCode, orderNo, assureCode } = list.said;
  const order = books.orders.get(orderName(ebpCode, orderNo))!;
  const documents = [order, books.slips.get(list.slip ?? ""), books.waybills.get(list.waybill!)];
  for (const one of documents) {
    if (freesDocuments && one !== undefined) one.usedBy = undefined;
  }
  if (freesDocuments) {
    // It has another term, in which another list can be matched with it.
    order.expiresAt = endAfter(timeMs, DAYS.order);
    deadlines.add(order.expiresAt, { kind: "order", name: order.name });
  }
  if (restoresYear) keepOfYear(books, order, 0n);
  if (list.assessed !== undefined) {
    books.guarantees.get(assureCode!)!.committed -= taxesOf(list.assessed);
  }
  Object.assign(list, { assessed: undefined, slip: undefined, waybill: undefined });
  [list.inspecting, list.asked] = [false, undefined];
}

/** The list that its declarant names. */
export function ownList(books: Books, name: string, by: string): List | Outcome {
  const list = books.lists.get(name);
  if (list === undefined) return fails("UNKNOWN_LIST");
  return books.ownerOf(list.key[0]) === by ? list : fails("NOT_YOUR_LIST");
}

/** The list that an office of its country names. All lists here are of China's. */
export function listHere(books: Books, name: string, by: string): List | Outcome {
  const list = books.lists.get(name);
  if (list === undefined) return fails("UNKNOWN_LIST");
  return by === "customs-hk" ? fails("NOT_YOUR_COUNTRY") : list;
}

export function isList(found: List | Outcome): found is List {
  return "name" in found;
}

export function cancel(
  books: Books,
  { guid, list: name }: { readonly guid: string; readonly list: string },
  moment: Moment,
): Outcome {
  const list = ownList(books, name, moment.by);
  if (!isList(list)) return list;
  if (books.messages.has(guid)) return fails("MESSAGE_REPEATED");
  if (!CANCELLABLE.includes(list.status)) return fails("NOT_CANCELLABLE");
  if (list.asked !== undefined) return fails("CANCEL_OPEN");
  books.messages.set(guid, `list ${name}`);
  list.asked = guid;
  note(list, "cancel", moment, "OTHER");
  return { said: list.status };
}

export function answer(
  books: Books,
  deadlines: Deadlines,
  { list: name, approve }: { readonly list: string; readonly approve: boolean },
  moment: Moment,
): Outcome {
  const list = listHere(books, name, moment.by);
  if (!isList(list)) return list;
  if (list.asked === undefined) return fails("NO_CANCEL_OPEN");
  if (approve && !CANCELLABLE.includes(list.status)) return fails("NOT_CANCELLABLE");
  list.asked = undefined;
  note(list, approve ? "cancel-approve" : "cancel-refuse", moment);
  if (approve) {
    unclaim(books, list);
    undo(books, deadlines, list, { freesDocuments: true, restoresYear: true }, moment.timeMs);
    list.status = "cancelled";
    count(books, list, "cancelled", moment.timeMs);
  }
  return { said: list.status };
}
