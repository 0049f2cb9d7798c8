/** Why a node cannot start or go on, for the operator: a stable code, and a sentence that says what to do. */
export type NodeErrorCode =
  | "BAD_CONFIG"
  | "BLOCKS_GONE"
  | "BAD_GENESIS"
  | "WRONG_NETWORK"
  | "DATABASE_DAMAGED"
  | "JOURNAL_FULL"
  | "JOURNAL_WRITE_FAILED"
  | "NOT_A_MEMBER"
  | "PERSON_LIMITS_DAMAGED"
  | "UPGRADE_NEEDED";

export class NodeError extends Error {
  readonly code: NodeErrorCode;
  readonly data: object;

  constructor(code: NodeErrorCode, message: string, data: object = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.data = data;
  }
}
