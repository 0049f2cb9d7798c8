import fc from "fast-check";
import { expect, test } from "vitest";

import { fromUtf8, utf8 } from "../../src/primitives/bytes.ts";

// Goal: a text has the same bytes whichever way it was encoded.
// Method: random texts around the length up to which they are encoded here, beside the platform's own encoder.

test.each([
  ["nothing", ""],
  ["plain letters", "SKU-MILK/1"],
  ["the last plain one and the first other", "\u007f\u0080"],
  ["Chinese behind plain letters", "SKU-天猫国际"],
  ["beyond the first plane", "a😀"],
  ["half of a pair, which becomes the replacement character", "a\ud800b"],
])("%s", (_, text) => {
  expect(utf8(text)).toEqual(new TextEncoder().encode(text));
});

test("random texts, short and long", () => {
  const texts = fc.oneof(fc.string({ maxLength: 130 }), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(texts, (text) => {
      const bytes = utf8(text);
      expect(bytes).toEqual(new TextEncoder().encode(text));
      if (text.isWellFormed()) expect(fromUtf8(bytes)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});
