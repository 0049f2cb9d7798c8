import { field } from "../../primitives/fields/index.ts";
import { assert } from "../../primitives/assert.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { takeHeld } from "./balance.ts";
import { assets, redemptions } from "./records.ts";
import { closeRedemption, openRedemption, redemptionFailures } from "./redemption.ts";

/** asset.redeem.confirm: the issuer has paid out; the held amount is destroyed. */
export const redeemConfirm = defineOperation({
  tag: 0x0013,
  name: "asset.redeem.confirm",
  since: 1,
  summary: "Confirms a redemption's payout and destroys the held amount.",
  signatories: ["gateway"],
  threshold: "medium",
  body: field.record({ redemption: field.hash() }),
  result: field.record({ burned: field.amount(), supply: field.uint64() }),
  failures: redemptionFailures,
  keys: ({ body }) => [redemptions.key(body.redemption)],
  check: () => undefined,
  apply({ source, body }, ledger) {
    const open = openRedemption(ledger, body.redemption, source);
    if (!open.ok) return fail(open.code);
    const { holder, amount } = open.value;
    const record = assets.read(ledger, amount.asset);
    assert(record !== undefined, "a redemption's asset is defined");
    const supply = record.supply - amount.minor;
    takeHeld(ledger, holder, amount);
    assets.write(ledger, { ...record, supply }, amount.asset);
    closeRedemption(ledger, open.value, { status: "confirmed" });
    return done({ burned: amount, supply });
  },
});
