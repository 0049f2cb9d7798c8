import { field } from "../../../primitives/fields/index.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import type { EnterpriseRecord } from "../enterprises/records.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { addEvent, type Moment } from "../history.ts";
import { messageFailures, messageHead, messages, noteMessage, whyNotContent } from "../messages.ts";
import { count } from "../statistics/count.ts";
import { claim, documentsOf, unclaim } from "./claims.ts";
import { evaluate, matchResult } from "./evaluate.ts";
import { formFailures, whyNotForm } from "./form.ts";
import { undoMatch } from "./match.ts";
import {
  claims,
  listContent,
  listId,
  listKey,
  type ListRecord,
  lists,
  listsOf,
} from "./records.ts";
import { CHANGEABLE, DELETABLE, MATCHED } from "./states.ts";

/** customs.list.declare: a declarant declares a parcel to customs (CEB621, CEB603), changes its list or takes it back. */
export const declareList = defineOperation({
  tag: 0x0420,
  name: "customs.list.declare",
  since: 8,
  summary: "A declarant declares an inventory list, changes it or deletes it (CEB621, CEB603).",
  signatories: ["declarant"],
  threshold: "medium",
  body: field.record({ ...messageHead, ...listKey, content: field.optional(listContent) }),
  result: field.record({ id: field.hash(), ...matchResult }),
  failures: {
    CONTENT_MISSING: messageFailures.CONTENT_MISSING,
    CONTENT_UNEXPECTED: messageFailures.CONTENT_UNEXPECTED,
    MESSAGE_REPEATED: messageFailures.MESSAGE_REPEATED,
    DOCUMENT_EXISTS: messageFailures.DOCUMENT_EXISTS,
    UNKNOWN_DOCUMENT: messageFailures.UNKNOWN_DOCUMENT,
    ...ownEnterpriseFailures,
    ...formFailures,
    WITH_CUSTOMS:
      "Customs has the list: it changes after a refusal only. customs.list.cancel asks to have it back.",
    TOO_MANY_LISTS:
      "Four lists wait for one of the documents. Delete those that are not meant; customs_order, customs_payment and customs_waybill show them.",
  },
  keys: ({ body: { agentCode, copNo, content } }) => [
    lists.key(listId(agentCode, copNo)),
    enterprises.key(agentCode),
    ...(content === undefined ? [] : documentsOf(content).map((one) => claims.key(one))),
  ],
  check: ({ body }) =>
    whyNotContent(body) ?? (body.content === undefined ? undefined : whyNotForm(body.content)),
  apply({ source, body, ...moment }, ledger) {
    const { agentCode, copNo, appType, guid, content } = body;
    const owner = ownEnterprise(ledger, source, agentCode, "declarant");
    if (typeof owner === "string") return fail(owner);
    const id = listId(agentCode, copNo);
    const known = lists.read(ledger, id);
    if (ledger.has(messages.key(guid))) return fail("MESSAGE_REPEATED");
    if (appType === "new" && known !== undefined) return fail("DOCUMENT_EXISTS");
    const isThere = known !== undefined && known.status !== "deleted";
    if (appType !== "new" && !isThere) return fail("UNKNOWN_DOCUMENT");
    const where = appType === "delete" ? DELETABLE : CHANGEABLE;
    if (isThere && !where.includes(known.status)) return fail("WITH_CUSTOMS");

    noteMessage(ledger, guid, { kind: "list", id, height: moment.height });
    if (known !== undefined) unclaim(ledger, id, known.content);
    const event = { source, ...moment };
    const steps = addEvent(ledger, { id, steps: known?.steps ?? 0 }, appType, event, { guid });
    if (content === undefined) {
      const deleted = { ...known!, guid, status: "deleted" as const, mismatches: [], steps };
      lists.write(ledger, deleted, id);
      return done({ id, status: deleted.status, mismatches: [] });
    }
    if (!claim(ledger, id, content)) return fail("TOO_MANY_LISTS");
    const before =
      known === undefined ? newList(owner, body) : withoutMatch(ledger, known, moment.timeMs);
    const status = body.appStatus === "draft" ? ("draft" as const) : ("pending" as const);
    const asNow = { content, guid, status, mismatches: [], steps };
    const nothing = content.lines.map(() => 0n);
    const quantities = { returning: nothing, returned: nothing };
    const at = { height: moment.height, timeMs: moment.timeMs };
    const list = { ...before, ...asNow, ...quantities, ...at };
    lists.write(ledger, list, id);
    for (const code of [agentCode, content.ebpCode]) {
      listsOf.write(ledger, { height: moment.height }, code, id);
    }
    return done({ id, ...declared(ledger, list, known, moment) });
  },
});

/** Tries to match what is declared and no draft, and counts it the first time. */
function declared(
  ledger: Ledger,
  list: ListRecord,
  known: ListRecord | undefined,
  moment: Moment,
): Pick<ListRecord, "status" | "mismatches"> {
  const isFirst = known === undefined || known.status === "draft";
  if (list.status === "draft") return list;
  if (isFirst) count(ledger, list, "declared", moment.timeMs);
  const { status, mismatches } = evaluate(ledger, list, moment);
  return { status, mismatches };
}

function newList(
  { participant, country }: EnterpriseRecord,
  { agentCode, copNo }: { readonly agentCode: string; readonly copNo: string },
) {
  return {
    ...{ id: listId(agentCode, copNo), agentCode, copNo, participant, customs: country },
    ...{ receipt: undefined, inspecting: false, preNo: undefined, invtNo: undefined },
    ...{
      slip: undefined,
      waybill: undefined,
      assessed: undefined,
      mismatchedAt: undefined,
      matchedAt: undefined,
      releasedAt: undefined,
    },
    ...{ cancelling: undefined, returns: 0 },
  };
}

/** An exception leaves the match as it was; a changed list is matched anew. */
function withoutMatch(ledger: Ledger, list: ListRecord, timeMs: number): ListRecord {
  if (!MATCHED.includes(list.status)) return list;
  return undoMatch(ledger, list, { freesDocuments: true, restoresYear: false }, timeMs);
}
