import {
  ContainerType,
  ListBasicType,
  ListCompositeType,
  OptionalType,
  type BasicType,
  type CompositeType,
} from "@chainsafe/ssz";

import { type Field, FieldError, type Json, joinPath, type ValueOf, within } from "./field.ts";

/** The element kinds of SSZ's constructors, which tell basic from composite in their types. */
type Composite = CompositeType<unknown, unknown, unknown>;

/** Absent (undefined; null or missing in JSON) or one value. */
export function optional<T>(inner: Field<T>): Field<T | undefined> {
  return {
    kind: `optional ${inner.kind}`,
    ssz: new OptionalType(inner.ssz as Composite),
    plain: false, // SSZ says null where TypeScript says undefined
    schema: { anyOf: [inner.schema, { type: "null" }] },
    check: (value) => (value === undefined ? undefined : inner.check(value)),
    toWire: (value) => (value === undefined ? null : inner.toWire(value)),
    fromWire: (wire) => (wire === null ? undefined : inner.fromWire(wire)),
    toJson: (value) => (value === undefined ? null : inner.toJson(value)),
    fromJson: (json, context) =>
      json === null || json === undefined ? undefined : inner.fromJson(json, context),
  };
}

/** From `min` (default 0) up to `max` values, in order. */
export function list<T>(inner: Field<T>, max: number, min = 0): Field<readonly T[]> {
  const message = `must be a list of ${min} to ${max} of ${inner.kind}`;
  const ssz = inner.ssz.isBasic
    ? new ListBasicType(inner.ssz as unknown as BasicType<unknown>, max)
    : new ListCompositeType(inner.ssz as Composite, max);
  return {
    kind: `list(${inner.kind}, ${max})`,
    ssz,
    plain: inner.plain,
    schema: { type: "array", items: inner.schema, minItems: min, maxItems: max },
    check(values) {
      if (!Array.isArray(values) || values.length < min || values.length > max) {
        return { path: "", message };
      }
      for (let i = 0; i < values.length; i++) {
        const problem = inner.check(values[i] as T);
        if (problem !== undefined) return { ...problem, path: joinPath(i, problem.path) };
      }
      return undefined;
    },
    toWire: (values) => (inner.plain ? values : values.map((value) => inner.toWire(value))),
    fromWire: (wire) =>
      inner.plain
        ? (wire as T[])
        : (wire as unknown[]).map((item, i) => within(i, () => inner.fromWire(item))),
    toJson: (values) => values.map((value) => inner.toJson(value)),
    fromJson(json, context) {
      if (!Array.isArray(json) || json.length > max) throw new FieldError(message);
      return json.map((item, i) => within(i, () => inner.fromJson(item, context)));
    },
  };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a field is invariant, so only `any` accepts every field
export type AnyShape = Readonly<Record<string, Field<any>>>;

/** The TypeScript type of a record's values. */
export type RecordOf<S extends AnyShape> = { readonly [Name in keyof S]: ValueOf<S[Name]> };

export interface RecordField<S extends AnyShape> extends Field<RecordOf<S>> {
  readonly shape: S;
}

/** Named values in a fixed order. JSON takes no unknown names, so a misspelt optional field is never lost silently. */
export function record<const S extends AnyShape>(shape: S): RecordField<S> {
  const entries = Object.entries(shape) as [string, Field<unknown>][];
  // Only these differ on the wire: the rest of a value goes through as it is.
  const converted = entries.filter(([, inner]) => !inner.plain);
  const map = (from: object, read: (inner: Field<unknown>, value: unknown) => unknown): unknown => {
    const mapped: Record<string, unknown> = {};
    for (const [name, inner] of entries) {
      const value = (from as Record<string, unknown>)[name];
      mapped[name] = within(name, () => read(inner, value));
    }
    return mapped;
  };
  return {
    shape,
    kind: `{${entries.map(([name]) => name).join(", ")}}`,
    ssz: new ContainerType(Object.fromEntries(entries.map(([name, inner]) => [name, inner.ssz]))),
    plain: converted.length === 0,
    schema: {
      type: "object",
      properties: Object.fromEntries(entries.map(([name, inner]) => [name, inner.schema])),
      required: entries.filter(([, inner]) => !inner.kind.startsWith("optional")).map(([n]) => n),
      additionalProperties: false,
    },
    check(value) {
      if (typeof value !== "object" || value === null) {
        return { path: "", message: "must be an object" };
      }
      for (const [name, inner] of entries) {
        const problem = inner.check((value as Record<string, unknown>)[name]);
        if (problem !== undefined) return { ...problem, path: joinPath(name, problem.path) };
      }
      return undefined;
    },
    toWire(value) {
      if (converted.length === 0) return value;
      const wire: Record<string, unknown> = { ...value };
      for (const [name, inner] of converted) wire[name] = inner.toWire(wire[name]);
      return wire;
    },
    fromWire(wire) {
      const value = wire as Record<string, unknown>;
      for (const [name, inner] of converted) {
        try {
          value[name] = inner.fromWire(value[name]);
        } catch (error) {
          throw error instanceof FieldError ? error.within(name) : error;
        }
      }
      return value as RecordOf<S>;
    },
    toJson: (value) => map(value, (inner, item) => inner.toJson(item)) as { [key: string]: Json },
    fromJson(json, context) {
      if (typeof json !== "object" || json === null || Array.isArray(json)) {
        throw new FieldError("must be an object");
      }
      for (const name of Object.keys(json)) {
        if (!Object.hasOwn(shape, name)) throw new FieldError("is not a known field", name);
      }
      return map(json, (inner, item) => inner.fromJson(item as Json, context)) as RecordOf<S>;
    },
  };
}
