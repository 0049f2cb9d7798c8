import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { authorityFailures, claimForAuthority } from "./claim-for.ts";
import { claimRecord, refundClaims, refusalReason } from "./claims.ts";
import { free } from "./free.ts";
import { keepClaim } from "./history.ts";

/**
 * trade.refund.decide: the tax authority approves a claim, or refuses it, and then its goods and invoices are free again. Until it is paid,
 * one that was approved can still be refused: what comes to light later need not be paid first and demanded back then.
 */
export const decideRefund = defineOperation({
  tag: 0x0569,
  name: "trade.refund.decide",
  since: 9,
  summary: "The tax authority approves or refuses a claim for export refund.",
  signatories: ["tax"],
  threshold: "medium",
  body: field.record({
    claim: field.hash(),
    approve: field.bool(),
    reason: field.optional(refusalReason),
  }),
  result: field.record({ status: claimRecord.shape.status, refund: claimRecord.shape.refund }),
  failures: {
    ...authorityFailures,
    NOT_WAITING:
      "The claim is approved already, or refused, withdrawn, void or paid. trade_refund shows it; a paid one is demanded back.",
    REASON_MISSING: "Refusing needs a reason, and approving has none.",
  },
  keys: ({ body }) => [refundClaims.key(body.claim)],
  check: ({ body: { approve, reason } }) =>
    approve === (reason === undefined) ? undefined : "REASON_MISSING",
  apply({ source, body: { claim: id, approve, reason }, ...moment }, ledger) {
    const claim = claimForAuthority(ledger, source, id);
    if (typeof claim === "string") return fail(claim);
    const isOpen = claim.status === "filed" || (claim.status === "approved" && !approve);
    if (!isOpen) return fail("NOT_WAITING");
    if (!approve) free(ledger, claim);
    const { refund } = claim;
    const after = approve
      ? { ...claim, status: "approved" as const, approved: refund }
      : { ...claim, status: "refused" as const, reason };
    const event = approve ? ("approve" as const) : ("refuse" as const);
    keepClaim(ledger, claim, after, { event, minor: refund, reason }, { source, ...moment });
    return done({ status: after.status, refund });
  },
});
