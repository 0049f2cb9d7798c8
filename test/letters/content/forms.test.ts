import { describe, expect, test } from "vitest";

import { answerFrom } from "../../../src/letters/form/answer.ts";
import { itemForms } from "../../../src/letters/form/items.ts";
import { requestFrom, requestTemplate } from "../../../src/letters/form/request.ts";
import { LetterError } from "../../../src/letters/letter-error.ts";
import type { Json } from "../../../src/primitives/fields/field.ts";
import { type Item, ITEMS, itemsOf } from "../../../src/transactions/letters/items.ts";
import { deposit, form } from "./forms.ts";

// Goal: a form says something about every item, in fields that are checked before anything is sent (docs/domain section 3).
// Method: forms as people write them, right and wrong in one place each.

function codeOf(act: () => unknown): string {
  try {
    act();
    return "OK";
  } catch (error) {
    if (!(error instanceof LetterError)) throw error;
    expect(error.hint).toMatch(/^[A-Z].{5,}\.$/);
    return `${error.code}: ${error.message}`;
  }
}
const written = (changes: Readonly<Record<string, Json>>) =>
  codeOf(() => requestFrom(form(changes)));
const items = (changes: Readonly<Record<string, Json>>) => {
  const usual = form()["items"] as Readonly<Record<string, Json>>;
  const kept = Object.entries({ ...usual, ...changes }).filter(([, one]) => one !== null);
  return written({ items: Object.fromEntries(kept) });
};

describe("the 14 items, the annex and format 3", () => {
  test("are numbered as the form numbers them, each with both languages and its negative assertion", () => {
    const places = ITEMS.slice(0, 14).map((item) => itemForms[item].place);
    expect(places).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    for (const item of ITEMS) {
      const { en, zh, tables, heads, negative } = itemForms[item];
      const columns = Object.values(tables).flatMap((one) => [one, ...Object.values(one.columns)]);
      for (const words of [{ en, zh }, ...columns, ...Object.values(heads)]) {
        expect(words.en).toMatch(/^[\x20-\x7e]+$/);
        expect(words.zh).toMatch(/[\u4e00-\u9fff]/);
      }
      expect(negative === undefined, item).toBe(item === "other");
    }
  });

  test.each(["format-1", "format-2", "format-3"] as const)(
    "%s: its template has every item of it",
    (format) => {
      const template = requestTemplate(format) as { items: Record<string, Json> };
      expect(Object.keys(template.items)).toEqual(itemsOf(format));
    },
  );
});

describe("a request", () => {
  test("that says something about every item is read; what is struck out is not in it", () => {
    const { head, parts, itemResults } = requestFrom(form());
    expect(parts.map(({ item }) => item)).toEqual(["deposits", "guarantees"]);
    expect(head).toMatchObject({ number: "2026-0001", format: "format-1" });
    expect(itemResults).toBeUndefined();
  });

  const cases: readonly (readonly [string, () => string, RegExp])[] = [
    [
      "an item that is left out",
      () => items({ loans: null }),
      /^ITEM_BLANK: Nothing is said about loans/,
    ],
    [
      "an item of another format",
      () => items({ "capital-contributions": "struck" }),
      /has no item capital/,
    ],
    [
      "no item at all",
      () => items({ deposits: "struck", guarantees: "struck" }),
      /Every item is struck out/,
    ],
    [
      "no items",
      () => written({ items: null }),
      /^FORM_MALFORMED: A form is a JSON object with `items`/,
    ],
    [
      "a field that is not known",
      () => written({ reference: "7" }),
      /^FORM_MALFORMED: reference is not a known field/,
    ],
    [
      "a day that is none",
      () => written({ asOf: "2025-02-30" }),
      /^FORM_MALFORMED: asOf must be a day/,
    ],
    ["no legal name", () => written({ bankName: " " }), /^FORM_MALFORMED: bankName must be/],
    [
      "a row as a number",
      () => items({ deposits: { rows: [7] } }),
      /^FORM_MALFORMED: items\.deposits\.rows\.0 must be an object/,
    ],
    [
      "a missing table",
      () => items({ guarantees: { given: [] } }),
      /items\.guarantees\.received must be a list/,
    ],
    ...(
      [
        ["an amount with separators", { balance: "1,234.00" }, /balance must be a decimal number/],
        ["an amount as a number", { balance: 12.5 }, /balance must be a decimal number/],
        ["an amount left blank", { balance: null }, /balance must be a decimal number/],
        ["a currency in small letters", { currency: "cny" }, /currency must be an ISO 4217 code/],
        [
          "an account number with a newline",
          { accountNumber: "1\n2" },
          /accountNumber must be letters/,
        ],
        ["pooled left open", { pooled: null }, /pooled must be/],
      ] as const
    ).map(([name, change, why]) => {
      const one = () => items({ deposits: { rows: [{ ...deposit, ...change }] } });
      return [name, one, why] as const;
    }),
  ];
  test.each(cases)("with %s is refused, and says where", (_, act, why) => {
    expect(act()).toMatch(why);
  });

  test("of 201 rows is refused: the rest belongs into an attachment", () => {
    const rows = Array<typeof deposit>(201).fill(deposit);
    expect(items({ deposits: { rows: rows.slice(1) } })).toBe("OK");
    expect(items({ deposits: { rows } })).toMatch(
      /items\.deposits\.rows must be a list of 0 to 200/,
    );
  });
});

describe("an answer", () => {
  const asked: readonly Item[] = ["deposits", "loans"];
  const answer = (result: Json, lines: Readonly<Record<string, Json>>) => ({
    ...{ result, preparedBy: "李明 010-5555", items: lines },
  });
  const match = { result: "MATCH" };

  test("has a line for each item that is asked", () => {
    const { items: lines, result } = answerFrom(
      answer("MATCH", { deposits: match, loans: match }),
      asked,
    );
    expect(result).toBe("MATCH");
    expect(lines).toEqual(asked.map((item) => ({ item, result: "MATCH" })));
  });

  const cases: readonly (readonly [string, Json, RegExp])[] = [
    [
      "without a line",
      answer("MATCH", { deposits: match }),
      /^ITEM_BLANK: Nothing is said about loans/,
    ],
    [
      "that strikes one out",
      answer("MATCH", { deposits: match, loans: "struck" }),
      /loans is asked and cannot be struck out/,
    ],
    [
      "of another item",
      answer("MATCH", { deposits: match, loans: match, other: match }),
      /has no item other/,
    ],
    [
      "that differs and does not say how",
      answer("MISMATCH", { deposits: match, loans: { result: "MISMATCH" } }),
      /items\.loans is MISMATCH: state the bank's own rows, or a remark/,
    ],
    [
      "without a result",
      answer(null, { deposits: match, loans: match }),
      /^FORM_MALFORMED: result must be/,
    ],
    ["that is a list", [], /^FORM_MALFORMED: An answer is a JSON object/],
  ];
  test.each(cases)("%s is refused", (_, json, why) => {
    expect(codeOf(() => answerFrom(json, asked))).toMatch(why);
  });

  test("may state the bank's own rows", () => {
    const line = { result: "MISMATCH", bank: { rows: [{ ...deposit, balance: "1234500.00" }] } };
    const { parts } = answerFrom(answer("MISMATCH", { deposits: line, loans: match }), asked);
    expect(parts).toHaveLength(2);
  });
});
