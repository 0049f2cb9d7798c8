import { field } from "../../primitives/fields/index.ts";
import {
  noticeRecord,
  notices as records,
  noticesOf,
  noticesPrefix,
} from "../../transactions/customs/notices/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { integer, listOf, nullable, shape } from "../schemas.ts";

/** customs_notices: what a country's agencies have published. */
export const notices = defineMethod({
  name: "customs_notices",
  summary: "Notices that a country's agencies have published, oldest first.",
  params: {
    country: of(noticeRecord.shape.country, "ISO 3166-1 alpha-2, like CN."),
    after: optional(of(field.uint(32), "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({ notices: listOf(noticeRecord.schema), next: nullable(integer) }),
  errors: {},
  example: { params: { country: "CN" } },
  right: "read",
  async handle({ country, after, limit }, node) {
    const prefix = noticesPrefix(country);
    const start = after === undefined ? undefined : noticesOf.key(country, after);
    const { entries, isLast } = await pageOf(node, prefix, start, limit);
    const found = entries.map(({ value }) =>
      records.read(node.ledger, noticesOf.decode(value).id)!,
    );
    const last = entries.at(-1)?.key.slice(prefix.length);
    const next = isLast || last === undefined ? null : Number(last);
    return { notices: found.map((one) => noticeRecord.toJson(one)), next };
  },
});
