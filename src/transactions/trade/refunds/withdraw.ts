import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { claimantFailures, claimForClaimant } from "./claim-for.ts";
import { claimRecord, refundClaims } from "./claims.ts";
import { free } from "./free.ts";
import { keepClaim } from "./history.ts";

/** trade.refund.withdraw: an exporter takes a claim back that nobody has decided on. */
export const withdrawRefund = defineOperation({
  tag: 0x056a,
  name: "trade.refund.withdraw",
  since: 9,
  summary: "An exporter takes a claim for export refund back before it is decided on.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({ claim: field.hash() }),
  result: field.record({ status: claimRecord.shape.status }),
  failures: {
    ...claimantFailures,
    NOT_WAITING: "The claim is decided, withdrawn or void. trade_refund shows it.",
  },
  keys: ({ body }) => [refundClaims.key(body.claim)],
  check: () => undefined,
  apply({ source, body: { claim: id }, ...moment }, ledger) {
    const claim = claimForClaimant(ledger, source, id);
    if (typeof claim === "string") return fail(claim);
    if (claim.status !== "filed") return fail("NOT_WAITING");
    free(ledger, claim);
    const after = { ...claim, status: "withdrawn" as const };
    const happened = { event: "withdraw" as const, minor: claim.refund };
    keepClaim(ledger, claim, after, happened, { source, ...moment });
    return done({ status: after.status });
  },
});
