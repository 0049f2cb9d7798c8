import type { ListOnLedger } from "../../gateways/ceb/ledger/receipts-of-list.ts";
import { parseJson } from "../../primitives/fields/codec.ts";
import type { Field, Json } from "../../primitives/fields/field.ts";
import { eventRecord } from "../../transactions/customs/history.ts";
import { listRecord } from "../../transactions/customs/lists/records.ts";
import { billRecord } from "../../transactions/customs/tax/bill.ts";
import { listOf, objectOf, unexpected } from "../ledger.ts";
import type { Session } from "../session.ts";
import { listFound } from "./list-named.ts";

/** The list that was typed with its whole history and its bill, as records. Throws UNKNOWN_LIST. */
export async function listOnLedger(session: Session, typed: string): Promise<ListOnLedger> {
  const first = await listFound(session, typed);
  const list = valueOf(listRecord, first["list"], "list");
  const history = [...listOf(first["history"], "history")];
  const { id } = objectOf(first["list"], "list");
  let next = first["nextStep"] ?? null;
  while (next !== null) {
    const page = objectOf(
      await session.call("customs_list", { id: id!, fromStep: next }),
      "customs_list",
    );
    history.push(...listOf(page["history"], "history"));
    next = page["nextStep"] ?? null;
  }
  const bill = first["bill"] ?? null;
  return {
    list,
    history: history.map((one) => valueOf(eventRecord, withoutPlace(one), "event")),
    bill: bill === null ? undefined : valueOf(billRecord, bill, "bill"),
    isSummed: (first["summary"] ?? null) !== null,
  };
}

/** What the method adds to an event: its place, and how to prove it. */
function withoutPlace(event: Json): Json {
  const added = ["place", "proofKey"];
  const members = Object.entries(objectOf(event, "event"));
  return Object.fromEntries(members.filter(([name]) => !added.includes(name)));
}

function valueOf<T>(field: Field<T>, json: Json | undefined, what: string): T {
  const parsed = parseJson(field, json);
  if (parsed.ok) return parsed.value;
  throw unexpected(what);
}
