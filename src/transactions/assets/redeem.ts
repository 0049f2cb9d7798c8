import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import { balanceFailures, hold } from "./balance.ts";
import { isFrozen } from "./control.ts";
import { assetIssuer } from "../../primitives/asset-id.ts";
import { assets, balances, openRedemptions, redemptions } from "./records.ts";

/** asset.redeem: a holder asks the issuer to pay out; the amount goes on hold until the issuer answers. */
export const redeem = defineOperation({
  tag: 0x0012,
  name: "asset.redeem",
  since: 1,
  summary: "Asks the issuer to pay out an amount, which goes on hold.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({
    amount: field.amount(),
    /** The holder's reference, for the issuer's payout. */
    reference: field.optional(field.text(35)),
  }),
  /** The redemption's id, which the issuer's answer names. */
  result: field.record({ redemption: field.hash() }),
  failures: {
    ...balanceFailures,
    UNKNOWN_ASSET: "The asset is not defined. Check code and issuer.",
    FROZEN: "The issuer has frozen the asset, or what you have of it. Ask the issuer.",
  },
  keys: ({ source, body }) => [
    assets.key(body.amount.asset),
    balances.key(source, body.amount.asset),
  ],
  check: ({ body }) => (body.amount.minor === 0n ? "ZERO_AMOUNT" : undefined),
  apply({ source, body, operationId, height, protocolVersion }, ledger) {
    const { amount, reference } = body;
    if (!ledger.has(assets.key(amount.asset))) return fail("UNKNOWN_ASSET");
    if (isFrozen(ledger, source, amount.asset)) return fail("FROZEN");
    if (!hold(ledger, source, amount)) return fail("INSUFFICIENT_BALANCE");
    const request = { id: operationId, holder: source, amount, reference, reason: undefined };
    redemptions.write(ledger, { ...request, status: "requested" }, operationId);
    if (protocolVersion >= 3) {
      openRedemptions.write(ledger, { height }, assetIssuer(amount.asset), operationId);
    }
    return done({ redemption: operationId });
  },
});
