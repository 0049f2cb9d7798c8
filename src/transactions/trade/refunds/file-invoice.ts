import { dayOf } from "../../../primitives/civil-day.ts";
import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import {
  invoiceId,
  invoiceKey,
  invoiceRecord,
  invoices,
  invoicesInHand,
  invoicesOf,
} from "./invoices.ts";
import { MONEY_MAX } from "./worth.ts";

const { buyer, net, vat, issued, documentHash } = invoiceRecord.shape;

/** A number of 8 digits is one of a code; one of 20 stands for itself. */
const NUMBER_WITH_CODE = 8;

/** trade.invoice.file: an exporter files a VAT special invoice of goods that it bought. */
export const fileInvoice = defineOperation({
  tag: 0x0561,
  name: "trade.invoice.file",
  since: 9,
  summary: "An exporter files a VAT special invoice of goods that it bought.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({ ...invoiceKey, buyer, net, vat, issued, documentHash }),
  result: field.record({ id: field.hash() }),
  failures: {
    ...ownEnterpriseFailures,
    NUMBER_UNFIT:
      "A number of 8 digits goes with an invoice code, and one of 20 digits has none. Copy both from the invoice.",
    AMOUNTS_UNFIT:
      "The net amount is above zero and at most ten trillion, and the tax is not above it. Copy both from the invoice.",
    ISSUED_LATER: "The invoice is dated after today, by UTC. Copy the day from the invoice.",
    INVOICE_EXISTS:
      "The seller's invoice of this number is filed already. If another has filed it, tell the tax authority.",
  },
  keys: ({ body: { seller, code, number, buyer: of } }) => [
    enterprises.key(of),
    invoices.key(invoiceId(seller, code, number)),
  ],
  check({ body: { code, number, net: price, vat: tax } }) {
    const isOfCode = number.length === NUMBER_WITH_CODE;
    if (isOfCode !== (code !== undefined)) return "NUMBER_UNFIT";
    const isFit = price > 0n && price <= MONEY_MAX && tax <= price;
    return isFit ? undefined : "AMOUNTS_UNFIT";
  },
  apply({ source, body, height, timeMs }, ledger) {
    const owner = ownEnterprise(ledger, source, body.buyer, "merchant");
    if (typeof owner === "string") return fail(owner);
    if (body.issued > dayOf(timeMs)) return fail("ISSUED_LATER");
    const id = invoiceId(body.seller, body.code, body.number);
    const before = invoices.read(ledger, id);
    // One that was refused can be filed anew, by the right buyer too: a stranger who had the number keeps nobody out.
    if (before !== undefined && before.status !== "refused") return fail("INVOICE_EXISTS");
    if (before !== undefined) ledger.delete(invoicesOf.key(before.buyer, id));
    const { country } = owner;
    const open = { status: "filed" as const, reason: undefined, by: undefined, claimed: 0n };
    invoices.write(ledger, { id, ...body, country, ...open, height, timeMs }, id);
    invoicesOf.write(ledger, { height }, body.buyer, id);
    invoicesInHand.write(ledger, { height }, country, id);
    return done({ id });
  },
});
