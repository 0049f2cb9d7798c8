import type { Type } from "@chainsafe/ssz";

/** What JSON can hold. Numbers are only used where every value fits a JavaScript number exactly. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Why a value is not one of its field: where in the value, and a sentence that says what was expected. */
export interface Problem {
  /** Dotted path from the outermost value, e.g. `operations.3.amount`; empty for the value itself. */
  readonly path: string;
  readonly message: string;
}

/** Something outside that JSON parsing may ask: names stand for accounts where a node resolves them. */
export interface JsonContext {
  resolveName?(name: string): Uint8Array | undefined;
}

/**
 * One kind of data, declared once: its TypeScript type, canonical bytes, JSON, checks and documentation.
 *
 * `wire` is the value as the SSZ library wants it. Most kinds are `plain`: wire and value are the same, and nothing is
 * copied on the way in or out.
 */
export interface Field<T> {
  /** Short name for documentation, e.g. `account`, `text(35)`. */
  readonly kind: string;
  readonly ssz: Type<unknown>;
  readonly plain: boolean;
  /** JSON Schema of the JSON form. */
  readonly schema: { readonly [key: string]: Json };
  /** SSZ's encoder checks no range, so every value passes here before it is encoded and after it is decoded. */
  check(value: T): Problem | undefined;
  toWire(value: T): unknown;
  /** May turn the wire value itself into the result. Throws `FieldError` if it has no meaning (bad UTF-8, an unknown choice). */
  fromWire(wire: unknown): T;
  toJson(value: T): Json;
  /** Throws `FieldError` if the JSON is not of this kind. */
  fromJson(json: Json, context: JsonContext): T;
}

/** The TypeScript type of a field's values. */
export type ValueOf<F> = F extends Field<infer T> ? T : never;

/** A value that is not of its field. Thrown inside a decoder only: `decode` and `parseJson` turn it into a `Problem`. */
export class FieldError extends Error {
  readonly problem: Problem;

  constructor(message: string, path = "") {
    super(message);
    this.problem = { path, message };
  }

  /** The same error seen from one level further out. */
  within(step: string | number): FieldError {
    return new FieldError(this.problem.message, joinPath(step, this.problem.path));
  }
}

export function joinPath(step: string | number, inner: string): string {
  return inner === "" ? String(step) : `${step}.${inner}`;
}

/** Runs `read`, naming `step` in the path of whatever it finds wrong. */
export function within<T>(step: string | number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof FieldError ? error.within(step) : error;
  }
}
