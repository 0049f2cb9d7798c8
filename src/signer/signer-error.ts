/** Why a signer, or a node's way to it, cannot start or go on: a stable code, and a sentence that says what to do. */
export type SignerErrorCode =
  | "BAD_CONFIG"
  | "BAD_TLS"
  | "STATE_NOT_MADE"
  | "STATE_EXISTS"
  | "STATE_MISSING"
  | "STATE_DAMAGED"
  | "STATE_OF_OTHER_KEY"
  | "STATE_EXPOSED"
  | "STATE_IN_USE"
  | "STATE_WRITE_FAILED"
  | "SOCKET_EXPOSED"
  | "ADDRESS_IN_USE"
  | "LISTEN_FAILED"
  | "WRONG_SIGNER_KEY";

export class SignerError extends Error {
  readonly code: SignerErrorCode;

  constructor(code: SignerErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "SignerError";
    this.code = code;
  }
}
