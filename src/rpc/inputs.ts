import { NAME } from "../chain/participant.ts";
import type { AccountId } from "../primitives/account-id.ts";
import {
  type Field,
  FieldError,
  type Json,
  type JsonContext,
  within,
} from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { isKey, ledgerLimits, type LedgerReader } from "../state/ledger.ts";
import { participants } from "../transactions/participants/records.ts";
import { rpcLimits } from "./limits.ts";

export type JsonSchema = { readonly [key: string]: Json };

/** One parameter: its JSON Schema and how it is read. A `Field` without bytes: parameters never go on the wire. */
export interface Input<T> {
  readonly schema: JsonSchema;
  readonly required: boolean;
  /** Throws `FieldError` if the JSON is not of this kind; undefined stands for a parameter that was left out. */
  parse(json: Json | undefined, context: JsonContext): T;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an input is invariant, so only `any` accepts every one
export type InputShape = Readonly<Record<string, Input<any>>>;
export type InputsOf<S extends InputShape> = {
  readonly [Name in keyof S]: S[Name] extends Input<infer T> ? T : never;
};

/** A required parameter of one of the ledger's own kinds. */
export function of<T>(kind: Field<T>, description?: string): Input<T> {
  return {
    schema: description === undefined ? kind.schema : { ...kind.schema, description },
    required: true,
    parse(json, context) {
      if (json === undefined) throw new FieldError("is missing");
      const value = kind.fromJson(json, context);
      const problem = kind.check(value);
      if (problem !== undefined) throw new FieldError(problem.message, problem.path);
      return value;
    },
  };
}

/** A parameter that may be left out or null. */
export function optional<T>(input: Input<T>): Input<T | undefined> {
  return {
    schema: input.schema,
    required: false,
    parse: (json, context) =>
      json === undefined || json === null ? undefined : input.parse(json, context),
  };
}

/** Several values under one parameter. */
export function object<const S extends InputShape>(shape: S): Input<InputsOf<S>> {
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(
        Object.entries(shape).map(([name, one]) => [name, one.schema]),
      ),
      required: Object.entries(shape).flatMap(([name, one]) => (one.required ? [name] : [])),
      additionalProperties: false,
    },
    required: true,
    parse: (json, context) => parseInputs(shape, json, context),
  };
}

/** A whole number within bounds. */
export function whole(min: number, max: number, description: string): Input<number> {
  return {
    schema: { type: "integer", minimum: min, maximum: max, description },
    required: true,
    parse(json) {
      if (!Number.isSafeInteger(json) || (json as number) < min || (json as number) > max) {
        throw new FieldError(`must be a whole number from ${min} to ${max}`);
      }
      return json as number;
    },
  };
}

/** JSON that a method reads itself; it says what it wants in the schema. */
export function anyJson(schema: JsonSchema): Input<Json> {
  return {
    schema,
    required: true,
    parse(json) {
      if (json === undefined) throw new FieldError("is missing");
      return json;
    },
  };
}

/** Reads named parameters. Unknown names are refused, so a misspelt optional one is never lost silently. */
export function parseInputs<S extends InputShape>(
  shape: S,
  json: Json | undefined,
  context: JsonContext,
): InputsOf<S> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new FieldError("must be an object of named values");
  }
  for (const name of Object.keys(json)) {
    if (!Object.hasOwn(shape, name)) throw new FieldError("is not a known parameter", name);
  }
  const parsed: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(shape)) {
    const value = Object.hasOwn(json, name) ? json[name] : undefined;
    parsed[name] = within(name, () => input.parse(value, context) as unknown);
  }
  return parsed as InputsOf<S>;
}

/** Whether something is named one way and completely: by one value, or by all parts of its name together. */
export function isNamedOnce(value: unknown, ...parts: readonly unknown[]): boolean {
  const given = parts.filter((part) => part !== undefined).length;
  return value === undefined ? given === parts.length : given === 0;
}

export const heightInput = of(field.count(), "A block's height; 0 is genesis.");
export const idInput = of(field.hash(), "The transaction's id: 64 hexadecimal digits.");
/** C13: the proof leads from that epoch's validators to those that signed. */
export const fromEpochInput = optional(
  of(field.uint(32), "The epoch whose validators the verifier trusts; 0, that of genesis."),
);
export const accountInput = of(field.account());
export const limitInput = optional(
  whole(1, rpcLimits.pageMax, `Entries in the answer; ${rpcLimits.pageDefault} if left out.`),
);

/** Resolves participants' names by the committed state. */
export function namesOf(ledger: LedgerReader): Required<JsonContext> {
  return {
    resolveName: (name: string): AccountId | undefined =>
      NAME.test(name) ? participants.read(ledger, name)?.account : undefined,
  };
}

export function flagInput(description: string): Input<boolean> {
  return of(field.bool(), description);
}

/** A ledger key. What a key may be is the ledger's to say. */
export const keyInput: Input<string> = {
  schema: {
    type: "string",
    pattern: "^[!-~]+$",
    maxLength: ledgerLimits.keyLengthMax,
    description: "A ledger key, like participant/alice.",
  },
  required: true,
  parse(json) {
    if (json === undefined) throw new FieldError("is missing");
    if (typeof json === "string" && isKey(json)) return json;
    throw new FieldError(
      `must be 1 to ${ledgerLimits.keyLengthMax} printable ASCII characters without spaces`,
    );
  },
};
