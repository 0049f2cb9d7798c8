import { field } from "../../primitives/fields/index.ts";
import { saleReturnRecord, saleReturns } from "../../transactions/trade/stock/sale-returns.ts";
import { saleSteps, stepRecord } from "../../transactions/trade/stock/sale-steps.ts";
import { saleId, saleKey, saleRecord, sales } from "../../transactions/trade/stock/sales.ts";
import { shipmentRecord, shipments } from "../../transactions/trade/stock/shipments.ts";
import { defineMethod } from "../definition.ts";
import { of, optional } from "../inputs.ts";
import { fromPlaceInput, placed, placedPage } from "../places.ts";
import { integer, listOf, nullable, shape } from "../schemas.ts";

/** trade_sale: an order of another mall with all that was sent, what came back, and who did what. */
export const sale = defineMethod({
  name: "trade_sale",
  summary:
    "An order of another mall by id, or by merchant, mall and number, with its parcels, returns and history; null if there is none.",
  params: {
    id: optional(of(field.hash(), "The order's id.")),
    merchant: optional(of(saleKey.merchant, "With mall and externalNo: the merchant's code.")),
    mall: optional(of(saleKey.mall, "With merchant and externalNo: what the mall is called.")),
    externalNo: optional(
      of(saleKey.externalNo, "With merchant and mall: the mall's number of it."),
    ),
    fromStep: fromPlaceInput,
  },
  result: nullable(
    shape({
      sale: saleRecord.schema,
      shipments: listOf(shipmentRecord.schema),
      returns: listOf(saleReturnRecord.schema),
      history: listOf(placed(stepRecord.schema)),
      /** Where to go on, if the history is longer. */
      nextStep: nullable(integer),
    }),
  ),
  errors: {},
  example: {
    params: { merchant: "440196000M", mall: "天猫国际", externalNo: "2611190042" },
  },
  right: "read",
  refine({ id, merchant, mall, externalNo }) {
    const given = [merchant, mall, externalNo].filter((one) => one !== undefined).length;
    return (id === undefined ? given === 3 : given === 0)
      ? undefined
      : "must name an order by id, or by merchant, mall and externalNo";
  },
  handle({ id, merchant, mall, externalNo, fromStep }, { ledger }) {
    const found = sales.read(ledger, id ?? saleId(merchant!, mall!, externalNo!));
    if (found === undefined) return null;
    const steps = { count: found.steps, from: fromStep };
    const history = placedPage(ledger, saleSteps, found.id, steps);
    return {
      sale: saleRecord.toJson(found),
      shipments: places(found.shipments).map((place) =>
        shipmentRecord.toJson(shipments.read(ledger, found.id, place)!),
      ),
      returns: places(found.returns).map((place) =>
        saleReturnRecord.toJson(saleReturns.read(ledger, found.id, place)!),
      ),
      ...{ history: history.entries, nextStep: history.next },
    };
  },
});

/** Of at most a hundred: all of them. */
const places = (count: number): number[] => Array.from({ length: count }, (_, place) => place);
