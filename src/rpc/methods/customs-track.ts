import { orderKey, waybillKey } from "../../transactions/customs/orders/records.ts";
import { parcelsUnder } from "../../transactions/trade/batches/reads.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { documentsOfOrder, documentsOfParcel } from "../parcels/documents.ts";
import { happenedJson, happenedSchema, historiesOf } from "../parcels/histories.ts";
import { batchesJson, batchesSchema, documentsJson, documentsSchema } from "../parcels/named.ts";
import { pathOf, standing } from "../parcels/path.ts";
import { stateOf, STATES } from "../parcels/state.ts";
import { listOf, nullable, shape, text, words } from "../schemas.ts";

/** customs_track: the whole way of a parcel in one read: order, payment, transport, clearance, delivery, whoever told of it. */
export const track = defineMethod({
  name: "customs_track",
  summary:
    "Everything that happened to a parcel, or to an order and all its parcels, in order of time, each with the key that proves it; null if nobody has spoken of it.",
  params: {
    logisticsCode: optional(of(waybillKey.logisticsCode, "With logisticsNo: the carrier's code.")),
    logisticsNo: optional(of(waybillKey.logisticsNo, "With logisticsCode: its number of it.")),
    ebpCode: optional(of(orderKey.ebpCode, "With orderNo: the platform's code.")),
    orderNo: optional(of(orderKey.orderNo, "With ebpCode: the platform's number of it.")),
    after: optional(of(standing, "`next` of the page before.")),
    limit: limitInput,
  },
  result: nullable(
    shape({
      /** Where it is now. */
      state: words(...STATES),
      documents: documentsSchema,
      batches: batchesSchema,
      path: listOf(happenedSchema),
      next: nullable(text),
    }),
  ),
  errors: {},
  example: { params: { logisticsCode: "440196000C", logisticsNo: "W-20261129-1" } },
  right: "read",
  refine({ logisticsCode, logisticsNo, ebpCode, orderNo }) {
    const parcel = [logisticsCode, logisticsNo].filter((one) => one !== undefined).length;
    const order = [ebpCode, orderNo].filter((one) => one !== undefined).length;
    const isOne = (parcel === 2 && order === 0) || (parcel === 0 && order === 2);
    return isOne
      ? undefined
      : "must name a parcel by logisticsCode and logisticsNo, or an order by ebpCode and orderNo";
  },
  handle(params, { ledger }) {
    const { logisticsCode, logisticsNo, ebpCode, orderNo } = params;
    const { after, limit = rpcLimits.pageDefault } = params;
    const found =
      logisticsCode !== undefined && logisticsNo !== undefined
        ? documentsOfParcel(ledger, { logisticsCode, logisticsNo })
        : documentsOfOrder(ledger, ebpCode!, orderNo!);
    if (found === undefined) return null;
    const packed = found.waybills.flatMap(({ id }) => parcelsUnder(ledger, id));
    const { page, next } = pathOf(historiesOf(ledger, found, packed), after, limit);
    return {
      state: stateOf(ledger, found),
      ...{ documents: documentsJson(found), batches: batchesJson(ledger, packed) },
      ...{ path: page.map(([history, one]) => happenedJson(history, one)), next },
    };
  },
});
