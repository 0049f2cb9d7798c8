import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { offerRecord, offers as records } from "../../transactions/fx/book/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** fx_offers: what an account has resting in books, with what is reserved for it. */
export const offers = defineMethod({
  name: "fx_offers",
  summary: "An account's offers that rest, by id, with what each has left and on hold.",
  params: {
    account: accountInput,
    after: optional(of(id, "The offer after which to go on.")),
    limit: limitInput,
  },
  result: shape({ offers: listOf(offerRecord.schema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { account: "maker-1" } },
  right: "read",
  async handle({ account, after, limit }, node) {
    const prefix = `fx/own/${toHex(account)}/`;
    const read = (one: Uint8Array) => records.read(node.ledger, one);
    const { found, next } = await indexedPage(node, prefix, { after, limit }, read);
    return { offers: found.map((one) => offerRecord.toJson(one)), next };
  },
});
