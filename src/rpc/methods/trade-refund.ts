import { field } from "../../primitives/fields/index.ts";
import { treasuries } from "../../transactions/customs/tax/treasury.ts";
import { refundClaims } from "../../transactions/trade/refunds/claims.ts";
import { claimEvent, claimEvents } from "../../transactions/trade/refunds/history.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { fromPlaceInput, placed, placedPage } from "../places.ts";
import { claimJson, claimSchema } from "../refund-json.ts";
import { asset, integer, listOf, nullable, shape } from "../schemas.ts";

/** trade_refund: one claim for export refund, in which asset its amounts are, and what happened to it. */
export const refund = defineMethod({
  name: "trade_refund",
  summary:
    "A claim for export refund by its id, with the asset of its amounts, what it owes back, and its history; null if there is none.",
  params: { id: of(field.hash(), "The claim's id."), fromStep: fromPlaceInput },
  result: nullable(
    shape({
      claim: claimSchema,
      /** That of the country's treasury. */
      asset,
      history: listOf(placed(claimEvent.schema)),
      /** Where to go on, if the history is longer. */
      nextStep: nullable(integer),
    }),
  ),
  errors: {},
  example: { params: { id: "5e".repeat(32) } },
  right: "read",
  handle({ id, fromStep }, { ledger }) {
    const claim = refundClaims.read(ledger, id);
    if (claim === undefined) return null;
    const steps = { count: claim.steps, from: fromStep };
    const { entries, next } = placedPage(ledger, claimEvents, id, steps);
    const treasury = treasuries.read(ledger, claim.country)!; // without one nothing was claimed
    return {
      ...{ claim: claimJson(claim), asset: field.asset().toJson(treasury.asset) },
      ...{ history: entries, nextStep: next },
    };
  },
});
