import { ROLES } from "../../chain/participant.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import {
  openFailures,
  openProposal,
  progress,
  proposalFailures,
  proposals,
  standingOf,
} from "./proposals.ts";

/** account.withdraw: signers take their own approval back. Once nobody's is left, the proposal is withdrawn for good. */
export const withdraw = defineOperation({
  tag: 0x0006,
  name: "account.withdraw",
  since: 3,
  summary: "Takes one's own approval of a proposal back; closes it once no approval is left.",
  signatories: ROLES,
  threshold: "any",
  direct: true,
  body: field.record({ proposal: field.hash() }),
  result: progress,
  failures: {
    ...proposalFailures,
    ...openFailures,
    NOT_APPROVED:
      "None of the keys that signed has approved it. Who never approves need not withdraw.",
  },
  keys: ({ source, body }) => [proposals.key(source, body.proposal)],
  check: () => undefined,
  apply(context, ledger) {
    const { source, body, signers, approved } = context;
    const before = openProposal(context, ledger);
    if (typeof before === "string") return fail(before);
    const leaving = new Set(signers.map(toHex));
    const left = before.approvals.filter((key) => !leaving.has(toHex(key)));
    if (left.length === before.approvals.length) return fail("NOT_APPROVED");
    const standing = standingOf(ledger, approved, before, left);
    if (standing === undefined) return fail("NOT_PROPOSABLE");
    const { approvals, weight, needed } = standing;
    const status = approvals.length === 0 ? ("withdrawn" as const) : before.status;
    proposals.write(ledger, { ...before, approvals, status }, source, body.proposal);
    const { code, failedOperation } = before;
    return done({ proposal: body.proposal, status, weight, needed, code, failedOperation });
  },
});
