import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownAccount, participants } from "../../participants/records.ts";
import { noticeCounts, notices, noticesOf, noticeTerms } from "./records.ts";

/** customs.notice.publish: an agency makes a rule known: where its text is, its hash, from when on it holds. */
export const publishNotice = defineOperation({
  tag: 0x0405,
  name: "customs.notice.publish",
  since: 8,
  summary: "An agency publishes a notice: title, hash and address of its text.",
  signatories: ["policy-agency", "customs", "inspection", "tax", "regulator"],
  threshold: "medium",
  body: field.record(noticeTerms),
  result: field.record({ id: field.hash() }),
  failures: {
    UNKNOWN_NOTICE:
      "There is no notice of this id to take the place of. customs_notices shows them.",
    NOT_YOUR_NOTICE:
      "Another country's agency has published that notice. Name one of your country's.",
    SUPERSEDED:
      "Another notice has taken its place already. Name that one: customs_notices shows it.",
  },
  keys: ({ body }) => (body.supersedes === undefined ? [] : [notices.key(body.supersedes)]),
  check: () => undefined,
  apply({ source, body, operationId: id, height, timeMs }, ledger) {
    const { country } = participants.read(ledger, ownAccount(ledger, source).participant)!;
    if (body.supersedes !== undefined) {
      const before = notices.read(ledger, body.supersedes);
      if (before === undefined) return fail("UNKNOWN_NOTICE");
      if (before.country !== country) return fail("NOT_YOUR_NOTICE");
      if (before.supersededBy !== undefined) return fail("SUPERSEDED");
      notices.write(ledger, { ...before, supersededBy: id }, body.supersedes);
    }
    const made = { by: source, height, timeMs };
    notices.write(ledger, { id, country, ...body, supersededBy: undefined, ...made }, id);
    const { count } = noticeCounts.read(ledger, country) ?? { count: 0 };
    noticesOf.write(ledger, { id }, country, count);
    noticeCounts.write(ledger, { count: count + 1 }, country);
    return done({ id });
  },
});
