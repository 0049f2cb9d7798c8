import { type Field, FieldError, type Json, type JsonContext, type Problem } from "./field.ts";
import { serialize, serializesTo } from "./serialize.ts";

export type Decoded<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/**
 * Canonical bytes of a value. Throws `FieldError` on a value outside its field: encoding a value of our own that is
 * wrong is a programming error, and SSZ would silently encode something else (2^64+5 becomes 5).
 */
export function encode<T>(field: Field<T>, value: T): Uint8Array {
  assertValid(field, value);
  return encodeValid(field, value);
}

/** The first half of `encode`: throws `FieldError` on a value outside its field. */
export function assertValid<T>(field: Field<T>, value: T): void {
  const problem = field.check(value);
  if (problem !== undefined) throw new FieldError(problem.message, problem.path);
}

/** The second half of `encode`, for a value that has passed the first and has not changed since. */
export function encodeValid<T>(field: Field<T>, value: T): Uint8Array {
  return serialize(field.ssz, field.toWire(value));
}

/**
 * The value of canonical bytes, or why there is none. Never throws, whatever the bytes.
 *
 * One value has one encoding: the decoded value is encoded again and must give the same bytes. Otherwise two different
 * byte strings would be the same transaction with two ids.
 */
export function decode<T>(field: Field<T>, bytes: Uint8Array): Decoded<T> {
  return read(field, bytes, COPIES);
}

/**
 * The same, but the byte strings in the value are views of `bytes`, which must not change any more: for what keeps its
 * bytes anyway. A view takes 100 bytes of memory, a copy of up to 64 bytes takes 250.
 */
export function decodeInPlace<T>(field: Field<T>, bytes: Uint8Array): Decoded<T> {
  const { buffer, byteOffset, length } = bytes; // a Node.js buffer's views would be such buffers
  return read(field, new Uint8Array(buffer, byteOffset, length), VIEWS);
}

const COPIES = { reuseBytes: false };
const VIEWS = { reuseBytes: true };

function read<T>(
  field: Field<T>,
  bytes: Uint8Array,
  options: { readonly reuseBytes: boolean },
): Decoded<T> {
  const { minSize, maxSize } = field.ssz;
  if (bytes.length < minSize || bytes.length > maxSize) {
    return bad(`has ${bytes.length} bytes; ${field.kind} takes ${minSize} to ${maxSize}`);
  }
  let wire: unknown;
  try {
    wire = field.ssz.deserialize(bytes, options);
  } catch (error) {
    return bad(`is not valid SSZ: ${(error as Error).message}`);
  }
  try {
    const isCanonical = serializesTo(field.ssz, wire, bytes);
    const value = field.fromWire(wire);
    const problem = field.check(value);
    if (problem !== undefined) return { ok: false, problem };
    return isCanonical ? { ok: true, value } : bad("is not in canonical form");
  } catch (error) {
    if (error instanceof FieldError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/**
 * The value of bytes that this node encoded itself: not checked again, which would cost more than reading them. Damaged
 * storage is found by the roots that every block carries.
 */
export function decodeOwn<T>(field: Field<T>, bytes: Uint8Array): T {
  return field.fromWire(field.ssz.deserialize(bytes));
}

/** The value of a JSON form, or why there is none. Never throws, whatever the JSON. */
export function parseJson<T>(
  field: Field<T>,
  json: unknown,
  context: JsonContext = {},
): Decoded<T> {
  try {
    const value = field.fromJson(json as Json, context);
    const problem = field.check(value);
    return problem === undefined ? { ok: true, value } : { ok: false, problem };
  } catch (error) {
    if (error instanceof FieldError) return { ok: false, problem: error.problem };
    throw error;
  }
}

function bad(message: string): Decoded<never> {
  return { ok: false, problem: { path: "", message } };
}
