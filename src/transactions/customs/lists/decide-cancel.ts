import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { addEvent } from "../history.ts";
import { count } from "../statistics/count.ts";
import { unclaim } from "./claims.ts";
import { listForOffice, officeFailures } from "./list-for.ts";
import { undoMatch } from "./match.ts";
import { lists } from "./records.ts";
import { CANCELLABLE, status } from "./states.ts";

/** customs.list.cancel.decide: customs gives a list back, or keeps it (CEB624, CEB606). */
export const decideCancel = defineOperation({
  tag: 0x0423,
  name: "customs.list.cancel.decide",
  since: 8,
  summary: "Customs answers to the request for a list (CEB624, CEB606).",
  signatories: ["customs"],
  threshold: "medium",
  body: field.record({ list: field.hash(), approve: field.bool() }),
  result: field.record({ status }),
  failures: {
    ...officeFailures,
    NO_CANCEL_OPEN: "Nobody has asked for the list, or that is answered. customs_list shows it.",
    NOT_CANCELLABLE: "The list is detained since. The request can only be refused while it is.",
  },
  keys: ({ body }) => [lists.key(body.list)],
  check: () => undefined,
  apply({ source, body: { list: id, approve }, ...moment }, ledger) {
    const list = listForOffice(ledger, source, id);
    if (typeof list === "string") return fail(list);
    if (list.cancelling === undefined) return fail("NO_CANCEL_OPEN");
    if (approve && !CANCELLABLE.includes(list.status)) return fail("NOT_CANCELLABLE");
    const event = approve ? ("cancel-approve" as const) : ("cancel-refuse" as const);
    const steps = addEvent(ledger, list, event, { source, ...moment });
    const answered = { ...list, cancelling: undefined, steps };
    if (!approve) {
      lists.write(ledger, answered, id);
      return done({ status: list.status });
    }
    unclaim(ledger, id, list.content);
    const all = { freesDocuments: true, restoresYear: true };
    const undone = undoMatch(ledger, answered, all, moment.timeMs);
    lists.write(ledger, { ...undone, status: "cancelled" }, id);
    count(ledger, list, "cancelled", moment.timeMs);
    return done({ status: "cancelled" as const });
  },
});
