import { ByteListType, ByteVectorType } from "@chainsafe/ssz";

import { fromHex, toHex } from "../bytes.ts";
import { type Field, FieldError } from "./field.ts";

/** Exactly `length` bytes, in JSON lower-case hexadecimal. */
export function bytes(length: number): Field<Uint8Array> {
  const expected = `must be ${length} bytes in lower-case hexadecimal`;
  return {
    kind: `bytes(${length})`,
    ssz: new ByteVectorType(length),
    plain: true,
    schema: { type: "string", pattern: `^[0-9a-f]{${2 * length}}$` },
    check: (value) =>
      value instanceof Uint8Array && value.length === length
        ? undefined
        : { path: "", message: expected },
    toWire: (value) => value,
    fromWire: (wire) => wire as Uint8Array,
    toJson: toHex,
    fromJson: (json) => hexOf(json, expected),
  };
}

/** A SHA-256 digest. */
export function hash(): Field<Uint8Array> {
  return { ...bytes(32), kind: "hash" };
}

/** Up to `max` bytes, in JSON lower-case hexadecimal. */
export function blob(max: number): Field<Uint8Array> {
  const expected = `must be at most ${max} bytes in lower-case hexadecimal`;
  return {
    kind: `blob(${max})`,
    ssz: new ByteListType(max),
    plain: true,
    schema: { type: "string", pattern: "^([0-9a-f]{2})*$", maxLength: 2 * max },
    check: (value) =>
      value instanceof Uint8Array && value.length <= max
        ? undefined
        : { path: "", message: expected },
    toWire: (value) => value,
    fromWire: (wire) => wire as Uint8Array,
    toJson: toHex,
    fromJson: (json) => hexOf(json, expected),
  };
}

function hexOf(json: unknown, expected: string): Uint8Array {
  const value = typeof json === "string" ? fromHex(json) : undefined;
  if (value === undefined) throw new FieldError(expected);
  return value;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A version 4 UUID (RFC 9562): 16 bytes, in JSON the lower-case dashed form that ISO 20022 prescribes for a UETR. */
export function uuid(): Field<Uint8Array> {
  const expected = "must be a lower-case version 4 UUID, like 8a562c67-ca16-48ba-b074-65581be6f001";
  const isVersion4 = (value: Uint8Array): boolean =>
    value.length === 16 && value[6]! >> 4 === 4 && value[8]! >> 6 === 2;
  return {
    kind: "uuid",
    ssz: new ByteVectorType(16),
    plain: true,
    schema: { type: "string", pattern: UUID.source },
    check: (value) =>
      value instanceof Uint8Array && isVersion4(value)
        ? undefined
        : { path: "", message: expected },
    toWire: (value) => value,
    fromWire: (wire) => wire as Uint8Array,
    toJson: formatUuid,
    fromJson(json) {
      if (typeof json !== "string" || !UUID.test(json)) throw new FieldError(expected);
      return hexOf(json.replaceAll("-", ""), expected);
    },
  };
}

/** The dashed text form of 16 bytes. */
export function formatUuid(value: Uint8Array): string {
  const hex = toHex(value);
  const at = [0, 8, 12, 16, 20, 32];
  return at
    .slice(1)
    .map((end, i) => hex.slice(at[i], end))
    .join("-");
}
