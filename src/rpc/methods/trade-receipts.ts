import type { Json } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { enterpriseCode } from "../../transactions/customs/codes.ts";
import { customsNumber } from "../../transactions/customs/lists/records.ts";
import { deliveredOf } from "../../transactions/payments/conversions.ts";
import { payments } from "../../transactions/payments/records.ts";
import {
  exportRecord,
  exportRecords,
  exportsPrefix,
  receiptsOfPrefix,
  receiptUses,
} from "../../transactions/trade/refunds/receipts.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, minor, nullable, shape, text } from "../schemas.ts";

const amount = field.amount();
const place = field.text(
  37,
  /^([0-9A-Z]{18}\/)?[0-9A-Z]{10,18}$/,
  "must be `next` of the page before",
);

/** trade_receipts: what came in for a declaration, or which declarations a payment is for. */
export const receipts = defineMethod({
  name: "trade_receipts",
  summary:
    "What exporters got for their goods of a declaration, and what claims hold of these; or the declarations that a payment is tied to, and how much of it.",
  params: {
    entryId: optional(of(customsNumber, "The declaration's number.")),
    enterprise: optional(of(enterpriseCode, "With entryId: only this exporter.")),
    uetr: optional(of(field.uuid(), "A payment, of which parts can be tied to declarations.")),
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({
    exports: listOf(exportRecord.schema),
    /** Of the payment that was asked for: what arrived, and what of it is tied to declarations, in minor units. */
    payment: nullable(shape({ received: amount.schema, linked: minor })),
    next: nullable(text),
  }),
  errors: {},
  example: { params: { entryId: "514120260000000001" } },
  right: "read",
  refine({ entryId, enterprise, uetr }) {
    if ((entryId === undefined) === (uetr === undefined))
      return "must name a declaration or a payment, one of them";
    return enterprise !== undefined && entryId === undefined
      ? "must name the declaration of the enterprise"
      : undefined;
  },
  async handle({ entryId, enterprise, uetr, after, limit }, node) {
    const { ledger } = node;
    if (enterprise !== undefined) {
      const found = exportRecords.read(ledger, entryId!, enterprise);
      const exports = found === undefined ? [] : [exportRecord.toJson(found)];
      return { exports, payment: null, next: null };
    }
    const prefix = entryId === undefined ? receiptsOfPrefix(uetr!) : exportsPrefix(entryId);
    const start = after === undefined ? undefined : `${prefix}${after}`;
    const { entries, isLast } = await pageOf(node, prefix, start, limit);
    const rests = entries.map(({ key }) => key.slice(prefix.length));
    const exports = rests.map((rest) => {
      const [entry, code] = (entryId === undefined ? rest : `${entryId}/${rest}`).split("/");
      return exportRecord.toJson(exportRecords.read(ledger, entry!, code!)!);
    });
    const payment = uetr === undefined ? null : paymentJson(ledger, uetr);
    return { exports, payment, next: isLast ? null : (rests.at(-1) ?? null) };
  },
});

/** Null if nothing of this UETR was paid here. */
function paymentJson(ledger: LedgerReader, uetr: Uint8Array): Json {
  const payment = payments.read(ledger, uetr);
  if (payment === undefined) return null;
  const linked = receiptUses.read(ledger, uetr)?.linked ?? 0n;
  return { received: amount.toJson(deliveredOf(ledger, payment)), linked: linked.toString() };
}
