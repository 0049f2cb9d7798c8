import { field } from "../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { evaluateAll, matchResults } from "../lists/evaluate.ts";
import { messageFailures, messageHead, takeMessage, whyNotContent } from "../messages.ts";
import { daysAfter } from "../tax/bill.ts";
import {
  waybillContent,
  waybillId,
  waybillKey,
  waybillNumberId,
  waybillNumbers,
  type WaybillRecord,
  waybills,
} from "./records.ts";

/** customs.waybill.declare: a carrier says what it carries (CEB511, CEB505), changes that or takes it back. */
export const declareWaybill = defineOperation({
  tag: 0x0412,
  name: "customs.waybill.declare",
  since: 8,
  summary: "A carrier declares a waybill, changes it or deletes it (CEB511, CEB505).",
  signatories: ["carrier"],
  threshold: "medium",
  body: field.record({ ...messageHead, ...waybillKey, content: field.optional(waybillContent) }),
  result: field.record({ id: field.hash(), lists: matchResults }),
  failures: {
    ...messageFailures,
    ...ownEnterpriseFailures,
    IMPORT_FIELDS: "The waybill of an import names its consignee, as the order does.",
  },
  keys: ({ body }) => [
    waybillNumbers.key(waybillNumberId(body.logisticsCode, body.logisticsNo)),
    enterprises.key(body.logisticsCode),
  ],
  check({ body }) {
    const { direction, consignee } = body.content ?? {};
    if (direction === "import" && consignee === undefined) return "IMPORT_FIELDS";
    return whyNotContent(body);
  },
  apply({ source, body, ...moment }, ledger) {
    const { logisticsCode, logisticsNo, appType, appStatus, guid, content } = body;
    const { height, timeMs } = moment;
    const owner = ownEnterprise(ledger, source, logisticsCode, "carrier");
    if (typeof owner === "string") return fail(owner);
    const number = waybillNumberId(logisticsCode, logisticsNo);
    const before = waybillNumbers.read(ledger, number);
    const isAgain =
      appType === "new" &&
      before !== undefined &&
      isFreeAgain(ledger, owner.country, before, timeMs);
    const known = before && !isAgain ? waybills.read(ledger, before.id) : undefined;
    const uses = (before?.uses ?? 0) + (known === undefined ? 1 : 0);
    const id = known?.id ?? waybillId(logisticsCode, logisticsNo, uses);
    const event = { source, ...moment };
    const steps = takeMessage(ledger, { kind: "waybill", id, known }, body, event);
    if (typeof steps === "string") return fail(steps);
    const state = { guid, appStatus, status: "live" as const, usedBy: undefined, steps };
    const record: WaybillRecord =
      content === undefined
        ? { ...known!, guid, status: "deleted", steps }
        : {
            ...{ id, logisticsCode, logisticsNo, ...content, ...state, height, timeMs },
            ...{ logisticsStatus: known?.logisticsStatus, arrivedAt: known?.arrivedAt },
          };
    waybills.write(ledger, record, id);
    if (known === undefined) waybillNumbers.write(ledger, { id, uses, timeMs }, number);
    return done({ id, lists: evaluateAll(ledger, [number], moment) });
  },
});

/** A carrier gives a number again after half a year, and not before (docs/domain section 4). */
function isFreeAgain(
  ledger: LedgerReader,
  country: string,
  before: { readonly timeMs: number },
  timeMs: number,
): boolean {
  return timeMs > daysAfter(ledger, country, "customs-waybill-reuse-days", before.timeMs);
}
