import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { release } from "./balance.ts";
import { redemptions } from "./records.ts";
import { closeRedemption, openRedemption, redemptionFailures } from "./redemption.ts";

/** asset.redeem.reject: the issuer refuses with a reason; the held amount is available again. */
export const redeemReject = defineOperation({
  tag: 0x0014,
  name: "asset.redeem.reject",
  since: 1,
  summary: "Refuses a redemption with a reason and releases the held amount.",
  signatories: ["gateway"],
  threshold: "medium",
  body: field.record({ redemption: field.hash(), reason: field.text(140) }),
  result: field.record({ released: field.amount() }),
  failures: redemptionFailures,
  keys: ({ body }) => [redemptions.key(body.redemption)],
  check: () => undefined,
  apply({ source, body: { redemption, reason } }, ledger) {
    const open = openRedemption(ledger, redemption, source);
    if (!open.ok) return fail(open.code);
    const { holder, amount } = open.value;
    release(ledger, holder, amount);
    closeRedemption(ledger, open.value, { status: "rejected", reason });
    return done({ released: amount });
  },
});
