import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { requestRecord, requests as records } from "../../transactions/fx/quotes/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
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
    const read = (one: Uint8Array) => records.read(node.ledger, one);
    const { found, next } = await indexedPage(node, prefix, { after, limit }, read);
    return { requests: found.map((one) => requestRecord.toJson(one)), next };
  },
});
