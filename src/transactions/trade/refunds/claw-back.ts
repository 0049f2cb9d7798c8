import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { authorityFailures, claimForAuthority } from "./claim-for.ts";
import { dueOf, owedOf, refundClaims } from "./claims.ts";
import { keepClaim } from "./history.ts";

/** Why a refund is demanded back. Goods that come back need no demand. Entries are only ever added at the end. */
export const clawBackReason = field.choice([
  "FALSE_DECLARATION",
  "FALSE_INVOICE",
  "FALSE_RECEIPT",
  "RECEIPT_SENT_BACK",
  "ERROR",
  "OTHER",
]);

/** trade.refund.claw-back: the tax authority demands a refund back that it has paid, whole or in part. */
export const clawBackRefund = defineOperation({
  tag: 0x056c,
  name: "trade.refund.claw-back",
  since: 9,
  summary: "The tax authority demands an export refund back, whole or in part.",
  signatories: ["tax"],
  threshold: "medium",
  body: field.record({
    claim: field.hash(),
    /** In minor units of the treasury's asset. */
    minor: field.uint64(),
    reason: clawBackReason,
  }),
  result: field.record({
    /** All that the claim has still to repay. */
    due: field.uint64(),
  }),
  failures: {
    ...authorityFailures,
    ZERO_AMOUNT: "The amount is zero. Demand at least one minor unit.",
    NOT_PAID: "Nothing was paid on the claim. One that is not decided can be refused.",
    MORE_THAN_PAID: "With this more would be owed back than was paid. Demand the rest at most.",
  },
  keys: ({ body }) => [refundClaims.key(body.claim)],
  check: ({ body }) => (body.minor === 0n ? "ZERO_AMOUNT" : undefined),
  apply({ source, body: { claim: id, minor, reason }, ...moment }, ledger) {
    const claim = claimForAuthority(ledger, source, id);
    if (typeof claim === "string") return fail(claim);
    if (claim.status !== "paid") return fail("NOT_PAID");
    if (minor > claim.paid - owedOf(claim)) return fail("MORE_THAN_PAID");
    const after = { ...claim, demanded: claim.demanded + minor };
    const happened = { event: "claw-back" as const, minor, reason };
    keepClaim(ledger, claim, after, happened, { source, ...moment });
    return done({ due: dueOf(after) });
  },
});
