import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { encode } from "../../src/primitives/fields/codec.ts";
import { field } from "../../src/primitives/fields/index.ts";
import { grownCodec } from "../../src/transactions/grown.ts";

// Goal: a record that got more fields keeps the bytes that it had while it uses none of them.
// Method: any value of either form, of a record of fixed length and of one that is not.

const SEED = 20_261_126;
const later = {
  reason: field.optional(field.text(20)),
  limit: field.optional(field.uint64()),
  flag: field.optional(field.bool()),
};
const forms = {
  "of fixed length": { left: field.uint64(), right: field.uint64() },
  "of any length": { left: field.uint64(), right: field.uint64(), name: field.text(20) },
};
const u64 = fc.bigInt(0n, 2n ** 64n - 1n);
const word = fc.string({ maxLength: 20, unit: fc.constantFrom(..."abcdefgh") });
const later$ = fc.record({
  reason: fc.option(word, { nil: undefined }),
  limit: fc.option(u64, { nil: undefined }),
  flag: fc.option(fc.boolean(), { nil: undefined }),
});

describe.each(Object.entries(forms))(`a record %s [seed ${SEED}]`, (_, shape) => {
  const first = field.record(shape);
  const record = field.record({ ...shape, ...later });
  const codec = grownCodec(record, first);
  const base = fc.record({ left: u64, right: u64, ...("name" in shape ? { name: word } : {}) });

  test("has the bytes of its first form without later fields", () => {
    fc.assert(
      fc.property(base, (value) => {
        const bytes = codec.encode(value as never);
        expect(bytes).toEqual(encode(first, value as never));
        expect(codec.decode(bytes)).toEqual(value);
      }),
      { seed: SEED },
    );
  });

  test("reads back what was written, in whichever form", () => {
    fc.assert(
      fc.property(base, later$, (value, more) => {
        const whole = { ...value, ...more } as never;
        expect(codec.decode(codec.encode(whole))).toEqual(whole);
      }),
      { seed: SEED },
    );
  });
});
