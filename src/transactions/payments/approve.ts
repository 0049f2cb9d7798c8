import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { deliveredOf } from "./conversions.ts";
import { AGENT_ROLES } from "./hold.ts";
import { decide, decisionFailures, openAs, settle, settlementFailures } from "./held.ts";
import { paymentStatus, payments } from "./records.ts";

/** payment.approve: one of the parties that a held payment names lets it pass; the last one settles it in the same block. */
export const approve = defineOperation({
  tag: 0x0103,
  name: "payment.approve",
  since: 3,
  summary: "Approves a held payment; the last approval settles it.",
  signatories: AGENT_ROLES,
  threshold: "medium",
  body: field.record({ uetr: field.uuid() }),
  result: field.record({
    status: paymentStatus,
    /** How many have yet to decide. */
    waiting: field.uint(8),
    /** What the creditor has got, if this settled it. */
    delivered: field.optional(field.amount()),
    /** What the agents have got, in minor units, if this settled it. */
    fees: field.optional(field.uint64()),
  }),
  failures: { ...decisionFailures, ...settlementFailures },
  keys: ({ body }) => [payments.key(body.uetr)],
  check: () => undefined,
  apply(context, ledger) {
    const { source, body, height, timeMs } = context;
    const open = openAs(ledger, body.uetr, context);
    if (!open.ok) return fail(open.code);
    if (open.agent.decision !== "waiting") return fail("DECIDED_ALREADY");
    const payment = decide(ledger, open.payment, open.agent, "passed");
    const { agents } = payment.holding;
    const waiting = agents.filter(({ decision }) => decision === "waiting").length;
    if (waiting > 0) {
      payments.write(ledger, payment, body.uetr);
      return done({ status: payment.status, waiting, delivered: undefined, fees: undefined });
    }
    const code = settle(ledger, payment, { source, height, timeMs });
    if (code !== undefined) return fail(code);
    const delivered = deliveredOf(ledger, payment);
    const fees = agents.reduce((sum, { fee }) => sum + fee, 0n);
    return done({ status: "ACCC" as const, waiting, delivered, fees });
  },
});
