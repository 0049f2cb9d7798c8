import { equalBytes } from "../../primitives/bytes.ts";
import { type AnswerResult, resultsOf } from "./items.ts";
import type { Answer, LetterRecord } from "./records.ts";

export const answerFailures = {
  RESULT_NOT_IN_FORMAT:
    "Formats 1 and 3 are answered MATCH, MISMATCH or UNABLE, format 2 BANK_STATED or UNABLE.",
  ITEM_RESULTS_NOT_AGREED:
    "The result of each item goes on the ledger only if firm and bank have both said so. Leave items out.",
  ITEM_RESULTS_DIFFER_FROM_ASKED:
    "Firm and bank have agreed on a result for each item: name the items that are asked, all and in their order.",
  RESULT_CONTRADICTS_ITEMS:
    "The result does not follow from those of the items. MATCH needs all to match, MISMATCH one that does not, UNABLE that the bank can say nothing.",
} as const;

/** Why a bank cannot answer a letter like that; undefined if it can. */
export function whyNotAnswer(
  { format, items: asked, itemResults }: LetterRecord,
  { result, items }: Answer,
): keyof typeof answerFailures | undefined {
  const possible = resultsOf(format);
  if (!possible.includes(result)) return "RESULT_NOT_IN_FORMAT";
  if (!itemResults) return items === undefined ? undefined : "ITEM_RESULTS_NOT_AGREED";
  if (items?.length !== asked.length) return "ITEM_RESULTS_DIFFER_FROM_ASKED";
  if (items.some(({ item }, at) => item !== asked[at])) return "ITEM_RESULTS_DIFFER_FROM_ASKED";
  const results = items.map((one) => one.result);
  if (results.some((one) => !possible.includes(one))) return "RESULT_NOT_IN_FORMAT";
  return result === overall(results) ? undefined : "RESULT_CONTRADICTS_ITEMS";
}

/** What the results of the items say together: the worst of them, and UNABLE only if that is all there is. */
export function overall(results: readonly AnswerResult[]): AnswerResult {
  if (results.includes("MISMATCH")) return "MISMATCH";
  if (results.every((one) => one === "UNABLE")) return "UNABLE";
  return results.find((one) => one !== "UNABLE")!;
}

/** Whether a reviewer has seen what was prepared. */
export function isSameAnswer(a: Answer, b: Answer): boolean {
  const [ofA, ofB] = [a, b].map(({ items = [] }) =>
    items.map((one) => `${one.item} ${one.result}`),
  );
  const isSame = a.result === b.result && equalBytes(a.commitment, b.commitment);
  return isSame && ofA!.join() === ofB!.join();
}
