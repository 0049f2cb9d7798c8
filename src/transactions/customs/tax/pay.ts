import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { payments } from "../../payments/records.ts";
import { hasCode } from "../enterprises/own.ts";
import { billAt, bills, openOf } from "./bill.ts";
import { commit } from "./guarantee.ts";
import { settle, settleFailures } from "./settle.ts";
import { treasuries } from "./treasury.ts";

/** customs.tax.pay: the guarantor pays a list's tax bill from its account, and its guarantee is free again (CEB818). */
export const payTax = defineOperation({
  tag: 0x0434,
  name: "customs.tax.pay",
  since: 8,
  summary: "The guarantor pays the tax bill of a released list (CEB816, CEB818).",
  signatories: ["guarantor", "platform", "merchant", "enterprise", "carrier"],
  threshold: "medium",
  body: field.record({ list: field.hash(), uetr: field.uuid() }),
  result: field.record({ paid: field.amount() }),
  failures: {
    ...settleFailures,
    UNKNOWN_BILL:
      "The list has no tax bill: there is none before its release, and none of an export.",
    NOT_YOUR_BILL: "Another enterprise guarantees this list's tax. customs_bill shows which.",
    NOTHING_OWED: "The bill is paid, drawn from the guarantee or void. customs_bill shows it.",
    NOT_PAYABLE_YET:
      "Goods may still come back, which changes the bill. customs_bill shows from when it can be paid.",
  },
  keys: ({ body }) => [bills.key(body.list), payments.key(body.uetr)],
  check: () => undefined,
  apply({ source, body: { list, uetr }, ...moment }, ledger) {
    const bill = billAt(ledger, list, moment.timeMs);
    if (bill === undefined) return fail("UNKNOWN_BILL");
    const { assureCode, country, payFrom } = bill;
    if (!hasCode(ledger, source, assureCode)) return fail("NOT_YOUR_BILL");
    const minor = openOf(bill);
    if (minor === 0n) return fail("NOTHING_OWED");
    if (moment.timeMs < payFrom) return fail("NOT_PAYABLE_YET");
    const { account: to, asset } = treasuries.read(ledger, country)!;
    const paid = { asset, minor };
    const code = settle(ledger, { from: source, to, amount: paid, uetr, purpose: "TAXS" }, moment);
    if (code !== undefined) return fail(code);
    commit(ledger, assureCode, -minor);
    bills.write(ledger, { ...bill, status: "paid", paid: minor }, list);
    return done({ paid });
  },
});
