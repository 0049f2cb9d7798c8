import { field } from "../../primitives/fields/index.ts";
import { enterpriseCode } from "../../transactions/customs/codes.ts";
import {
  listRecord,
  lists as records,
  listsInHandPrefix,
  listsOfPrefix,
} from "../../transactions/customs/lists/records.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** customs_lists: the inventory lists of an enterprise, or those that a country's customs has in hand. */
export const lists = defineMethod({
  name: "customs_lists",
  summary:
    "Inventory lists that name an enterprise as declarant or platform, or that a country's customs has in hand, by id.",
  params: {
    enterprise: optional(of(enterpriseCode, "The code of a declarant or platform.")),
    inHandOf: optional(
      of(countryCode, "ISO 3166-1 alpha-2: lists that its customs decides on now."),
    ),
    after: optional(of(id, "The list after which to go on.")),
    limit: limitInput,
  },
  result: shape({ lists: listOf(listRecord.schema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { inHandOf: "CN" } },
  right: "read",
  refine: ({ enterprise, inHandOf }) =>
    (enterprise === undefined) === (inHandOf === undefined)
      ? "must name an enterprise or a country, one of them"
      : undefined,
  async handle({ enterprise, inHandOf, after, limit }, node) {
    const prefix =
      enterprise === undefined ? listsInHandPrefix(inHandOf!) : listsOfPrefix(enterprise);
    const read = (one: Uint8Array) => records.read(node.ledger, one);
    const { found, next } = await indexedPage(node, prefix, { after, limit }, read);
    return { lists: found.map((one) => listRecord.toJson(one)), next };
  },
});
