import type { Transaction } from "../chain/transaction.ts";
import { decodeTransaction } from "../chain/transaction.ts";
import type { AccountId } from "../primitives/account-id.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { decodeInPlace } from "../primitives/fields/codec.ts";
import type { AnyShape, RecordOf } from "../primitives/fields/composites.ts";
import { domainHash } from "../primitives/hasher.ts";
import { limits } from "../primitives/limits.ts";
import { verifySignature } from "../primitives/verifier.ts";
import type { OperationDefinition } from "../transactions/definition.ts";
import { operationTypeByTag } from "../transactions/table.ts";
import { malformedAs, type Refusal } from "./refusals.ts";

/** An operation with its type and its decoded body. */
export interface Operation {
  readonly type: OperationDefinition;
  readonly source: AccountId;
  /** The source in hexadecimal: what histories, and those who compare sources, go by. */
  readonly sourceHex: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly id: Uint8Array;
}

/** A transaction whose form, chain and bodies are right, whatever the ledger holds. Signatures are checked apart. */
export interface ReadTransaction {
  readonly transaction: Transaction;
  readonly operations: readonly Operation[];
  /** How many resting offers it may look at, all operations together. */
  readonly looks: number;
  /** `transaction.id` and `wireHash` in hexadecimal: what maps of transactions are keyed by. */
  readonly id: string;
  readonly wireHash: string;
}

export type Read =
  | { readonly ok: true; readonly value: ReadTransaction }
  | { readonly ok: false; readonly refusal: Refusal };

const hashOperation = domainHash("portolan operation 1");

/** Reads a transaction from the wire: decoding, chain id, operation types, bodies and their `check`. Never throws. */
export function readTransaction(bytes: Uint8Array, chainId: Uint8Array): Read {
  if (bytes.length > limits.transactionBytes) {
    return refuse(malformedAs("TOO_LARGE", `The transaction has ${bytes.length} bytes.`));
  }
  const decoded = decodeTransaction(bytes);
  if (!decoded.ok) {
    const { path, message } = decoded.problem;
    const code = path === "body.operations" ? "TOO_MANY_OPERATIONS" : "MALFORMED_TRANSACTION";
    return refuse(malformedAs(code, `${path === "" ? "transaction" : path} ${message}.`));
  }
  return readOperations(decoded.value, chainId);
}

/** The second half of `readTransaction`, for a transaction that was built here and not decoded. */
export function readOperations(transaction: Transaction, chainId: Uint8Array): Read {
  const { body, id } = transaction;
  if (!equalBytes(body.chainId, chainId)) {
    return refuse(malformedAs("WRONG_CHAIN", "The transaction names another chain id."));
  }
  const operations: Operation[] = [];
  for (const [index, envelope] of body.operations.entries()) {
    const source = envelope.source ?? body.account;
    const operation = readOperation(envelope.tag, source, envelope.body, operationId(id, index));
    if ("code" in operation) {
      return refuse({ ...operation, message: `operations.${index}: ${operation.message}` });
    }
    operations.push(operation);
  }
  const wanted = operations.reduce((sum, { type }) => sum + (type.looks ?? 0), 0);
  const looks = Math.min(limits.looksPerTransaction, wanted);
  const wireHash = toHex(transaction.wireHash);
  return { ok: true, value: { transaction, operations, looks, id: toHex(id), wireHash } };
}

/** True if every signature is its key's, over the transaction's id. The costly check: cached by wireHash. */
export function signaturesHold({ id, signatures }: Transaction): boolean {
  return signatures.every(({ publicKey, signature }) => verifySignature(signature, id, publicKey));
}

/** One operation of the wire or of a proposal: its type, its body, and its type's `check`. */
export function readOperation(
  tag: number,
  source: AccountId,
  bytes: Uint8Array,
  id: Uint8Array,
): Operation | Refusal {
  const type = operationTypeByTag(tag);
  if (type === undefined) return malformedAs("UNKNOWN_TYPE", `Tag ${tag} is no operation type.`);
  const decoded = decodeInPlace(type.body, bytes);
  if (!decoded.ok) {
    const { path, message } = decoded.problem;
    return malformedAs("MALFORMED_BODY", `${type.name} ${path === "" ? "body" : path} ${message}.`);
  }
  const body = decoded.value;
  const code = type.check({ source, body });
  if (code !== undefined) {
    const hint = type.failures[code]!;
    return { kind: "malformed", code, message: `${type.name}: ${hint}`, hint };
  }
  return { type, source, sourceHex: toHex(source), body, id };
}

/** The first protocol version that knows an operation, its body included. */
export function neededVersion({ type, body }: Operation): number {
  return type.sinceOf?.(body as RecordOf<AnyShape>) ?? type.since;
}

/** Names an operation for ever: by its transaction, or by the proposal that held it, and its place there. */
export function operationId(parent: Uint8Array, index: number): Uint8Array {
  return hashOperation(parent, places[index]!);
}

const places = Array.from({ length: limits.operationsPerTransaction }, (_, i) => Uint8Array.of(i));

function refuse(refusal: Refusal): Read {
  return { ok: false, refusal };
}
