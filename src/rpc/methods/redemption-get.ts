import { field } from "../../primitives/fields/index.ts";
import { redemptionRecord, redemptions } from "../../transactions/assets/records.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** redemption_get: how far an exchange of an asset for fiat has come. */
export const get = defineMethod({
  name: "redemption_get",
  summary: "A redemption by the id that its receipt names; null if there is none.",
  params: { id: of(field.hash(), "The redemption's id: 64 hexadecimal digits.") },
  result: nullable(redemptionRecord.schema),
  errors: {},
  example: { params: { id: "00".repeat(32) } },
  right: "read",
  handle({ id }, { ledger }) {
    const record = redemptions.read(ledger, id);
    return record === undefined ? null : redemptionRecord.toJson(record);
  },
});
