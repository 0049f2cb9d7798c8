import { field } from "../../primitives/fields/index.ts";
import { paymentRecord, payments } from "../../transactions/payments/records.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** payment_get: by UETR, which is unique on the chain for ever. */
export const get = defineMethod({
  name: "payment_get",
  summary: "A payment by its UETR; null if there is none.",
  params: { uetr: of(field.uuid(), "ISO 20022 UETR: a version 4 UUID in lower case.") },
  result: nullable(paymentRecord.schema),
  errors: {},
  example: { params: { uetr: "8a562c67-ca16-48ba-b074-65581be6f001" } },
  right: "read",
  handle({ uetr }, { ledger }) {
    const record = payments.read(ledger, uetr);
    return record === undefined ? null : paymentRecord.toJson(record);
  },
});
