import { BooleanType, UintBigintType, UintNumberType } from "@chainsafe/ssz";

import { type Field, FieldError } from "./field.ts";

/** An unsigned integer of 8, 16 or 32 bits: a JavaScript number, a JSON number. */
export function uint(bits: 8 | 16 | 32): Field<number> {
  return integer(`uint${bits}`, new UintNumberType((bits / 8) as 1 | 2 | 4), 2 ** bits - 1);
}

/**
 * A count, height or time in milliseconds: 64 bits on the wire, at most 2^53 − 1 so that it is an exact JavaScript
 * number. Larger wire values lose digits when read and are refused because they do not encode back to their bytes.
 */
export function count(): Field<number> {
  return integer("count", new UintNumberType(8), Number.MAX_SAFE_INTEGER);
}

function integer(kind: string, ssz: UintNumberType, max: number): Field<number> {
  const expected = `must be a whole number from 0 to ${max}`;
  return {
    kind,
    ssz,
    plain: true,
    schema: { type: "integer", minimum: 0, maximum: max },
    check: (value) =>
      Number.isSafeInteger(value) && value >= 0 && value <= max
        ? undefined
        : { path: "", message: expected },
    toWire: (value) => value,
    fromWire: (wire) => wire as number,
    toJson: (value) => value,
    fromJson(json) {
      if (typeof json !== "number") throw new FieldError(expected);
      return json;
    },
  };
}

/** 64 bits of money or weight: a bigint, in JSON a decimal string, because JSON numbers lose digits above 2^53. */
export function uint64(): Field<bigint> {
  return decimal(64);
}

/** 128 bits, for sums of what has 64. */
export function uint128(): Field<bigint> {
  return decimal(128);
}

function decimal(bits: 64 | 128): Field<bigint> {
  const max = 2n ** BigInt(bits) - 1n;
  const pattern = new RegExp(`^(0|[1-9][0-9]{0,${max.toString().length - 1}})$`);
  const expected = `must be a decimal string from 0 to ${max}`;
  return {
    kind: `uint${bits}`,
    ssz: new UintBigintType(bits === 64 ? 8 : 16),
    plain: true,
    schema: { type: "string", pattern: pattern.source },
    check: (value) =>
      typeof value === "bigint" && value >= 0n && value <= max
        ? undefined
        : { path: "", message: expected },
    toWire: (value) => value,
    fromWire: (wire) => wire as bigint,
    toJson: (value) => value.toString(),
    fromJson(json) {
      if (typeof json !== "string" || !pattern.test(json)) throw new FieldError(expected);
      return BigInt(json);
    },
  };
}

export function bool(): Field<boolean> {
  return {
    kind: "bool",
    ssz: new BooleanType(),
    plain: true,
    schema: { type: "boolean" },
    check: (value) =>
      typeof value === "boolean" ? undefined : { path: "", message: "must be true or false" },
    toWire: (value) => value,
    fromWire: (wire) => wire as boolean,
    toJson: (value) => value,
    fromJson(json) {
      if (typeof json !== "boolean") throw new FieldError("must be true or false");
      return json;
    },
  };
}
