import { dayOf } from "../../primitives/civil-day.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { participants } from "../participants/records.ts";
import { ITEMS, itemsOf } from "./items.ts";
import { branches, type LetterRecord } from "./records.ts";

export const termsFailures = {
  ITEMS_OUT_OF_ORDER: "Name each item that is asked once, in the order of the form.",
  ITEM_NOT_IN_FORMAT:
    "Formats 1 and 2 ask items 1 to 14 and cash-pool, format 3 capital-contributions alone.",
  UNKNOWN_ENTITY: "No participant has the audited entity's name. participant_list shows all.",
  UNKNOWN_BRANCH: "The bank has no such branch on record. letter_branches shows those it has.",
  AS_OF_AHEAD: "A bank cannot confirm a day that has not begun. Name the balance-sheet date.",
} as const;

/** What is wrong with a form, whatever the ledger holds. */
export function whyNotForm({
  format,
  items,
}: Pick<LetterRecord, "format" | "items">):
  "ITEMS_OUT_OF_ORDER" | "ITEM_NOT_IN_FORMAT" | undefined {
  const places = items.map((one) => ITEMS.indexOf(one));
  if (places.some((place, at) => at > 0 && place <= places[at - 1]!)) return "ITEMS_OUT_OF_ORDER";
  const possible = itemsOf(format);
  return items.every((one) => possible.includes(one)) ? undefined : "ITEM_NOT_IN_FORMAT";
}

/** Whether whom a letter names can be asked about that day. */
export function whyNotTerms(
  ledger: LedgerReader,
  { bank, branch, entity, asOf }: Pick<LetterRecord, "bank" | "branch" | "entity" | "asOf">,
  timeMs: number,
): "UNKNOWN_ENTITY" | "UNKNOWN_BRANCH" | "AS_OF_AHEAD" | undefined {
  if (!ledger.has(participants.key(entity))) return "UNKNOWN_ENTITY";
  if (branch !== undefined && !ledger.has(branches.key(bank, branch))) return "UNKNOWN_BRANCH";
  return asOf > dayOf(timeMs) ? "AS_OF_AHEAD" : undefined;
}
