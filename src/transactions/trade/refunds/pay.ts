import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { settle, settleFailures } from "../../customs/tax/settle.ts";
import { treasuries } from "../../customs/tax/treasury.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { payments } from "../../payments/records.ts";
import { UNKNOWN_CLAIM } from "./claim-for.ts";
import { owingOf, refundClaims } from "./claims.ts";
import { keepClaim } from "./history.ts";

/** trade.refund.pay: the treasury pays an approved claim, once, to the account that claimed. */
export const payRefund = defineOperation({
  tag: 0x056b,
  name: "trade.refund.pay",
  since: 9,
  summary: "The treasury pays an approved export refund.",
  signatories: ["tax"],
  threshold: "medium",
  body: field.record({ claim: field.hash(), uetr: field.uuid() }),
  result: field.record({ paid: field.amount() }),
  failures: {
    ...settleFailures,
    UNKNOWN_CLAIM,
    NOT_THE_TREASURY:
      "Another account is the country's treasury. Refunds are paid from the one that takes the taxes.",
    NOT_APPROVED: "The claim is not approved, or it was paid. trade_refund shows it.",
    NOTHING_TO_PAY: "The claim's tax is credited in full, or its rate is nothing. Nothing is paid.",
    CLAIMANT_OWES:
      "The exporter owes back a refund that it was paid. It repays that first: trade.refund.repay.",
  },
  keys: ({ body }) => [refundClaims.key(body.claim), payments.key(body.uetr)],
  check: () => undefined,
  apply({ source, body: { claim: id, uetr }, ...moment }, ledger) {
    const claim = refundClaims.read(ledger, id);
    if (claim === undefined) return fail("UNKNOWN_CLAIM");
    const treasury = treasuries.read(ledger, claim.country)!;
    if (!equalBytes(treasury.account, source)) return fail("NOT_THE_TREASURY");
    if (claim.status !== "approved") return fail("NOT_APPROVED");
    const { account: to, code, refund: minor } = claim;
    if (minor === 0n) return fail("NOTHING_TO_PAY");
    if (ledger.has(owingOf.key(code))) return fail("CLAIMANT_OWES");
    const paid = { asset: treasury.asset, minor };
    const order = { from: source, to, amount: paid, uetr, purpose: "TAXR" as const };
    const why = settle(ledger, order, moment);
    if (why !== undefined) return fail(why);
    const after = { ...claim, status: "paid" as const, paid: minor };
    keepClaim(ledger, claim, after, { event: "pay", minor }, { source, ...moment });
    return done({ paid });
  },
});
