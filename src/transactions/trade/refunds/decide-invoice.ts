import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { isOwnCountry, ownCountryFailures } from "../../rules/own-country.ts";
import { invoiceReason, invoiceRecord, invoices, invoicesInHand } from "./invoices.ts";

/** trade.invoice.decide: the tax authority has compared an invoice with its own register. */
export const decideInvoice = defineOperation({
  tag: 0x0562,
  name: "trade.invoice.decide",
  since: 9,
  summary: "The tax authority confirms or refuses a VAT special invoice that was filed.",
  signatories: ["tax"],
  threshold: "medium",
  body: field.record({
    invoice: field.hash(),
    confirm: field.bool(),
    reason: field.optional(invoiceReason),
  }),
  result: field.record({ status: invoiceRecord.shape.status }),
  failures: {
    ...ownCountryFailures,
    UNKNOWN_INVOICE: "No invoice of this id is filed. The exporter files it first.",
    INVOICE_DECIDED: "The invoice is confirmed or refused already. A refused one is filed anew.",
    REASON_MISSING: "Refusing needs a reason, and confirming has none.",
  },
  keys: ({ body }) => [invoices.key(body.invoice)],
  check: ({ body: { confirm, reason } }) =>
    confirm === (reason === undefined) ? undefined : "REASON_MISSING",
  apply({ source, body: { invoice: id, confirm, reason } }, ledger) {
    const invoice = invoices.read(ledger, id);
    if (invoice === undefined) return fail("UNKNOWN_INVOICE");
    if (!isOwnCountry(ledger, source, invoice.country)) return fail("NOT_YOUR_COUNTRY");
    if (invoice.status !== "filed") return fail("INVOICE_DECIDED");
    const status = confirm ? ("confirmed" as const) : ("refused" as const);
    invoices.write(ledger, { ...invoice, status, reason, by: source }, id);
    ledger.delete(invoicesInHand.key(invoice.country, id));
    return done({ status });
  },
});
