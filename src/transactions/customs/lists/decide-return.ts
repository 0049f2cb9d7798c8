import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { addEvent } from "../history.ts";
import { listForOffice, officeFailures } from "./list-for.ts";
import { lists } from "./records.ts";
import { addLines } from "./return.ts";
import { placeFailures, returns } from "./returns.ts";

/** customs.list.return.decide: customs lets announced goods come back, or does not (CEB626). */
export const decideReturn = defineOperation({
  tag: 0x0425,
  name: "customs.list.return.decide",
  since: 8,
  summary: "Customs answers to an announced return (CEB626).",
  signatories: ["customs"],
  threshold: "medium",
  body: field.record({ list: field.hash(), place: field.uint(16), approve: field.bool() }),
  result: field.record({ approved: field.bool() }),
  failures: { ...officeFailures, ...placeFailures },
  keys: ({ body }) => [lists.key(body.list), returns.key(body.list, body.place)],
  check: () => undefined,
  apply({ source, body: { list: id, place, approve }, ...moment }, ledger) {
    const list = listForOffice(ledger, source, id);
    if (typeof list === "string") return fail(list);
    const one = returns.read(ledger, id, place);
    if (one === undefined) return fail("UNKNOWN_RETURN");
    if (one.status !== "filed") return fail("WRONG_STATUS");
    returns.write(ledger, { ...one, status: approve ? "approved" : "refused" }, id, place);
    const event = approve ? ("return-approve" as const) : ("return-refuse" as const);
    const steps = addEvent(ledger, list, event, { source, ...moment }, { code: String(place) });
    const returning = approve ? list.returning : addLines(list.returning, one.lines, -1n);
    lists.write(ledger, { ...list, returning, steps }, id);
    return done({ approved: approve });
  },
});
