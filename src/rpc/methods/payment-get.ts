import { field } from "../../primitives/fields/index.ts";
import { paymentRecord, payments } from "../../transactions/payments/records.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { conversionOf, conversionSchema } from "../conversion-json.ts";
import { nullable, shape } from "../schemas.ts";

const fields = Object.entries(paymentRecord.shape);
const members = Object.fromEntries(fields.map(([name, { schema }]) => [name, schema]));

/** payment_get: by UETR, which is unique on the chain for ever. */
export const get = defineMethod({
  name: "payment_get",
  summary: "A payment by its UETR; null if there is none.",
  params: { uetr: of(field.uuid(), "ISO 20022 UETR: a version 4 UUID in lower case.") },
  /** `conversion`: of a payment that arrives in another asset than was sent. */
  result: nullable(shape({ ...members, "conversion?": conversionSchema })),
  errors: {},
  example: { params: { uetr: "8a562c67-ca16-48ba-b074-65581be6f001" } },
  right: "read",
  handle({ uetr }, { ledger }) {
    const record = payments.read(ledger, uetr);
    if (record === undefined) return null;
    return { ...(paymentRecord.toJson(record) as object), ...conversionOf(ledger, uetr) };
  },
});
