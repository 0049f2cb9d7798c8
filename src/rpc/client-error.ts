/** The error object of a JSON-RPC answer. */
export interface ErrorObject {
  readonly code: number;
  readonly message: string;
  readonly data?: {
    readonly code?: string;
    readonly hint?: string;
    readonly [name: string]: unknown;
  };
}

/** A call that gave no result: a stable word, what is wrong, and what to do. */
export class RpcCallError extends Error {
  readonly code: string;
  readonly hint: string;
  /** Further values, e.g. `path` of a wrong parameter or `retryAfterMs`. */
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    hint: string,
    data: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "RpcCallError";
    this.code = code;
    this.hint = hint;
    this.data = data;
  }

  static of({ code, message, data = {} }: ErrorObject): RpcCallError {
    const { code: word, hint, ...rest } = data;
    return new RpcCallError(word ?? `JSON_RPC_${code}`, message, hint ?? "", rest);
  }

  /** True if the same call may succeed a moment later. */
  get mayPass(): boolean {
    return MAY_PASS.has(this.code);
  }
}

export function unreachable(endpoint: string, cause: unknown): RpcCallError {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const reason = inner instanceof Error ? inner.message : String(inner);
  return new RpcCallError(
    "NODE_UNREACHABLE",
    `No answer from ${endpoint}${reason === "" ? "" : `: ${reason}`}.`,
    "Check that the node runs and that the address is right.",
    {},
    cause,
  );
}

const MAY_PASS: ReadonlySet<string> = new Set([
  ...["NODE_UNREACHABLE", "TOO_MANY_REQUESTS", "TOO_MANY_WAITING", "POOL_FULL", "MEMBER_QUOTA"],
]);
