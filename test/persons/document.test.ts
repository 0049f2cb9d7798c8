import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { checkCharacter } from "../../src/persons/check-character.ts";
import { documentType, inputOf, personalDocument } from "../../src/persons/document.ts";
import { PersonError } from "../../src/persons/person-error.ts";
import { toHex } from "../../src/primitives/bytes.ts";

// Goal: however a number is spelt it is one person, what is mistyped is nobody, and no error repeats it.
// Method: tables of spellings and of mistakes; every single wrong digit, and every swap of neighbours, of random numbers.

const SEED = 20_261_129;

function numberOf(type: string, text: string): string {
  return personalDocument(documentType(type), text).number;
}

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof PersonError) return error.code;
    throw error;
  }
  return "OK";
}

describe("spellings of one number", () => {
  test.each([
    ["CN-ID", "11010519491231002X", "11010519491231002X"], // the example of GB 11643
    ["CN-ID", "11010519491231002x", "11010519491231002X"],
    ["CN-ID", " 110105 19491231 002X ", "11010519491231002X"],
    ["CN-ID", "110105-19491231-002x", "11010519491231002X"],
    ["CN-ID", "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"], // full width
    ["CN-ID", "110105\u200b19491231\u3000002X", "11010519491231002X"], // zero width, ideographic space
    ["CN-ID", "440524188001010014", "440524188001010014"], // the other example of GB 11643
    ["US-PASSPORT", "a 1234 5678", "A12345678"],
    ["HK-ID", "A123456(7)", "A1234567"],
    ["HK-PERMIT", "h12345678", "H12345678"],
    ["DE-PASSPORT", "C01X00T47", "C01X00T47"],
    ["PH-PASSPORT", "0012", "0012"], // leading zeros count
  ])("%s %s", (type, typed, number) => {
    expect(numberOf(type, typed)).toBe(number);
  });

  test("the type's too", () => {
    expect(documentType("cn-id")).toBe("CN-ID");
  });
});

describe("what is no number of a document", () => {
  test.each([
    ["CN-ID", "110105194912310021", "NUMBER_CHECK"],
    ["CN-ID", "110105194912310020X", "NUMBER_LENGTH"],
    ["CN-ID", "110105491231002", "NUMBER_LENGTH"], // the form of before 1999
    ["CN-ID", "", "NUMBER_LENGTH"],
    ["CN-ID", "1101051949123100X2", "NUMBER_CHARACTERS"],
    ["CN-ID", "11010519491231002Y", "NUMBER_CHARACTERS"],
    ["CN-ID", "11010519491231002\u0425", "NUMBER_CHARACTERS"], // a Cyrillic letter that looks like X
    ["CN-ID", "\u0661\u0661010519491231002X", "NUMBER_CHARACTERS"], // Arabic-Indic digits
    ["US-PASSPORT", "123", "NUMBER_LENGTH"],
    ["US-PASSPORT", "1".repeat(33), "NUMBER_LENGTH"],
    ["US-PASSPORT", "12,345", "NUMBER_CHARACTERS"],
    ["US-PASSPORT", "12345\u0000", "NUMBER_CHARACTERS"],
    ["FR-ID", "ÉTÉ1234", "NUMBER_CHARACTERS"],
  ])("%s %j is %s", (type, typed, code) => {
    expect(codeOf(() => numberOf(type, typed))).toBe(code);
  });

  test.each(["CN", "ID", "CN-", "XX-ID", "CN-CARD", "CN-ID-1", "", "CN_ID"])(
    "the type %j",
    (type) => {
      expect(codeOf(() => documentType(type))).toBe("UNKNOWN_DOCUMENT_TYPE");
    },
  );

  test("no error repeats what was typed", () => {
    const typed = "110105194912310021";
    try {
      numberOf("CN-ID", typed);
      expect.unreachable();
    } catch (error) {
      const { message, hint, stack } = error as PersonError;
      for (const text of [message, hint, stack]) expect(text).not.toContain(typed.slice(0, 8));
    }
  });
});

describe("the check character", () => {
  const digits = fc.stringMatching(/^[0-9]{17}$/);

  test("is that of ISO 7064 MOD 11-2 by weights, as GB 11643 has it", () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const byWeights = (text: string): string => {
      const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
      return "10X98765432"[sum % 11]!;
    };
    const same = fc.property(digits, (text) => checkCharacter(text) === byWeights(text));
    fc.assert(same, { seed: SEED, numRuns: 1_000 });
  });

  test("notices every wrong digit and every swap of neighbours", () => {
    const noticed = fc.property(
      digits,
      fc.nat(16),
      fc.integer({ min: 1, max: 9 }),
      (text, at, by) => {
        const check = checkCharacter(text);
        const wrong = [...text];
        wrong[at] = String((Number(wrong[at]) + by) % 10);
        expect(checkCharacter(wrong.join(""))).not.toBe(check);
        const next = at === 16 ? 15 : at + 1;
        const swapped = [...text];
        [swapped[at], swapped[next]] = [swapped[next]!, swapped[at]!];
        if (text[at] !== text[next]) expect(checkCharacter(swapped.join(""))).not.toBe(check);
      },
    );
    fc.assert(noticed, { seed: SEED, numRuns: 1_000 });
  });
});

test("documents of two types with one number are two inputs", () => {
  const inputs = ["US-PASSPORT", "PH-PASSPORT", "US-PERMIT"].map((type) =>
    toHex(inputOf(personalDocument(documentType(type), "A12345678"))),
  );
  expect(new Set(inputs).size).toBe(inputs.length);
});
