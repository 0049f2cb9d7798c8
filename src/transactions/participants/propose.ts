import { ROLES } from "../../chain/participant.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { defineOperation, fail } from "../definition.ts";
import {
  approveAs,
  carryOutFailures,
  progress,
  proposalFailures,
  storedOperation,
} from "./proposals.ts";

/** A proposal may wait this long at most, so that what nobody wants any more is not applied by surprise. */
const WAIT_MS_MAX = 30 * 24 * 3_600_000;

/** account.propose: one signer of an account asks the others to approve operations, over hours or days (architecture 3). */
export const propose = defineOperation({
  tag: 0x0004,
  name: "account.propose",
  since: 1,
  summary:
    "Asks an account's other signers to approve operations; carries them out once enough do.",
  signatories: ROLES,
  threshold: "any",
  /** It may carry out orders. */
  looks: limits.looksPerTransaction,
  direct: true,
  body: field.record({
    operations: field.list(storedOperation, limits.proposedOperations, 1),
    /** Milliseconds UTC. */
    expiresAt: field.count(),
  }),
  result: progress,
  failures: {
    ...proposalFailures,
    ...carryOutFailures,
    EXPIRY_OUT_OF_RANGE: "expiresAt must lie ahead, at most 30 days. Choose another time.",
  },
  keys: () => [],
  check: () => undefined,
  apply(context, ledger) {
    const { source, body, operationId, timeMs, height } = context;
    const { operations, expiresAt } = body;
    if (expiresAt <= timeMs || expiresAt > timeMs + WAIT_MS_MAX) return fail("EXPIRY_OUT_OF_RANGE");
    return approveAs(context, ledger, operationId, {
      ...{ account: source, operations, approvals: [], expiresAt, status: "open", since: height },
      ...{ code: undefined, failedOperation: undefined },
    });
  },
});
