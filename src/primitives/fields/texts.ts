import { ByteListType, UintNumberType } from "@chainsafe/ssz";

import { fromUtf8, utf8 } from "../bytes.ts";
import { type Field, FieldError } from "./field.ts";

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * UTF-8 text of at most `maxBytes` bytes, without control characters: it is printed in terminals, logs and statements.
 * `pattern` narrows it further; `expected` then says in words what it wants.
 */
export function text(maxBytes: number, pattern?: RegExp, expected?: string): Field<string> {
  const message =
    expected ?? `must be text of at most ${maxBytes} bytes without control characters`;
  const accepts = (value: string): boolean =>
    value.isWellFormed() &&
    !CONTROL.test(value) &&
    (3 * value.length <= maxBytes || utf8(value).length <= maxBytes) && // mostly short enough without counting
    (pattern === undefined || pattern.test(value));
  return {
    kind: `text(${maxBytes})`,
    ssz: new ByteListType(maxBytes),
    plain: false,
    schema: {
      type: "string",
      maxLength: maxBytes,
      ...(pattern === undefined ? {} : { pattern: pattern.source }),
    },
    check: (value) =>
      typeof value === "string" && accepts(value) ? undefined : { path: "", message },
    toWire: utf8,
    fromWire(wire) {
      const value = fromUtf8(wire as Uint8Array);
      if (value === undefined) throw new FieldError("is not valid UTF-8");
      return value;
    },
    toJson: (value) => value,
    fromJson(json) {
      if (typeof json !== "string") throw new FieldError(message);
      return json;
    },
  };
}

/** One of a fixed list of words; on the wire its place in the list, so entries are only ever added at the end. */
export function choice<const Words extends readonly string[]>(words: Words): Field<Words[number]> {
  const message = `must be one of ${words.join(", ")}`;
  return {
    kind: `choice(${words.join(" | ")})`,
    ssz: new UintNumberType(1),
    plain: false,
    schema: { type: "string", enum: [...words] },
    check: (value) => (words.includes(value) ? undefined : { path: "", message }),
    toWire: (value) => words.indexOf(value),
    fromWire(wire) {
      const word = words[wire as number];
      if (word === undefined) throw new FieldError(message);
      return word;
    },
    toJson: (value) => value,
    fromJson(json) {
      if (typeof json !== "string" || !words.includes(json)) throw new FieldError(message);
      return json;
    },
  };
}
