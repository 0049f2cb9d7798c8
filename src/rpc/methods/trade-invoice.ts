import { field } from "../../primitives/fields/index.ts";
import {
  invoiceId,
  invoiceKey,
  invoiceRecord,
  invoices,
} from "../../transactions/trade/refunds/invoices.ts";
import { recordOrNull } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { of, optional } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** trade_invoice: a VAT special invoice, whether it is confirmed, and how much of it claims have taken. */
export const invoice = defineMethod({
  name: "trade_invoice",
  summary:
    "A VAT special invoice by id, or by seller, code and number as they are printed; null if it is not filed.",
  params: {
    id: optional(of(field.hash(), "The invoice's id.")),
    seller: optional(of(invoiceKey.seller, "With number: the seller's code.")),
    code: optional(of(invoiceKey.code, "With seller and number, if the invoice has one.")),
    number: optional(of(invoiceKey.number, "With seller: the invoice's number.")),
  },
  result: nullable(invoiceRecord.schema),
  errors: {},
  example: {
    params: { seller: "91440101MA5TRADE01", code: "4400231130", number: "00560001" },
  },
  right: "read",
  refine({ id, seller, code, number }) {
    const isPair = seller !== undefined && number !== undefined;
    const isBare = seller === undefined && code === undefined && number === undefined;
    return (id === undefined ? isPair : isBare)
      ? undefined
      : "must name an invoice by id, or by seller, number and the code if it has one";
  },
  handle: ({ id, seller, code, number }, { ledger }) =>
    recordOrNull(
      invoiceRecord,
      invoices.read(ledger, id ?? invoiceId(seller!, code ?? undefined, number!)),
    ),
});
