import {
  sealTransaction,
  signature,
  type Signature,
  type OperationEnvelope,
  type Transaction,
  transactionBody,
  type TransactionBody,
} from "../chain/transaction.ts";
import { malformedAs } from "../execution/refusals.ts";
import { toHex } from "../primitives/bytes.ts";
import { decode, encode, parseJson } from "../primitives/fields/codec.ts";
import { FieldError, type Json, type JsonContext } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { limits } from "../primitives/limits.ts";
import { operationTypeByName, operationTypeByTag } from "../transactions/table.ts";
import { refusalError } from "./rpc-error.ts";

/**
 * Transactions as JSON: {body: {chainId, account, nonce, validUntil, operations: [{type, source?, body}]}, signatures}.
 *
 * JSON is a convenience of the API. What is hashed and signed is always the canonical bytes, so a program that does not
 * trust the node's conversion decodes the bytes of tx_build and compares.
 */

const signatures = field.list(signature, limits.signaturesPerTransaction, 1);
const envelope = { ...transactionBody.shape };
const source = field.optional(field.account());

export function transactionToJson({ body, signatures: list }: Transaction): Json {
  return { body: bodyToJson(body), signatures: signatures.toJson(list) };
}

export function bodyToJson(body: TransactionBody): Json {
  return {
    chainId: toHex(body.chainId),
    account: envelope.account.toJson(body.account),
    nonce: toHex(body.nonce),
    validUntil: body.validUntil,
    operations: body.operations.map(operationToJson),
  };
}

export function operationToJson({ tag, source: from, body }: OperationEnvelope): Json {
  const type = operationTypeByTag(tag);
  const decoded = type === undefined ? undefined : decode(type.body, body);
  const readable =
    type !== undefined && decoded?.ok === true
      ? { type: type.name, body: type.body.toJson(decoded.value) }
      : { type: `tag ${tag}`, body: { bytes: toHex(body) } }; // of a version that this program does not know
  return from === undefined ? readable : { ...readable, source: source.toJson(from) };
}

/** The signed transaction of a JSON form. Throws `RpcError` with the path of what is wrong. */
export function transactionFromJson(json: Json, context: JsonContext): Transaction {
  const { body, signatures: list } = members(json, "", ["body", "signatures"]);
  const parsedBody = bodyFromJson(body, context);
  const parsed = parseJson(signatures, list, context);
  if (!parsed.ok) throw malformed(join("signatures", parsed.problem.path), parsed.problem.message);
  return seal(parsedBody, parsed.value);
}

function seal(body: TransactionBody, list: readonly Signature[]): Transaction {
  try {
    return sealTransaction(body, list);
  } catch (error) {
    if (error instanceof FieldError) throw malformed(error.problem.path, error.problem.message);
    throw error;
  }
}

/** The unsigned body of a JSON form. Throws `RpcError` with the path of what is wrong. */
export function bodyFromJson(json: Json | undefined, context: JsonContext): TransactionBody {
  const names = ["chainId", "account", "nonce", "validUntil", "operations"];
  const given = members(json, "body", names);
  const read = <T>(name: string, kind: Parameters<typeof parseJson<T>>[0]): T => {
    const parsed = parseJson(kind, given[name], context);
    if (parsed.ok) return parsed.value;
    throw malformed(join(`body.${name}`, parsed.problem.path), parsed.problem.message);
  };
  return {
    chainId: read("chainId", envelope.chainId),
    account: read("account", envelope.account),
    nonce: read("nonce", envelope.nonce),
    validUntil: read("validUntil", envelope.validUntil),
    operations: operationsFromJson(given["operations"], context, "body.operations"),
  };
}

/** A list of operations. Throws `RpcError`: TOO_MANY_OPERATIONS, UNKNOWN_TYPE, MALFORMED_BODY, MALFORMED_TRANSACTION. */
export function operationsFromJson(
  json: Json | undefined,
  context: JsonContext,
  path: string,
): OperationEnvelope[] {
  if (!Array.isArray(json)) throw malformed(path, "must be a list of operations");
  if (json.length < 1 || json.length > limits.operationsPerTransaction) {
    const message = `${path} has ${json.length} operations.`;
    throw refusalError(malformedAs("TOO_MANY_OPERATIONS", message), { path });
  }
  return json.map((one, index) => operationFromJson(one, context, `${path}.${index}`));
}

function operationFromJson(json: Json, context: JsonContext, path: string): OperationEnvelope {
  const given = members(json, path, ["type", "source", "body"]);
  const name = given["type"];
  const type = typeof name === "string" ? operationTypeByName(name) : undefined;
  if (type === undefined) {
    const shown = typeof name === "string" ? name.slice(0, 60) : "what was given";
    const message = `${path}.type: ${shown} is no operation type.`;
    throw refusalError(malformedAs("UNKNOWN_TYPE", message), { path: `${path}.type` });
  }
  const from = parseJson(source, given["source"], context);
  if (!from.ok) throw malformed(`${path}.source`, from.problem.message);
  const parsed = parseJson(type.body, given["body"], context);
  if (!parsed.ok) {
    const where = join(`${path}.body`, parsed.problem.path);
    const message = `${type.name}: ${where} ${parsed.problem.message}.`;
    throw refusalError(malformedAs("MALFORMED_BODY", message), { path: where });
  }
  const body = encode(type.body, parsed.value);
  if (body.length > limits.operationBytes) {
    throw malformed(`${path}.body`, `has more than ${limits.operationBytes} bytes`);
  }
  return { tag: type.tag, source: from.value, body };
}

function members(json: Json | undefined, path: string, names: string[]): Record<string, Json> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw malformed(path, "must be an object");
  }
  for (const name of Object.keys(json)) {
    if (!names.includes(name)) throw malformed(join(path, name), "is not a known field");
  }
  return json;
}

function malformed(path: string, message: string) {
  const subject = path === "" ? "transaction" : path;
  return refusalError(malformedAs("MALFORMED_TRANSACTION", `${subject} ${message}.`), { path });
}

function join(outer: string, inner: string): string {
  if (outer === "") return inner;
  return inner === "" ? outer : `${outer}.${inner}`;
}
