import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { lists } from "../lists/records.ts";
import { RELEASED } from "../lists/states.ts";
import { messages, noteMessage } from "../messages.ts";
import { summaries, summaryOfList, summaryRecord } from "./records.ts";

const { guid, agentCode, copNo, billNo, lists: summed } = summaryRecord.shape;

/** customs.summary.declare: a declarant sums released export lists up into one declaration (CEB701). */
export const declareSummary = defineOperation({
  tag: 0x0428,
  name: "customs.summary.declare",
  since: 8,
  summary: "A declarant applies for one declaration of many released export lists (CEB701).",
  signatories: ["declarant"],
  threshold: "medium",
  body: field.record({ guid, agentCode, copNo, billNo, lists: summed }),
  result: field.record({ id: field.hash() }),
  failures: {
    ...ownEnterpriseFailures,
    MESSAGE_REPEATED:
      "A message with this guid has been carried out. customs_message shows what it was about.",
    NOT_SUMMABLE:
      "One of the lists is no released export of this declarant, or not of the master bill. customs_list shows it.",
    SUMMED_ALREADY: "One of the lists is in an application already, or named twice. Leave it out.",
  },
  keys: ({ body }) => [
    enterprises.key(body.agentCode),
    ...body.lists.flatMap((id) => [lists.key(id), summaryOfList.key(id)]),
  ],
  check: () => undefined,
  apply({ source, body, operationId: id, height, timeMs }, ledger) {
    const owner = ownEnterprise(ledger, source, body.agentCode, "declarant");
    if (typeof owner === "string") return fail(owner);
    if (ledger.has(messages.key(body.guid))) return fail("MESSAGE_REPEATED");
    for (const one of body.lists) {
      const list = lists.read(ledger, one);
      const isSummable =
        list?.agentCode === body.agentCode &&
        list.content.direction === "export" &&
        RELEASED.includes(list.status) &&
        (body.billNo === undefined || list.content.billNo === body.billNo);
      if (!isSummable) return fail("NOT_SUMMABLE");
      if (ledger.has(summaryOfList.key(one))) return fail("SUMMED_ALREADY");
      summaryOfList.write(ledger, { summary: id }, one);
    }
    noteMessage(ledger, body.guid, { kind: "list", id: body.lists[0]!, height });
    const { participant, country: customs } = owner;
    const made = { participant, customs, entryId: undefined, height, timeMs };
    summaries.write(ledger, { id, ...body, ...made }, id);
    return done({ id });
  },
});
