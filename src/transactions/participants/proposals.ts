import { totalWeight } from "../../chain/participant.ts";
import { compareBytes, toHex } from "../../primitives/bytes.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import type { Ledger, LedgerReader } from "../../state/ledger.ts";
import {
  type ApprovedOperations,
  done,
  fail,
  type OperationContext,
  type Outcome,
} from "../definition.ts";
import { pairKey } from "../entry-key.ts";
import { stored } from "../stored.ts";
import { accounts } from "./records.ts";

export const storedOperation = field.record({
  tag: field.uint(16),
  body: field.blob(limits.operationBytes),
});

/**
 * Where a proposal stands. `failed`: it was approved, and an operation could not be carried out. `withdrawn`: everyone who
 * had approved took that back.
 */
export const proposalStatus = field.choice(["open", "applied", "failed", "withdrawn"]);

/** Operations of one account that wait until enough of its signers have approved them (architecture 3). */
export const proposalRecord = field.record({
  account: field.account(),
  operations: field.list(storedOperation, limits.proposedOperations, 1),
  /** Keys that approved, ascending. What they weigh is judged when it matters, by the signers of that time. */
  approvals: field.list(field.bytes(32), limits.signersPerAccount),
  /** The last block time, milliseconds UTC, at which it may be approved. */
  expiresAt: field.count(),
  status: proposalStatus,
  /** Why it failed, and by which of its operations. */
  code: field.optional(field.text(40)),
  failedOperation: field.optional(field.uint(8)),
  since: field.count(),
});
export type ProposalRecord = ValueOf<typeof proposalRecord>;

/** By account and id. */
export const proposals = stored(proposalRecord, pairKey("proposal"));

/** What a signer learns of a proposal after its own approval. */
export const progress = field.record({
  proposal: field.hash(),
  status: proposalStatus,
  /** Weight of the approvals that count, and how much is needed. */
  weight: field.uint(16),
  needed: field.uint(16),
  /** If it failed: the failure's code, and the place of the operation in the proposal. */
  code: field.optional(field.text(40)),
  failedOperation: field.optional(field.uint(8)),
});

export const proposalFailures = {
  NOT_PROPOSABLE:
    "One of the operations is unknown, malformed, or none that this account may be the source of.",
} as const;

/** What may be in the way when the approvals suffice. */
export const carryOutFailures = {
  TOO_MANY_CARRIED_OUT: `A transaction carries out ${limits.operationsPerTransaction} operations of proposals at most. Approve fewer proposals in one.`,
} as const;

export const openFailures = {
  UNKNOWN_PROPOSAL: "The account has no proposal with this id. account_proposals lists them.",
  PROPOSAL_CLOSED:
    "The proposal was carried out, failed or withdrawn already. Read it; propose anew if need be.",
  PROPOSAL_EXPIRED: "The proposal's time has passed. Propose the operations again.",
} as const;

/** A proposal that may still be approved, or why it may not. */
export function openProposal(
  { source, body, timeMs }: OperationContext<{ readonly proposal: Uint8Array }>,
  ledger: Ledger,
): ProposalRecord | keyof typeof openFailures {
  const record = proposals.read(ledger, source, body.proposal);
  if (record === undefined) return "UNKNOWN_PROPOSAL";
  if (record.status !== "open") return "PROPOSAL_CLOSED";
  return timeMs > record.expiresAt ? "PROPOSAL_EXPIRED" : record;
}

/** How far the approvals of some keys go. */
export interface Standing {
  /** Those of the keys that are signers now, ascending. Who is a signer no more counts no more. */
  readonly approvals: readonly Uint8Array[];
  readonly weight: number;
  readonly needed: number;
}

/** What the keys weigh for these operations of an account; undefined if it may not be their source any more. */
export function standingOf(
  ledger: LedgerReader,
  approved: Pick<ApprovedOperations, "judge">,
  { account: id, operations }: Pick<ProposalRecord, "account" | "operations">,
  keys: readonly Uint8Array[],
): Standing | undefined {
  const account = accounts.read(ledger, id);
  const judged = approved.judge(ledger, id, operations);
  if (account === undefined || "code" in judged) return undefined;
  const { signers, thresholds } = account.authority;
  const known = new Set(keys.map(toHex));
  const counted = signers.filter(({ publicKey }) => known.has(toHex(publicKey)));
  return {
    approvals: counted.map(({ publicKey }) => publicKey).sort(compareBytes),
    weight: totalWeight(counted),
    needed: thresholds[judged.threshold],
  };
}

type Context = Pick<OperationContext<unknown>, "source" | "signers" | "approved">;

/** Adds the signers' approvals, carries the operations out if they suffice, and writes what became of it. */
export function approveAs(
  { source, signers, approved }: Context,
  ledger: Ledger,
  id: Uint8Array,
  before: ProposalRecord,
): Outcome<ValueOf<typeof progress>> {
  const keys = [...before.approvals, ...signers];
  const standing = standingOf(ledger, approved, before, keys);
  if (standing === undefined) return fail("NOT_PROPOSABLE");
  const { approvals, weight, needed } = standing;
  let record: ProposalRecord = { ...before, approvals };
  if (weight >= needed) {
    if (!approved.hasRoomFor(before.operations.length)) return fail("TOO_MANY_CARRIED_OUT");
    const outcome = approved.apply(ledger, source, before.operations, id);
    record =
      "operation" in outcome
        ? { ...record, status: "failed", code: outcome.code, failedOperation: outcome.operation }
        : { ...record, status: "applied" };
  }
  proposals.write(ledger, record, source, id);
  const { status, code, failedOperation } = record;
  return done({ proposal: id, status, weight, needed, code, failedOperation });
}
