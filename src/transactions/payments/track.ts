import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { trackingReason } from "./codes.ts";
import { AGENT_ROLES } from "./hold.ts";
import { hasRoomForStep, heldFailures, openAs, withStep } from "./held.ts";
import { payments } from "./records.ts";

/** payment.track: an agent says where a held payment is, in the words of gpi; payer and receiver can follow it. */
export const track = defineOperation({
  tag: 0x0105,
  name: "payment.track",
  since: 3,
  summary: "Says where a held payment is and what it waits for.",
  signatories: AGENT_ROLES,
  threshold: "low",
  body: field.record({ uetr: field.uuid(), reason: trackingReason }),
  /** How many steps there are now. */
  result: field.record({ steps: field.uint(8) }),
  failures: {
    ...heldFailures,
    TOO_MANY_STEPS: "The payment has as many steps as fit. Decide: approve it or refuse it.",
  },
  keys: ({ body }) => [payments.key(body.uetr)],
  check: () => undefined,
  apply(context, ledger) {
    const { source, body, height, timeMs } = context;
    const open = openAs(ledger, body.uetr, context);
    if (!open.ok) return fail(open.code);
    if (!hasRoomForStep(open.payment)) return fail("TOO_MANY_STEPS");
    const payment = withStep(open.payment, body.reason, { source, height, timeMs });
    payments.write(ledger, payment, body.uetr);
    return done({ steps: payment.steps?.length ?? 0 });
  },
});
