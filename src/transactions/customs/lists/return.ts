import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { addEvent } from "../history.ts";
import { messageHead, messages, noteMessage } from "../messages.ts";
import { declarantFailures, listForDeclarant } from "./list-for.ts";
import { type ListRecord, lists } from "./records.ts";
import { returnLines, RETURNS_MAX, returns, returnTimes, type ReturnRecord } from "./returns.ts";
import { RELEASED } from "./states.ts";

/** customs.list.return: a declarant announces that goods of a released list come back (CEB625). */
export const returnGoods = defineOperation({
  tag: 0x0424,
  name: "customs.list.return",
  since: 8,
  summary: "A declarant announces that goods of a released list come back (CEB625).",
  signatories: ["declarant"],
  threshold: "medium",
  body: field.record({ guid: messageHead.guid, list: field.hash(), lines: returnLines }),
  result: field.record({
    place: field.uint(16),
    /** Whether it can still be free of tax, and until when it has to arrive for that. */
    inTime: field.bool(),
    arriveBy: field.count(),
  }),
  failures: {
    ...declarantFailures,
    MESSAGE_REPEATED:
      "A message with this guid has been carried out. customs_message shows what it was about.",
    NOT_RELEASED: "Only what was released can come back. Cancel or delete a list that is not.",
    LINES_OUT_OF_ORDER:
      "Name each line once, in the order of the list, with how much of it comes back.",
    NO_SUCH_LINE: "The list has fewer lines. customs_list shows them, from 0.",
    TOO_MANY_RETURNS:
      "Goods of the list were announced a hundred times. Settle the rest with customs itself.",
    MORE_THAN_LEFT:
      "So much of a line is not out any more: the rest has come back or is announced.",
  },
  keys: ({ body }) => [lists.key(body.list)],
  check({ body: { lines } }) {
    const isInOrder = lines.every(
      ({ line, quantity }, at) => quantity > 0n && (at === 0 || line > lines[at - 1]!.line),
    );
    return isInOrder ? undefined : "LINES_OUT_OF_ORDER";
  },
  apply({ source, body: { guid, list: id, lines }, ...moment }, ledger) {
    const list = listForDeclarant(ledger, source, id);
    if (typeof list === "string") return fail(list);
    if (ledger.has(messages.key(guid))) return fail("MESSAGE_REPEATED");
    if (!RELEASED.includes(list.status)) return fail("NOT_RELEASED");
    if (list.returns >= RETURNS_MAX) return fail("TOO_MANY_RETURNS");
    const why = whyNotLines(list, lines);
    if (why !== undefined) return fail(why);
    const { height, timeMs } = moment;
    const { applyBy, arriveBy } = returnTimes(ledger, list);
    const inTime = timeMs <= applyBy;
    const place = list.returns;
    noteMessage(ledger, guid, { kind: "list", id, height });
    const made = { status: "filed" as const, inTime, arriveBy, taxFree: undefined, height, timeMs };
    returns.write(ledger, { list: id, place, guid, lines, ...made }, id, place);
    const code = String(place);
    const steps = addEvent(ledger, list, "return", { source, ...moment }, { guid, code });
    const returning = addLines(list.returning, lines, 1n);
    lists.write(ledger, { ...list, returning, returns: place + 1, steps }, id);
    return done({ place, inTime, arriveBy });
  },
});

type Lines = ReturnRecord["lines"];

function whyNotLines(
  { content, returning, returned }: ListRecord,
  lines: Lines,
): "NO_SUCH_LINE" | "MORE_THAN_LEFT" | undefined {
  for (const { line, quantity } of lines) {
    const of = content.lines[line];
    if (of === undefined) return "NO_SUCH_LINE";
    if (quantity > of.quantity - returning[line]! - returned[line]!) return "MORE_THAN_LEFT";
  }
  return undefined;
}

/** Quantities by line with those of a return added, or with −1n taken off. */
export function addLines(quantities: readonly bigint[], lines: Lines, sign: 1n | -1n): bigint[] {
  return quantities.map((before, at) => {
    const more = lines.find(({ line }) => line === at)?.quantity ?? 0n;
    return before + sign * more;
  });
}
