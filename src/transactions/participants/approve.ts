import { ROLES } from "../../chain/participant.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { approveAs, progress, proposalFailures, proposals } from "./proposals.ts";

/** account.approve: adds a signer's weight to a proposal; the approval that reaches the threshold applies it. */
export const approve = defineOperation({
  tag: 0x0005,
  name: "account.approve",
  since: 1,
  summary: "Approves a proposal of the account; carries it out if that reaches the threshold.",
  signatories: ROLES,
  threshold: "any",
  direct: true,
  body: field.record({ proposal: field.hash() }),
  result: progress,
  failures: {
    ...proposalFailures,
    UNKNOWN_PROPOSAL: "The account has no proposal with this id. account_proposals lists them.",
    PROPOSAL_CLOSED:
      "The proposal was carried out or failed already. Read it; propose anew if need be.",
    PROPOSAL_EXPIRED: "The proposal's time has passed. Propose the operations again.",
    APPROVED_ALREADY:
      "All keys that signed have approved before. Another signer of the account must.",
  },
  keys: ({ source, body }) => [proposals.key(source, body.proposal)],
  check: () => undefined,
  apply(context, ledger) {
    const { source, body, timeMs, signers } = context;
    const before = proposals.read(ledger, source, body.proposal);
    if (before === undefined) return fail("UNKNOWN_PROPOSAL");
    if (before.status !== "open") return fail("PROPOSAL_CLOSED");
    if (timeMs > before.expiresAt) return fail("PROPOSAL_EXPIRED");
    const known = new Set(before.approvals.map(toHex));
    if (signers.every((key) => known.has(toHex(key)))) return fail("APPROVED_ALREADY");
    const after = approveAs(context, ledger, body.proposal, before);
    return after === undefined ? fail("NOT_PROPOSABLE") : done(after);
  },
});
