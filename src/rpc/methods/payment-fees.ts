import { field } from "../../primitives/fields/index.ts";
import { feeSchedule, feeSchedules } from "../../transactions/payments/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** payment_fees: what an account charges for approving payments. A payment pays by the schedule of when it was made. */
export const fees = defineMethod({
  name: "payment_fees",
  summary: "An account's fee schedule for an asset; null if it charges nothing.",
  params: { account: accountInput, asset: of(field.asset(), "CODE@issuer.") },
  result: nullable(feeSchedule.schema),
  errors: {},
  example: { params: { account: "bank-sc", asset: "HKD@gateway-hk" } },
  right: "read",
  handle({ account, asset }, { ledger }) {
    const schedule = feeSchedules.read(ledger, account, asset);
    return schedule === undefined ? null : feeSchedule.toJson(schedule);
  },
});
