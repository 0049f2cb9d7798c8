import { enterpriseCode } from "../../transactions/customs/codes.ts";
import { guaranteeRecord, guarantees } from "../../transactions/customs/tax/guarantee.ts";
import { recordOrNull } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** customs_guarantee: what a guarantor has on hold for taxes, and what lists and bills need of it. */
export const guarantee = defineMethod({
  name: "customs_guarantee",
  summary:
    "What a guarantor has on hold for taxes, and what of it is committed; null if nothing ever was.",
  params: { code: of(enterpriseCode, "The guarantor's code (assureCode).") },
  result: nullable(guaranteeRecord.schema),
  errors: {},
  example: { params: { code: "440196000P" } },
  right: "read",
  handle: ({ code }, { ledger }) => recordOrNull(guaranteeRecord, guarantees.read(ledger, code)),
});
