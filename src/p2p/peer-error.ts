/** What can go wrong at the peer-to-peer host. Codes are stable: callers and operators rely on them. */
export type PeerErrorCode =
  | "PORT_IN_USE"
  | "LISTEN_FAILED"
  | "BAD_ADDRESS"
  | "BAD_SEED"
  | "HOST_NOT_RUNNING"
  | "MESSAGE_TOO_LARGE"
  | "PEER_TIMEOUT"
  | "PEER_GONE"
  | "PEER_REFUSED"
  | "PEER_BUSY";

/** An operating error of the host: a code for programs, a sentence for people, and the values it speaks of. */
export class PeerError extends Error {
  readonly code: PeerErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: PeerErrorCode,
    message: string,
    data: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "PeerError";
    this.code = code;
    this.data = data;
  }
}
