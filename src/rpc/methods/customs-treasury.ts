import { treasuries, treasuryRecord } from "../../transactions/customs/tax/treasury.ts";
import { recordOrNull } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** customs_treasury: in which asset, and to which account, a country's customs taxes are paid. */
export const treasury = defineMethod({
  name: "customs_treasury",
  summary:
    "In which asset and to which account a country's customs taxes are paid; null if not said.",
  params: { country: of(treasuryRecord.shape.country, "ISO 3166-1 alpha-2, like CN.") },
  result: nullable(treasuryRecord.schema),
  errors: {},
  example: { params: { country: "CN" } },
  right: "read",
  handle: ({ country }, { ledger }) =>
    recordOrNull(treasuryRecord, treasuries.read(ledger, country)),
});
