import { field } from "../../primitives/fields/index.ts";
import { enterpriseCode } from "../../transactions/customs/codes.ts";
import { customsNumber } from "../../transactions/customs/lists/records.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import {
  claimsInHandPrefix,
  claimsOfEntryPrefix,
  claimsOfPrefix,
  refundClaims,
} from "../../transactions/trade/refunds/claims.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
import { claimJson, claimSchema } from "../refund-json.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** trade_refunds: claims for export refund of an exporter, of a declaration, or in hand of a tax authority. */
export const refunds = defineMethod({
  name: "trade_refunds",
  summary:
    "Claims for export refund by id: those of an exporter, on a declaration, or that a country's tax authority has to decide or to pay.",
  params: {
    enterprise: optional(of(enterpriseCode, "The exporter's code with customs.")),
    entryId: optional(of(customsNumber, "The declaration's number.")),
    inHandOf: optional(
      of(countryCode, "ISO 3166-1 alpha-2: claims that its tax authority decides on or pays now."),
    ),
    after: optional(of(id, "The claim after which to go on.")),
    limit: limitInput,
  },
  result: shape({ claims: listOf(claimSchema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { entryId: "514120260000000001" } },
  right: "read",
  refine: ({ enterprise, entryId, inHandOf }) =>
    [enterprise, entryId, inHandOf].filter((one) => one !== undefined).length === 1
      ? undefined
      : "must name an enterprise, a declaration or a country, one of them",
  async handle({ enterprise, entryId, inHandOf, after, limit }, node) {
    let prefix: string;
    if (enterprise !== undefined) prefix = claimsOfPrefix(enterprise);
    else if (entryId !== undefined) prefix = claimsOfEntryPrefix(entryId);
    else prefix = claimsInHandPrefix(inHandOf!);
    const read = (one: Uint8Array) => refundClaims.read(node.ledger, one);
    const { found, next } = await indexedPage(node, prefix, { after, limit }, read);
    return { claims: found.map(claimJson), next };
  },
});
