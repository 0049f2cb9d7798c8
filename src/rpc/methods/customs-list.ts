import { toHex } from "../../primitives/bytes.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { summaries, summaryOfList } from "../../transactions/customs/exports/records.ts";
import {
  customsNumber,
  listId,
  listKey,
  listNumbers,
  listRecord,
  lists,
} from "../../transactions/customs/lists/records.ts";
import { returnRecord, returns } from "../../transactions/customs/lists/returns.ts";
import { billRecord, bills } from "../../transactions/customs/tax/bill.ts";
import {
  historyJson,
  historyMembers,
  mismatchJson,
  mismatchSchema,
  recordOrNull,
} from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { of, optional, whole } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";

/** customs_list: an inventory list with everything that hangs on it, and what happened to it. */
export const list = defineMethod({
  name: "customs_list",
  summary:
    "An inventory list by id, by declarant and number, or by a number of customs, with mismatches, returns, tax bill and history; null if there is none.",
  params: {
    id: optional(of(field.hash(), "The list's id.")),
    agentCode: optional(of(listKey.agentCode, "With copNo: the declarant's code.")),
    copNo: optional(of(listKey.copNo, "With agentCode: the declarant's number of it.")),
    number: optional(of(customsNumber, "preNo or invtNo, as customs gave it.")),
    fromStep: optional(whole(0, 1_000_000, "The first event of the history that is wanted.")),
  },
  result: nullable(
    shape({
      list: listRecord.schema,
      mismatches: listOf(mismatchSchema),
      /** The last ones. */
      returns: listOf(returnRecord.schema),
      bill: nullable(billRecord.schema),
      /** The application that an export is in, and the number of its declaration once it has one. */
      summary: nullable(text),
      entryId: nullable(text),
      ...historyMembers,
    }),
  ),
  errors: {},
  example: { params: { agentCode: "440196000D", copNo: "L-20261129-1" } },
  right: "read",
  refine({ id, agentCode, copNo, number }) {
    const isPair = agentCode !== undefined && copNo !== undefined;
    const hasHalf = (agentCode === undefined) !== (copNo === undefined);
    const ways = [id !== undefined, isPair, number !== undefined].filter((one) => one).length;
    return ways === 1 && !hasHalf
      ? undefined
      : "must name a list by id, by agentCode and copNo, or by number";
  },
  handle({ id, agentCode, copNo, number, fromStep = 0 }, { ledger }) {
    const byNumber = number === undefined ? undefined : listNumbers.read(ledger, number)?.id;
    const named = id ?? byNumber ?? (copNo === undefined ? undefined : listId(agentCode!, copNo));
    const found = named && lists.read(ledger, named);
    if (found === undefined) return null;
    const summary = summaryOfList.read(ledger, found.id)?.summary;
    return {
      list: listRecord.toJson(found),
      mismatches: found.mismatches.map(mismatchJson),
      returns: returnsOf(ledger, found),
      bill: recordOrNull(billRecord, bills.read(ledger, found.id)),
      summary: summary === undefined ? null : toHex(summary),
      entryId: (summary && summaries.read(ledger, summary)?.entryId) ?? null,
      ...historyJson(ledger, found, fromStep),
    };
  },
});

function returnsOf(
  ledger: LedgerReader,
  { id, returns: count }: { readonly id: Uint8Array; readonly returns: number },
): Json[] {
  const first = Math.max(0, count - rpcLimits.pageDefault);
  const places = Array.from({ length: count - first }, (_, i) => first + i);
  return places.map((place) => returnRecord.toJson(returns.read(ledger, id, place)!));
}
