import { field } from "../../primitives/fields/index.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";

/**
 * The forms of 财会〔2020〕12号: in format 1 the firm states what its client's books say and the bank compares; in format 2 the
 * bank states; format 3 confirms capital that was paid in. Entries are only ever added at the end, here and below.
 */
export const format = field.choice(["format-1", "format-2", "format-3"]);
export type Format = ValueOf<typeof format>;

/** What a letter may ask, in the order of the forms: items 1 to 14, the annex, and the one item of format 3. */
export const ITEMS = [
  "deposits",
  "loans",
  "closed-accounts",
  "entrusted-loans-principal",
  "entrusted-loans-borrower",
  "guarantees",
  "bank-acceptances",
  "discounted-bills",
  "collection-bills",
  "letters-of-credit",
  "fx-contracts",
  "custody",
  "wealth-products",
  "other",
  "cash-pool",
  "capital-contributions",
] as const;
export const item = field.choice(ITEMS);
export type Item = ValueOf<typeof item>;

const capital: readonly Item[] = ["capital-contributions"];
const common: readonly Item[] = ITEMS.filter((one) => !capital.includes(one));

/** The items of a form. What of them is not asked is struck out. */
export function itemsOf(of: Format): readonly Item[] {
  return of === "format-3" ? capital : common;
}

/** What a bank answers: what the firm states is right or not, what the bank states itself, or that it cannot say. */
export const answerResult = field.choice(["MATCH", "MISMATCH", "BANK_STATED", "UNABLE"]);
export type AnswerResult = ValueOf<typeof answerResult>;

const STATED_BY_FIRM: readonly AnswerResult[] = ["MATCH", "MISMATCH", "UNABLE"];
const STATED_BY_BANK: readonly AnswerResult[] = ["BANK_STATED", "UNABLE"];

/** What can come of a form: only what the firm states can match. */
export function resultsOf(of: Format): readonly AnswerResult[] {
  return of === "format-2" ? STATED_BY_BANK : STATED_BY_FIRM;
}
