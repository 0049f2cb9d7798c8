import { field } from "../../primitives/fields/index.ts";
import { billRecord, bills } from "../../transactions/customs/tax/bill.ts";
import { recordOrNull } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** customs_bill: what a released list owes, from when to when it can be paid, and what became of it. */
export const bill = defineMethod({
  name: "customs_bill",
  summary: "The tax bill of a released import list; null if there is none.",
  params: { list: of(field.hash(), "The list's id.") },
  result: nullable(billRecord.schema),
  errors: {},
  example: { params: { list: "5e".repeat(32) } },
  right: "read",
  handle: ({ list }, { ledger }) => recordOrNull(billRecord, bills.read(ledger, list)),
});
