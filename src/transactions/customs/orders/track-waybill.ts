import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { addEvent } from "../history.ts";
import { messageHead, messages, noteMessage } from "../messages.ts";
import { waybillKey, waybillNumberId, waybillNumbers, waybills, waybillStatus } from "./records.ts";

/** customs.waybill.track: a carrier says where a parcel is (CEB513). */
export const trackWaybill = defineOperation({
  tag: 0x0413,
  name: "customs.waybill.track",
  since: 8,
  summary: "A carrier says where a parcel is (CEB513).",
  signatories: ["carrier"],
  threshold: "low",
  body: field.record({ guid: messageHead.guid, ...waybillKey, status: waybillStatus }),
  result: field.record({ id: field.hash() }),
  failures: {
    ...ownEnterpriseFailures,
    MESSAGE_REPEATED:
      "A message with this guid has been carried out. customs_message shows what it was about.",
    UNKNOWN_WAYBILL: "The carrier has declared no waybill of this number, or has deleted it.",
  },
  keys: ({ body }) => [
    waybillNumbers.key(waybillNumberId(body.logisticsCode, body.logisticsNo)),
    enterprises.key(body.logisticsCode),
  ],
  check: () => undefined,
  apply({ source, body, ...moment }, ledger) {
    const { guid, logisticsCode, logisticsNo, status } = body;
    const owner = ownEnterprise(ledger, source, logisticsCode, "carrier");
    if (typeof owner === "string") return fail(owner);
    if (ledger.has(messages.key(guid))) return fail("MESSAGE_REPEATED");
    const number = waybillNumbers.read(ledger, waybillNumberId(logisticsCode, logisticsNo));
    const waybill = number && waybills.read(ledger, number.id);
    if (waybill?.status !== "live") return fail("UNKNOWN_WAYBILL");
    const { id } = waybill;
    noteMessage(ledger, guid, { kind: "waybill", id, height: moment.height });
    const steps = addEvent(
      ledger,
      waybill,
      "status",
      { source, ...moment },
      { guid, code: status },
    );
    waybills.write(ledger, { ...waybill, logisticsStatus: status, steps }, id);
    return done({ id });
  },
});
