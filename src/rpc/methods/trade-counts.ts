import { countRecord, counts as kept } from "../../transactions/trade/stock/counts.ts";
import { defineMethod } from "../definition.ts";
import { limitInput } from "../inputs.ts";
import { fromPlaceInput, placedPage } from "../places.ts";
import { integer, listOf, nullable, shape, text, withMembers } from "../schemas.ts";
import { countOn, shelfInputs } from "../stock-json.ts";

/** trade_counts: who has counted a shelf, what the ledger had then, and what came of it. */
export const counts = defineMethod({
  name: "trade_counts",
  summary: "Every count of a shelf in its order: what was counted, expected and decided.",
  params: { ...shelfInputs, fromPlace: fromPlaceInput, limit: limitInput },
  result: shape({
    counts: listOf(withMembers(countRecord.schema, { proofKey: text })),
    ...{ count: integer, next: nullable(integer) },
  }),
  errors: {},
  example: { params: { warehouse: "440196000W", merchant: "440196000M", itemNo: "MILK/1" } },
  right: "read",
  handle({ fromPlace: from, limit, ...shelf }, { ledger }) {
    const count = countOn(ledger, shelf, "counts");
    const wanted = { count, from, limit };
    const { entries, next } = placedPage(ledger, kept, shelf, wanted);
    return { counts: entries, count, next };
  },
});
