import { describe, expect, test } from "vitest";
import fc from "fast-check";

import { formatMinor, parseTypedAmount, toMinor } from "../../src/cli/amount.ts";

const ACCOUNT = "ptl1cg0v6qddt7efcqae9e579pyvxqa3tg62uhwvwd";

function minorOf(text: string, decimals: number): bigint {
  return toMinor(parseTypedAmount(text), decimals);
}

test.each(["abc", "1,5", "-1", "1e3", ""])(
  'a number that stands alone, "%s", is refused by name',
  (number) => {
    expect(() => toMinor({ number, asset: "HKD@gateway-hk" }, 2)).toThrow(
      expect.objectContaining({ code: "AMOUNT_FORMAT" }) as Error,
    );
  },
);

describe("amounts as people write them", () => {
  test.each<[string, number, bigint]>([
    ["1250.00 HKD@gateway-hk", 2, 125_000n],
    ["1250 HKD@gateway-hk", 2, 125_000n],
    ["1250.5 HKD@gateway-hk", 2, 125_050n],
    ["0.01 HKD@gateway-hk", 2, 1n],
    ["0 HKD@gateway-hk", 2, 0n],
    ["  7   JPY@gateway-hk ", 0, 7n],
    [`1.5 EURX@${ACCOUNT}`, 4, 15_000n],
    ["184467440737095516.15 HKD@gateway-hk", 2, 2n ** 64n - 1n],
    ["0.000000000000000001 TOK@gateway-hk", 18, 1n],
  ])("%s with %i decimals", (text, decimals, minor) => {
    expect(minorOf(text, decimals)).toBe(minor);
  });

  test.each<[string, number, string]>([
    ["1250.001 HKD@gateway-hk", 2, "AMOUNT_DECIMALS"],
    ["1250.000 HKD@gateway-hk", 2, "AMOUNT_DECIMALS"], // never rounds, not even zeros away
    ["1.0 JPY@gateway-hk", 0, "AMOUNT_DECIMALS"],
    ["184467440737095516.16 HKD@gateway-hk", 2, "AMOUNT_TOO_LARGE"],
    ["1,250.00 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["1 250.00 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["1'250 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["1250,00 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["-1 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["+1 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["1e3 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["0x10 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["01 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    [".5 HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["5. HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["１２ HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["1250.00", 2, "AMOUNT_FORMAT"],
    ["HKD@gateway-hk", 2, "AMOUNT_FORMAT"],
    ["", 2, "AMOUNT_FORMAT"],
    ["1 HKD", 2, "ASSET_FORMAT"],
    ["1 hkd@gateway-hk", 2, "ASSET_FORMAT"],
    ["1 HKD@Gateway", 2, "ASSET_FORMAT"],
    ["1 HKD@a@b", 2, "ASSET_FORMAT"],
    [`1 HKD@${ACCOUNT.slice(0, -1)}x`, 2, "ASSET_FORMAT"],
  ])("%s with %i decimals: %s", (text, decimals, code) => {
    expect(() => minorOf(text, decimals)).toThrow(expect.objectContaining({ code, exit: 2 }));
  });

  test("what is printed is read back", () => {
    const minor = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(minor, fc.integer({ min: 0, max: 18 }), (value, decimals) => {
        const text = formatMinor(value, decimals);
        expect(minorOf(`${text} HKD@gateway-hk`, decimals)).toBe(value);
      }),
    );
  });
});
