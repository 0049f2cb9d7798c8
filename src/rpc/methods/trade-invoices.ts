import { field } from "../../primitives/fields/index.ts";
import { enterpriseCode } from "../../transactions/customs/codes.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import {
  invoiceRecord,
  invoices as records,
  invoicesInHandPrefix,
  invoicesOfPrefix,
} from "../../transactions/trade/refunds/invoices.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** trade_invoices: the VAT special invoices of a buyer, or those that a country's tax authority has in hand. */
export const invoices = defineMethod({
  name: "trade_invoices",
  summary:
    "VAT special invoices that a buyer has filed, or that a country's tax authority has not decided on, by id.",
  params: {
    buyer: optional(of(enterpriseCode, "The exporter's code with customs.")),
    inHandOf: optional(
      of(countryCode, "ISO 3166-1 alpha-2: invoices that its tax authority decides on now."),
    ),
    after: optional(of(id, "The invoice after which to go on.")),
    limit: limitInput,
  },
  result: shape({ invoices: listOf(invoiceRecord.schema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { inHandOf: "CN" } },
  right: "read",
  refine: ({ buyer, inHandOf }) =>
    (buyer === undefined) === (inHandOf === undefined)
      ? "must name a buyer or a country, one of them"
      : undefined,
  async handle({ buyer, inHandOf, after, limit }, node) {
    const prefix = buyer === undefined ? invoicesInHandPrefix(inHandOf!) : invoicesOfPrefix(buyer);
    const read = (one: Uint8Array) => records.read(node.ledger, one);
    const { found, next } = await indexedPage(node, prefix, { after, limit }, read);
    return { invoices: found.map((one) => invoiceRecord.toJson(one)), next };
  },
});
