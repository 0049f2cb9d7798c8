import type { AccountId } from "../../../primitives/account-id.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownAccount, participants } from "../../participants/records.ts";
import { addEvent, type Moment } from "../history.ts";
import { waybills } from "../orders/records.ts";
import { count } from "../statistics/count.ts";
import { unclaim } from "./claims.ts";
import { listForOffice, officeFailures } from "./list-for.ts";
import { undoMatch } from "./match.ts";
import { customsNumber, listNumbers, type ListRecord, lists } from "./records.ts";
import { releaseList } from "./release.ts";
import { type Office, receiptCode, type ReceiptCode, receipts, status } from "./states.ts";

/** customs.list.receipt: customs or inspection says where a list is with it (CEB622, CEB604). */
export const receiveList = defineOperation({
  tag: 0x0421,
  name: "customs.list.receipt",
  since: 8,
  summary: "Customs or inspection answers to an inventory list (CEB622, CEB604).",
  signatories: ["customs", "inspection"],
  threshold: "medium",
  body: field.record({
    list: field.hash(),
    code: receiptCode,
    /** Of an exception: its negative code without the sign. */
    exception: field.optional(field.uint(32)),
    /** Numbers that customs gives the list, once. */
    preNo: field.optional(customsNumber),
    invtNo: field.optional(customsNumber),
  }),
  result: field.record({ status }),
  failures: {
    ...officeFailures,
    EXCEPTION_NUMBER: "An exception says its number, and no other receipt has one.",
    NOT_YOUR_RECEIPT:
      "Another office signs this code: inspection signs 399 and 500 to 599, customs all.",
    WRONG_STATUS:
      "The list is not where this receipt can be given. customs_list shows where it is, the reference which codes lead on.",
    INSPECTION_OPEN:
      "Inspection has not concluded its examination. It does so by a receipt 399 of its own.",
    CANCEL_OPEN:
      "The declarant has asked for the list back. Answer that first: customs.list.cancel.decide.",
    GOODS_NOT_ARRIVED:
      "The parcel of direct mail is not at the customs site (CEB711). It is released when it has come in.",
    NUMBER_USED: "The list has such a number already, or another list has this one.",
  },
  keys: ({ body }) => [lists.key(body.list)],
  check: ({ body: { code, exception } }) =>
    (code === "exception") === (exception !== undefined) ? undefined : "EXCEPTION_NUMBER",
  apply({ source, body, ...moment }, ledger) {
    const { code, exception } = body;
    const list = listForOffice(ledger, source, body.list);
    if (typeof list === "string") return fail(list);
    const office = officeOf(ledger, source);
    const why = whyNotReceipt(ledger, list, code, office) ?? giveNumbers(ledger, list, body);
    if (why !== undefined) return fail(why);
    const said = exception === undefined ? code : `-${exception}`;
    const steps = addEvent(ledger, list, "receipt", { source, ...moment }, { code: said });
    const after: ListRecord = {
      ...list,
      ...{ status: receipts[code].to, receipt: code, steps },
      ...{ preNo: body.preNo ?? list.preNo, invtNo: body.invtNo ?? list.invtNo },
      inspecting: office === "inspection" ? code !== "399" : list.inspecting,
    };
    lists.write(ledger, consequences(ledger, after, moment), list.id);
    return done({ status: after.status });
  },
});

/** Whoever has both roles signs as customs, which may sign every code. */
function officeOf(ledger: LedgerReader, source: AccountId): Office {
  const owner = participants.read(ledger, ownAccount(ledger, source).participant)!;
  return owner.roles.includes("customs") ? "customs" : "inspection";
}

function whyNotReceipt(ledger: LedgerReader, list: ListRecord, code: ReceiptCode, office: Office) {
  const { by, from } = receipts[code];
  if (!by.includes(office)) return "NOT_YOUR_RECEIPT" as const;
  if (!from.includes(list.status)) return "WRONG_STATUS" as const;
  // Inspection concludes what it began, and customs does not do it in its place.
  if (code === "399" && list.inspecting !== (office === "inspection")) {
    return list.inspecting ? ("INSPECTION_OPEN" as const) : ("WRONG_STATUS" as const);
  }
  if (code !== "800") return undefined;
  if (list.cancelling !== undefined) return "CANCEL_OPEN" as const;
  const { direction, tradeMode } = list.content;
  const isMail = direction === "import" && tradeMode === "9610";
  const isThere = waybills.read(ledger, list.waybill!)!.arrivedAt !== undefined;
  return isMail && !isThere ? ("GOODS_NOT_ARRIVED" as const) : undefined;
}

/** Each number names one list for ever. */
function giveNumbers(
  ledger: Ledger,
  list: ListRecord,
  { preNo, invtNo }: Pick<ListRecord, "preNo" | "invtNo">,
): "NUMBER_USED" | undefined {
  const given = [
    [list.preNo, preNo],
    [list.invtNo, invtNo],
  ] as const;
  for (const [has, gets] of given) {
    if (gets === undefined) continue;
    if (has !== undefined || ledger.has(listNumbers.key(gets))) return "NUMBER_USED";
    listNumbers.write(ledger, { id: list.id }, gets);
  }
  return undefined;
}

/** What a receipt means for documents, guarantee, annual limit and tax. */
function consequences(ledger: Ledger, list: ListRecord, moment: Moment): ListRecord {
  const { timeMs } = moment;
  if (list.status === "released") {
    unclaim(ledger, list.id, list.content);
    return releaseList(ledger, list, moment);
  }
  if (list.status === "refused") {
    count(ledger, list, "refused", timeMs);
    return undoMatch(ledger, list, { freesDocuments: true, restoresYear: false }, timeMs);
  }
  if (list.status !== "sent-back") return list;
  count(ledger, list, "sentBack", timeMs);
  unclaim(ledger, list.id, list.content);
  return undoMatch(ledger, list, { freesDocuments: false, restoresYear: true }, timeMs);
}
