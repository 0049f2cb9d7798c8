import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { quoteRecord, quotes as records } from "../../transactions/fx/quotes/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** fx_quotes: firm quotes that an account gave or may accept. */
export const quotes = defineMethod({
  name: "fx_quotes",
  summary: "The firm quotes of an account, as maker or as taker, by id, that were not used yet.",
  params: {
    account: accountInput,
    after: optional(of(id, "The quote after which to go on.")),
    limit: limitInput,
  },
  result: shape({ quotes: listOf(quoteRecord.schema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { account: "maker-1" } },
  right: "read",
  async handle({ account, after, limit }, node) {
    const prefix = `fx/quoted/${toHex(account)}/`;
    const read = (one: Uint8Array) => records.read(node.ledger, one);
    const { found, next } = await indexedPage(node, prefix, { after, limit }, read);
    return { quotes: found.map((one) => quoteRecord.toJson(one)), next };
  },
});
