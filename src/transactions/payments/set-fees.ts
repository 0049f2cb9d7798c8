import { field } from "../../primitives/fields/index.ts";
import { assets } from "../assets/records.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { AGENT_ROLES } from "./hold.ts";
import { feeSchedule, feeSchedules } from "./records.ts";

/** payment.fees.set: what a participant charges from now on for approving payments in an asset. */
export const setFees = defineOperation({
  tag: 0x010a,
  name: "payment.fees.set",
  since: 3,
  summary: "Sets what the source charges for approving payments in an asset.",
  signatories: AGENT_ROLES,
  threshold: "medium",
  body: field.record({ asset: field.asset(), schedule: feeSchedule }),
  result: field.record({ asset: field.asset() }),
  failures: {
    UNKNOWN_ASSET: "The asset is not defined. Check code and issuer.",
    LEAST_ABOVE_MOST: "The least charge is above the most. Exchange them.",
    RATE_ABOVE_WHOLE: "The rate takes more than the whole amount. It is in millionths.",
  },
  keys: ({ source, body }) => [assets.key(body.asset), feeSchedules.key(source, body.asset)],
  check({ body: { schedule } }) {
    const { partsPerMillion, least, most } = schedule;
    if (partsPerMillion > 1_000_000) return "RATE_ABOVE_WHOLE";
    const isCrossed = least !== undefined && most !== undefined && least > most;
    return isCrossed ? "LEAST_ABOVE_MOST" : undefined;
  },
  apply({ source, body: { asset, schedule } }, ledger) {
    if (!ledger.has(assets.key(asset))) return fail("UNKNOWN_ASSET");
    feeSchedules.write(ledger, schedule, source, asset);
    return done({ asset });
  },
});
