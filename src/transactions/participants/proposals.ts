import { compareBytes, toHex } from "../../primitives/bytes.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import type { Ledger } from "../../state/ledger.ts";
import type { OperationContext } from "../definition.ts";
import { pairKey } from "../entry-key.ts";
import { stored } from "../stored.ts";
import { accounts, type AccountRecord } from "./records.ts";

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

type Context = Pick<OperationContext<unknown>, "source" | "signers" | "approved">;

/** Adds the signers' approvals, carries the operations out if they suffice, and writes what became of it. */
export function approveAs(
  { source, signers, approved }: Context,
  ledger: Ledger,
  id: Uint8Array,
  before: ProposalRecord,
): ValueOf<typeof progress> | undefined {
  const account = accounts.read(ledger, source);
  const judged = approved.judge(ledger, source, before.operations);
  if (account === undefined || "code" in judged) return undefined;
  const needed = account.authority.thresholds[judged.threshold];
  const approvals = approvalsOf(account, before.approvals, signers);
  const weight = approvals.reduce((sum, one) => sum + one.weight, 0);
  let record: ProposalRecord = {
    ...before,
    approvals: approvals.map(({ publicKey }) => publicKey).sort(compareBytes),
  };
  if (weight >= needed) {
    const outcome = approved.apply(ledger, source, before.operations, id);
    record =
      "operation" in outcome
        ? { ...record, status: "failed", code: outcome.code, failedOperation: outcome.operation }
        : { ...record, status: "applied" };
  }
  proposals.write(ledger, record, source, id);
  const { status, code, failedOperation } = record;
  return { proposal: id, status, weight, needed, code, failedOperation };
}

/** The account's signers of now that approved before or do so now. Who is a signer no more counts no more. */
function approvalsOf(
  { authority }: AccountRecord,
  before: readonly Uint8Array[],
  signers: readonly Uint8Array[],
): AccountRecord["authority"]["signers"] {
  const keys = new Set([...before, ...signers].map(toHex));
  return authority.signers.filter(({ publicKey }) => keys.has(toHex(publicKey)));
}
