/**
 * Why a transaction is not taken: malformed (never included anywhere; the peer that sent it is penalised) or rejected
 * (not now, or not here). Failures of single operations stand in their own files. Codes are never renamed.
 */
export const malformed = {
  MALFORMED_TRANSACTION:
    "The bytes or the JSON are not a transaction. Build it with tx_build, or compare with docs/signing.md.",
  TOO_LARGE: "The transaction is larger than 65,536 bytes. Split it into several transactions.",
  TOO_MANY_OPERATIONS:
    "A transaction has 1 to 100 operations. Split the list into several transactions.",
  UNKNOWN_TYPE:
    "No operation type has this tag or name. `portolan op --list` shows those of this version.",
  MALFORMED_BODY: "The operation's body does not fit its type. The message names the field.",
  WRONG_CHAIN:
    "The transaction was signed for another network. Use the chain id that node_info shows and sign again.",
  BAD_SIGNATURE:
    "A signature does not fit its public key and the transaction. Sign the id that tx_build returns, unchanged.",
} as const;

export const rejected = {
  EXPIRED:
    "validUntil has passed. Build the transaction again with a later one; it cannot be included any more.",
  VALID_UNTIL_TOO_FAR:
    "validUntil lies further ahead than the network's lifetime (node_info: lifetimeMs). Choose an earlier one.",
  ALREADY_COMMITTED:
    "This transaction is in a block already. Nothing is left to do; read it with tx_get.",
  NOT_YET_ACTIVE:
    "An operation belongs to a protocol version that is not in force yet. node_info shows the one that is.",
  POOL_FULL: "The node is busy. Retry after a second, or submit to another node.",
  MEMBER_QUOTA: "The node is busy: too many of its transactions are waiting. Retry after a second.",
  ACCOUNT_QUOTA:
    "The account has too many transactions waiting. Wait until some are committed, then retry.",
} as const;

/** Failures that any operation can have: they are about who signs. */
export const commonFailures = {
  UNKNOWN_SOURCE:
    "The source account is not registered. The council admits it with participant.register.",
  INSUFFICIENT_WEIGHT:
    "The signatures do not reach the threshold of a source account. Add signers of that account.",
  ROLE_NOT_ALLOWED:
    "The source's roles do not allow this operation. The reference names those that do.",
  SUSPENDED:
    "The source's participant is suspended. participant_get gives the reason and says by whom.",
  NOT_COUNCIL: "Only the council account may be the source. Its members sign together.",
  INVARIANT:
    "The ledger refused a result that breaks an invariant. Nothing was written; report it to the operator.",
} as const;

export type MalformedCode = keyof typeof malformed;
export type RejectedCode = keyof typeof rejected;

/** A transaction that is not taken. `code` may also be an operation's own `check` failure: that too is malformed. */
export interface Refusal {
  readonly kind: "malformed" | "rejected";
  readonly code: string;
  /** What is wrong and where, for people. */
  readonly message: string;
  readonly hint: string;
}

export function malformedAs(code: MalformedCode, message: string): Refusal {
  return { kind: "malformed", code, message, hint: malformed[code] };
}

export function rejectedAs(code: RejectedCode, message: string): Refusal {
  return { kind: "rejected", code, message, hint: rejected[code] };
}
