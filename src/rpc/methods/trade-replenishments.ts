import {
  replenishmentRecord,
  replenishments as kept,
} from "../../transactions/trade/stock/replenish.ts";
import { defineMethod } from "../definition.ts";
import { limitInput } from "../inputs.ts";
import { fromPlaceInput, placedPage } from "../places.ts";
import { integer, listOf, nullable, shape, text, withMembers } from "../schemas.ts";
import { countOn, shelfInputs } from "../stock-json.ts";

/** trade_replenishments: when the ledger has asked for goods of a shelf, and what came of it. */
export const replenishments = defineMethod({
  name: "trade_replenishments",
  summary: "Every replenishment of a shelf in its order: what was asked for, and what came.",
  params: { ...shelfInputs, fromPlace: fromPlaceInput, limit: limitInput },
  result: shape({
    replenishments: listOf(withMembers(replenishmentRecord.schema, { proofKey: text })),
    ...{ count: integer, next: nullable(integer) },
  }),
  errors: {},
  example: { params: { warehouse: "440196000W", merchant: "440196000M", itemNo: "MILK/1" } },
  right: "read",
  handle({ fromPlace: from, limit, ...shelf }, { ledger }) {
    const count = countOn(ledger, shelf, "replenishments");
    const wanted = { count, from, limit };
    const { entries, next } = placedPage(ledger, kept, shelf, wanted);
    return { replenishments: entries, count, next };
  },
});
