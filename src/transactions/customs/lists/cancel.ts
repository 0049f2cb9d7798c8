import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { addEvent } from "../history.ts";
import { messageHead, messages, noteMessage } from "../messages.ts";
import { declarantFailures, listForDeclarant } from "./list-for.ts";
import { lists } from "./records.ts";
import { CANCELLABLE, status } from "./states.ts";

/** customs.list.cancel: a declarant asks customs to have a list back that is not released (CEB623, CEB605). */
export const cancelList = defineOperation({
  tag: 0x0422,
  name: "customs.list.cancel",
  since: 8,
  summary: "A declarant asks for a list back that customs has (CEB623, CEB605).",
  signatories: ["declarant"],
  threshold: "medium",
  body: field.record({
    guid: messageHead.guid,
    list: field.hash(),
    reason: field.choice(["BUYER_WITHDREW", "WRONG_CONTENT", "PARCEL_LOST", "OTHER"]),
  }),
  result: field.record({ status }),
  failures: {
    ...declarantFailures,
    MESSAGE_REPEATED:
      "A message with this guid has been carried out. customs_message shows what it was about.",
    NOT_CANCELLABLE:
      "Customs does not have the list, or has released or detained it. Delete what it does not have; return what is released.",
    CANCEL_OPEN: "The list has been asked for already. Customs answers; customs_list shows it.",
  },
  keys: ({ body }) => [lists.key(body.list)],
  check: () => undefined,
  apply({ source, body: { guid, list: id, reason }, ...moment }, ledger) {
    const list = listForDeclarant(ledger, source, id);
    if (typeof list === "string") return fail(list);
    if (ledger.has(messages.key(guid))) return fail("MESSAGE_REPEATED");
    if (!CANCELLABLE.includes(list.status)) return fail("NOT_CANCELLABLE");
    if (list.cancelling !== undefined) return fail("CANCEL_OPEN");
    noteMessage(ledger, guid, { kind: "list", id, height: moment.height });
    const steps = addEvent(ledger, list, "cancel", { source, ...moment }, { guid, code: reason });
    lists.write(ledger, { ...list, cancelling: guid, steps }, id);
    return done({ status: list.status });
  },
});
