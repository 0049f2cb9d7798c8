import type { Refusal } from "../execution/refusals.ts";
import type { Json } from "../primitives/fields/field.ts";

/** JSON-RPC's numbers. Programs should go by `data.code`, which says more and is never renamed. */
export const rpcNumbers = {
  parse: -32_700,
  invalidRequest: -32_600,
  unknownMethod: -32_601,
  invalidParams: -32_602,
  internal: -32_603,
  /** An answer of a method that is none of the below. */
  method: -32_000,
  malformedTransaction: -32_001,
  rejectedTransaction: -32_002,
  forbidden: -32_003,
  tooMany: -32_005,
} as const;

/** Errors that any call can meet: number and the sentence that says what to do. */
export const commonErrors = {
  MALFORMED_JSON: [rpcNumbers.parse, "Send one JSON document in UTF-8."],
  INVALID_REQUEST: [
    rpcNumbers.invalidRequest,
    'Send {"jsonrpc":"2.0","id":1,"method":"…","params":{…}}.',
  ],
  BATCH_TOO_LONG: [rpcNumbers.invalidRequest, "Send at most 100 requests in one batch."],
  BODY_TOO_LARGE: [rpcNumbers.invalidRequest, "Send at most 8 MiB; split the batch."],
  UNSUPPORTED_MEDIA_TYPE: [
    rpcNumbers.invalidRequest,
    "Send the header content-type: application/json.",
  ],
  UNKNOWN_METHOD: [rpcNumbers.unknownMethod, "rpc.discover lists the methods of this node."],
  INVALID_PARAMS: [
    rpcNumbers.invalidParams,
    "Compare the parameter that data.path names with the method's entry in rpc.discover.",
  ],
  INTERNAL_ERROR: [
    rpcNumbers.internal,
    "The node's log has the cause under this time. Report it to the operator.",
  ],
  FORBIDDEN_HOST: [
    rpcNumbers.forbidden,
    "Address the node as localhost or 127.0.0.1, or add the name to its configuration.",
  ],
  FORBIDDEN_ORIGIN: [
    rpcNumbers.forbidden,
    "Open the page from the node itself, or add the page's origin to its configuration.",
  ],
  TOO_MANY_REQUESTS: [
    rpcNumbers.tooMany,
    "Wait for the time in retry-after (data.retryAfterMs), then go on more slowly.",
  ],
} as const;
export type CommonErrorCode = keyof typeof commonErrors;

/** An answer that is an error: a number for JSON-RPC, a stable word for programs, sentences for people. */
export class RpcError extends Error {
  readonly number: number;
  readonly code: string;
  readonly hint: string;
  readonly data: Readonly<Record<string, Json>>;

  constructor(
    number: number,
    code: string,
    message: string,
    hint: string,
    data: Readonly<Record<string, Json>> = {},
  ) {
    super(message);
    this.name = "RpcError";
    this.number = number;
    this.code = code;
    this.hint = hint;
    this.data = data;
  }

  /** The error object of a JSON-RPC response. */
  toJson(): { code: number; message: string; data: Record<string, Json> } {
    const { number, code, message, hint, data } = this;
    return { code: number, message, data: { code, hint, ...data } };
  }
}

export function commonError(
  code: CommonErrorCode,
  message: string,
  data: Readonly<Record<string, Json>> = {},
): RpcError {
  const [number, hint] = commonErrors[code];
  return new RpcError(number, code, message, hint, data);
}

/** A wrong parameter. `path` leads to it, e.g. `operations.3.body.amount`; empty for the parameters as a whole. */
export function invalidParams(path: string, message: string): RpcError {
  const subject = path === "" ? "The parameters" : path;
  return commonError("INVALID_PARAMS", `${subject}: ${message}.`, { path });
}

/** A transaction that is not taken, as an error. */
export function refusalError(refusal: Refusal, data: Readonly<Record<string, Json>> = {}) {
  const { kind, code, message, hint } = refusal;
  const number =
    kind === "malformed" ? rpcNumbers.malformedTransaction : rpcNumbers.rejectedTransaction;
  return new RpcError(number, code, message, hint, { kind, ...data });
}
