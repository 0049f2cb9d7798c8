import { field } from "../../primitives/fields/index.ts";
import { enterpriseCode } from "../../transactions/customs/codes.ts";
import { waybillKey, waybillNumberId } from "../../transactions/customs/orders/records.ts";
import {
  saleRecord,
  sales as records,
  salesInScreeningPrefix,
  salesOfPrefix,
  salesToShipPrefix,
} from "../../transactions/trade/stock/sales.ts";
import { shipmentsWithPrefix } from "../../transactions/trade/stock/shipments.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** trade_sales: orders of other malls, for who has a part in them, has to act on them, or has a parcel in hand. */
export const sales = defineMethod({
  name: "trade_sales",
  summary:
    "Orders of other malls by id: those of an enterprise, those that wait for its screening, those that a warehouse has to send, or those in a parcel.",
  params: {
    enterprise: optional(of(enterpriseCode, "The code of a merchant, warehouse or platform.")),
    inScreeningOf: optional(
      of(enterpriseCode, "The same: orders that wait for a decision, or are held."),
    ),
    toShipOf: optional(of(enterpriseCode, "A warehouse's code: what it has to send.")),
    logisticsCode: optional(of(waybillKey.logisticsCode, "With logisticsNo: the carrier's code.")),
    logisticsNo: optional(of(waybillKey.logisticsNo, "With logisticsCode: the waybill's number.")),
    after: optional(of(id, "The order after which to go on.")),
    limit: limitInput,
  },
  result: shape({ sales: listOf(saleRecord.schema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { inScreeningOf: "440196000M" } },
  right: "read",
  refine({ enterprise, inScreeningOf, toShipOf, logisticsCode, logisticsNo }) {
    const hasHalf = (logisticsCode === undefined) !== (logisticsNo === undefined);
    const given = [enterprise, inScreeningOf, toShipOf, logisticsCode];
    return given.filter((one) => one !== undefined).length === 1 && !hasHalf
      ? undefined
      : "must have one of enterprise, inScreeningOf, toShipOf, or logisticsCode and logisticsNo";
  },
  async handle({ enterprise, inScreeningOf, toShipOf, after, limit, ...parcel }, node) {
    const { logisticsCode, logisticsNo } = parcel;
    const read = (one: Uint8Array) => records.read(node.ledger, one);
    let prefix: string;
    if (enterprise !== undefined) prefix = salesOfPrefix(enterprise);
    else if (inScreeningOf !== undefined) prefix = salesInScreeningPrefix(inScreeningOf);
    else if (toShipOf !== undefined) prefix = salesToShipPrefix(toShipOf);
    else prefix = shipmentsWithPrefix(waybillNumberId(logisticsCode!, logisticsNo!));
    const { found, next } = await indexedPage(node, prefix, { after, limit }, read);
    return { sales: found.map((one) => saleRecord.toJson(one)), next };
  },
});
