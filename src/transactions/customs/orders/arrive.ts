import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { enterpriseCode } from "../codes.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { addEvent } from "../history.ts";
import { messageHead, messages } from "../messages.ts";
import { waybillKey, waybillNumberId, waybillNumbers, waybills } from "./records.ts";

/** So many fit the body of an operation at their longest. */
const PARCELS_MAX = 40;

/** customs.arrival.declare: a warehouse under customs control says which parcels have come in (CEB711). */
export const declareArrival = defineOperation({
  tag: 0x0414,
  name: "customs.arrival.declare",
  since: 8,
  summary: "A warehouse under customs control declares the parcels that came in (CEB711).",
  signatories: ["warehouse"],
  threshold: "medium",
  body: field.record({
    guid: messageHead.guid,
    operatorCode: enterpriseCode,
    parcels: field.list(field.record(waybillKey), PARCELS_MAX, 1),
  }),
  result: field.record({ arrived: field.uint(8) }),
  failures: {
    ...ownEnterpriseFailures,
    MESSAGE_REPEATED:
      "A message with this guid has been carried out. customs_message shows what it was about.",
    UNKNOWN_WAYBILL:
      "No carrier has declared one of the waybills, or has deleted it. Nothing of the message was noted; send it again when it is.",
  },
  keys: ({ body: { operatorCode, parcels } }) => [
    enterprises.key(operatorCode),
    ...parcels.map((one) =>
      waybillNumbers.key(waybillNumberId(one.logisticsCode, one.logisticsNo)),
    ),
  ],
  check: () => undefined,
  apply({ source, body, ...moment }, ledger) {
    const { guid, operatorCode, parcels } = body;
    const owner = ownEnterprise(ledger, source, operatorCode, "warehouse");
    if (typeof owner === "string") return fail(owner);
    if (ledger.has(messages.key(guid))) return fail("MESSAGE_REPEATED");
    for (const { logisticsCode, logisticsNo } of parcels) {
      const number = waybillNumbers.read(ledger, waybillNumberId(logisticsCode, logisticsNo));
      const waybill = number && waybills.read(ledger, number.id);
      if (waybill?.status !== "live") return fail("UNKNOWN_WAYBILL");
      const steps = addEvent(ledger, waybill, "arrive", { source, ...moment }, { guid });
      const arrivedAt = waybill.arrivedAt ?? moment.timeMs;
      waybills.write(ledger, { ...waybill, arrivedAt, steps }, waybill.id);
      const about = { kind: "waybill" as const, id: waybill.id, height: moment.height };
      messages.write(ledger, about, guid); // of several it names the last
    }
    return done({ arrived: parcels.length });
  },
});
