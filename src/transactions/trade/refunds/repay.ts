import { field } from "../../../primitives/fields/index.ts";
import { settle, settleFailures } from "../../customs/tax/settle.ts";
import { treasuries } from "../../customs/tax/treasury.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { payments } from "../../payments/records.ts";
import { claimantFailures, claimForClaimant } from "./claim-for.ts";
import { dueOf, refundClaims } from "./claims.ts";
import { keepClaim } from "./history.ts";

/** trade.refund.repay: an exporter pays back what a claim owes, all of it, to the treasury. */
export const repayRefund = defineOperation({
  tag: 0x056d,
  name: "trade.refund.repay",
  since: 9,
  summary: "An exporter repays what it owes of an export refund.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({ claim: field.hash(), uetr: field.uuid() }),
  result: field.record({ repaid: field.amount() }),
  failures: {
    ...settleFailures,
    ...claimantFailures,
    NOTHING_OWED: "The claim owes nothing back, or it was repaid. trade_refund shows it.",
  },
  keys: ({ body }) => [refundClaims.key(body.claim), payments.key(body.uetr)],
  check: () => undefined,
  apply({ source, body: { claim: id, uetr }, ...moment }, ledger) {
    const claim = claimForClaimant(ledger, source, id);
    if (typeof claim === "string") return fail(claim);
    const minor = dueOf(claim);
    if (minor === 0n) return fail("NOTHING_OWED");
    const { account: to, asset } = treasuries.read(ledger, claim.country)!;
    const amount = { asset, minor };
    const why = settle(ledger, { from: source, to, amount, uetr, purpose: "TAXS" }, moment);
    if (why !== undefined) return fail(why);
    const after = { ...claim, repaid: claim.repaid + minor };
    keepClaim(ledger, claim, after, { event: "repay", minor }, { source, ...moment });
    return done({ repaid: amount });
  },
});
