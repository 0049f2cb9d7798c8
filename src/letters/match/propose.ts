import { parseJson } from "../../primitives/fields/codec.ts";
import { formatDay } from "../../primitives/civil-day.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { overall } from "../../transactions/letters/answers.ts";
import type { AnswerResult, Item } from "../../transactions/letters/items.ts";
import { contentField, itemForms } from "../form/items.ts";
import { LetterError } from "../letter-error.ts";
import { type Manifest, partOf } from "../package/manifest.ts";
import type { BankRecords } from "./bank-records.ts";
import { compare, type Difference } from "./compare.ts";

/** What the records say of one item. It is a proposal: people decide. */
export interface ItemProposal {
  readonly item: Item;
  readonly result: AnswerResult;
  readonly differences: readonly Difference[];
  /** The item's content by the bank's records; absent if they cannot say. */
  readonly bank?: Json;
}

export interface Proposal {
  readonly result: AnswerResult;
  readonly items: readonly ItemProposal[];
}

/** A letter of format 1 or 3 against a bank's records, item by item. Throws RECORDS_MALFORMED. */
export async function propose(manifest: Manifest, records: BankRecords): Promise<Proposal> {
  const { entity, asOf } = manifest.head;
  const items: ItemProposal[] = [];
  for (const { item } of manifest.items) {
    const stated = partOf(manifest, item)!;
    const field = contentField(item);
    const json = field.toJson(stated) as Readonly<Record<string, Json>>;
    const heads = Object.fromEntries(
      Object.keys(itemForms[item].heads).map((one) => [one, json[one]!]),
    );
    const found = await records.read({ entity, asOf: formatDay(asOf), item, heads });
    if (found === undefined) items.push({ item, result: "UNABLE", differences: [] });
    else {
      const content = { ...heads, ...found };
      const parsed = parseJson(field, content);
      if (!parsed.ok) throw malformed(item, `${parsed.problem.path} ${parsed.problem.message}`);
      const differences = compare(item, stated, parsed.value);
      const result = differences.length === 0 ? "MATCH" : "MISMATCH";
      items.push({ item, result, differences, bank: content });
    }
  }
  return { result: overall(items.map((one) => one.result)), items };
}

/** The proposal as an answer for people to read, correct and prepare. */
export function draftAnswer({ result, items }: Proposal): Json {
  const lines = items.map(({ item, result: own, bank }): [string, Json] => {
    if (own === "MATCH") return [item, { result: own }];
    const why = own === "UNABLE" ? { remark: "The bank's records do not say." } : { bank: bank! };
    return [item, { result: own, ...why }];
  });
  const answered: Readonly<Record<string, Json>> = Object.fromEntries(lines);
  return { result, preparedBy: null, message: null, items: answered };
}

function malformed(item: Item, why: string): LetterError {
  const hint = "Correct the records, or the query that gives them.";
  return new LetterError("RECORDS_MALFORMED", `${item}: the bank's ${why}.`, hint);
}
