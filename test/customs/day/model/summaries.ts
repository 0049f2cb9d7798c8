import type { Act } from "../words.ts";
import type { Books, Moment } from "./books.ts";
import { fails, type Outcome, whyNotOwner } from "./documents.ts";

/** Many released exports of one master bill become one declaration. */
export function sumUp(books: Books, act: Extract<Act, { kind: "sum" }>, { by }: Moment): Outcome {
  const why = whyNotOwner(books, by, act.agentCode, "declarant");
  if (why !== undefined) return fails(why);
  if (books.messages.has(act.guid)) return fails("MESSAGE_REPEATED");
  const named = new Set<string>();
  for (const name of act.lists) {
    const list = books.lists.get(name);
    const isSummable =
      list?.key[0] === act.agentCode &&
      list.said.direction === "export" &&
      list.releasedAt !== undefined &&
      list.said.billNo === act.billNo;
    if (!isSummable) return fails("NOT_SUMMABLE");
    if (books.summed.has(name) || named.has(name)) return fails("SUMMED_ALREADY");
    named.add(name);
  }
  for (const name of act.lists) books.summed.set(name, act.copNo);
  books.messages.set(act.guid, `list ${act.lists[0]!}`);
  return { said: "" };
}

/** The number of a declaration is given once, and to one. */
export function enter(books: Books, act: Extract<Act, { kind: "enter" }>): Outcome {
  const has = [...books.entries].some(([, summary]) => summary === act.summary);
  if (has) return fails("ENTERED_ALREADY");
  if (books.entries.has(act.entryId)) return fails("NUMBER_USED");
  books.entries.set(act.entryId, act.summary);
  return { said: act.entryId };
}
