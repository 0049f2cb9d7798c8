import { parseJson } from "../../primitives/fields/codec.ts";
import type { Json, ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { answerResult, type AnswerResult, type Item } from "../../transactions/letters/items.ts";
import { LetterError } from "../letter-error.ts";
import { type Part, partsOf } from "./parts.ts";

const answerHead = field.record({
  result: answerResult,
  preparedBy: field.optional(field.text(140)),
  message: field.optional(field.text(4_000)),
});

export interface WrittenAnswer extends ValueOf<typeof answerHead> {
  readonly parts: readonly Part[];
  readonly items: readonly { readonly item: Item; readonly result: AnswerResult }[];
}

/** An answer as the bank writes it, in JSON, to the items that were asked. Throws FORM_MALFORMED, ITEM_BLANK. */
export function answerFrom(json: Json, asked: readonly Item[]): WrittenAnswer {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw malformed("An answer is a JSON object with `result` and `items`.");
  }
  const { items: written = null, ...rest } = json;
  if (typeof written !== "object" || written === null || Array.isArray(written)) {
    throw malformed("`items` is an object with a line for each item that is asked.");
  }
  const parsed = parseJson(answerHead, rest);
  if (!parsed.ok) throw malformed(`${parsed.problem.path} ${parsed.problem.message}.`);
  const parts = partsOf("reply", asked, written);
  const unsaid = asked.find((item) => !parts.some((one) => one.item === item));
  if (unsaid !== undefined) throw malformed(`${unsaid} is asked and cannot be struck out.`);
  const items = asked.map((item) => {
    const line = written[item] as { result: AnswerResult; bank?: Json; remark?: Json };
    const isExplained = (line.bank ?? line.remark ?? null) !== null;
    if (line.result === "MATCH" || isExplained) return { item, result: line.result };
    throw malformed(`items.${item} is ${line.result}: state the bank's own rows, or a remark.`);
  });
  return { ...parsed.value, parts, items };
}

function malformed(message: string): LetterError {
  return new LetterError("FORM_MALFORMED", message, "Correct the answer.");
}
