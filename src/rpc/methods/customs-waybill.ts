import { field } from "../../primitives/fields/index.ts";
import { claimants } from "../../transactions/customs/lists/claims.ts";
import {
  waybillKey,
  waybillNumberId,
  waybillNumbers,
  waybillRecord,
  waybills,
} from "../../transactions/customs/orders/records.ts";
import { documentJson, documentSchema } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { isNamedOnce, of, optional, whole } from "../inputs.ts";

/** customs_waybill: a waybill, the lists that name it, where its parcel is, and what happened to it. */
export const waybill = defineMethod({
  name: "customs_waybill",
  summary:
    "A declared waybill by id, or the one that has a carrier's number now, with its history; null if there is none.",
  params: {
    id: optional(of(field.hash(), "The waybill's id.")),
    logisticsCode: optional(of(waybillKey.logisticsCode, "With logisticsNo: the carrier's code.")),
    logisticsNo: optional(of(waybillKey.logisticsNo, "With logisticsCode: its number of it.")),
    fromStep: optional(whole(0, 1_000_000, "The first event of the history that is wanted.")),
  },
  result: documentSchema(waybillRecord),
  errors: {},
  example: { params: { logisticsCode: "440196000C", logisticsNo: "W-20261129-1" } },
  right: "read",
  refine: ({ id, logisticsCode, logisticsNo }) =>
    isNamedOnce(id, logisticsCode, logisticsNo)
      ? undefined
      : "must name a waybill by id, or by logisticsCode and logisticsNo",
  handle({ id, logisticsCode, logisticsNo, fromStep }, { ledger }) {
    const named =
      id ?? waybillNumbers.read(ledger, waybillNumberId(logisticsCode!, logisticsNo!))?.id;
    const found = named && waybills.read(ledger, named);
    const number = found && waybillNumberId(found.logisticsCode, found.logisticsNo);
    const lists = number === undefined ? [] : claimants(ledger, number);
    return documentJson(ledger, waybillRecord, found, lists, fromStep);
  },
});
