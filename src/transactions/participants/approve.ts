import { ROLES } from "../../chain/participant.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { defineOperation, fail } from "../definition.ts";
import {
  approveAs,
  carryOutFailures,
  openFailures,
  openProposal,
  progress,
  proposalFailures,
  proposals,
  standingOf,
} from "./proposals.ts";

/** account.approve: adds a signer's weight to a proposal; the approval that reaches the threshold applies it. */
export const approve = defineOperation({
  tag: 0x0005,
  name: "account.approve",
  since: 1,
  summary: "Approves a proposal of the account; carries it out if that reaches the threshold.",
  signatories: ROLES,
  threshold: "any",
  /** It may carry out orders. */
  looks: limits.looksPerTransaction,
  direct: true,
  body: field.record({ proposal: field.hash() }),
  result: progress,
  failures: {
    ...proposalFailures,
    ...carryOutFailures,
    ...openFailures,
    APPROVED_ALREADY:
      "All keys that signed have approved before. Another signer of the account must.",
  },
  keys: ({ source, body }) => [proposals.key(source, body.proposal)],
  check: () => undefined,
  apply(context, ledger) {
    const { body, signers, approved, protocolVersion } = context;
    const before = openProposal(context, ledger);
    if (typeof before === "string") return fail(before);
    const known = new Set(before.approvals.map(toHex));
    if (signers.every((key) => known.has(toHex(key)))) {
      // The thresholds may have been lowered since: then what is approved is enough, and this carries it out.
      const standing = standingOf(ledger, approved, before, before.approvals);
      const isEnough = standing !== undefined && standing.weight >= standing.needed;
      if (protocolVersion < 3 || !isEnough) return fail("APPROVED_ALREADY");
    }
    return approveAs(context, ledger, body.proposal, before);
  },
});
