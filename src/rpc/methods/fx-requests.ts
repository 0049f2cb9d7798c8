import { fromHex, toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { requestRecord, requests as records, asked } from "../../transactions/fx/quotes/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** fx_requests: who waits for a quote of a maker. */
export const requests = defineMethod({
  name: "fx_requests",
  summary: "The requests for quotes that wait for a maker, by id.",
  params: {
    account: accountInput,
    after: optional(of(id, "The request after which to go on.")),
    limit: limitInput,
  },
  result: shape({ requests: listOf(requestRecord.schema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { account: "maker-1" } },
  right: "read",
  async handle({ account, after, limit }, node) {
    const prefix = `fx/asked/${toHex(account)}/`;
    const start = after === undefined ? undefined : asked.key(account, after);
    const page = await pageOf(node, prefix, start, limit);
    const ids = page.entries.map(({ key }) => key.slice(prefix.length));
    const found = ids.flatMap((one) => records.read(node.ledger, fromHex(one)!) ?? []);
    const next = page.isLast ? null : (ids.at(-1) ?? null);
    return { requests: found.map((one) => requestRecord.toJson(one)), next };
  },
});
