import { movementRecord, movements as kept } from "../../transactions/trade/stock/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput } from "../inputs.ts";
import { fromPlaceInput, placed, placedPage } from "../places.ts";
import { integer, listOf, nullable, shape } from "../schemas.ts";
import { countOn, shelfInputs } from "../stock-json.ts";

/** trade_movements: why a shelf has what it has. */
export const movements = defineMethod({
  name: "trade_movements",
  summary:
    "Every change of a shelf in its order, with what was there after it, and how many there were.",
  params: { ...shelfInputs, fromPlace: fromPlaceInput, limit: limitInput },
  result: shape({
    ...{
      movements: listOf(placed(movementRecord.schema)),
      count: integer,
      next: nullable(integer),
    },
  }),
  errors: {},
  example: { params: { warehouse: "440196000W", merchant: "440196000M", itemNo: "MILK/1" } },
  right: "read",
  handle({ fromPlace: from, limit, ...shelf }, { ledger }) {
    const count = countOn(ledger, shelf, "movements");
    const wanted = { count, from, limit };
    const { entries, next } = placedPage(ledger, kept, shelf, wanted);
    return { movements: entries, count, next };
  },
});
