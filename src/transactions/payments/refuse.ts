import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { reasonCode } from "./codes.ts";
import { AGENT_ROLES } from "./hold.ts";
import { decide, decisionFailures, openAs, reject } from "./held.ts";
import { payments } from "./records.ts";

/** payment.refuse: one of the parties that a held payment names stops it; the payer has its funds again. */
export const refuse = defineOperation({
  tag: 0x0104,
  name: "payment.refuse",
  since: 3,
  summary: "Refuses a held payment with a reason; the payer has its funds again.",
  signatories: AGENT_ROLES,
  threshold: "medium",
  body: field.record({ uetr: field.uuid(), reason: reasonCode }),
  result: field.record({ released: field.amount() }),
  failures: decisionFailures,
  keys: ({ body }) => [payments.key(body.uetr)],
  check: () => undefined,
  apply(context, ledger) {
    const { source, body, height, timeMs } = context;
    const open = openAs(ledger, body.uetr, context);
    if (!open.ok) return fail(open.code);
    if (open.agent.decision !== "waiting") return fail("DECIDED_ALREADY");
    const payment = decide(ledger, open.payment, open.agent, "refused");
    reject(ledger, payment, body.reason, { source, height, timeMs });
    const released = { asset: payment.amount.asset, minor: payment.holding.held };
    return done({ released });
  },
});
