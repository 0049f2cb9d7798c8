import { field } from "../../../primitives/fields/index.ts";
import { equalBytes } from "../../../primitives/bytes.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { payments } from "../../payments/records.ts";
import { bills } from "./bill.ts";
import { guarantees } from "./guarantee.ts";
import { settle, settleFailures } from "./settle.ts";
import { treasuries } from "./treasury.ts";

/** customs.tax.refund: the tax authority pays back what was paid for goods that came back in time. */
export const refundTax = defineOperation({
  tag: 0x0435,
  name: "customs.tax.refund",
  since: 8,
  summary: "The tax authority pays back the tax of goods that came back.",
  signatories: ["tax"],
  threshold: "medium",
  body: field.record({ list: field.hash(), uetr: field.uuid() }),
  result: field.record({ refunded: field.amount() }),
  failures: {
    ...settleFailures,
    UNKNOWN_BILL:
      "The list has no tax bill: there is none before its release, and none of an export.",
    NOT_THE_TREASURY:
      "Taxes of the list's country are paid to another account. It pays them back too.",
    NOTHING_DUE: "Nothing is to be paid back, or it has been. customs_bill shows it.",
  },
  keys: ({ body }) => [bills.key(body.list), payments.key(body.uetr)],
  check: () => undefined,
  apply({ source, body: { list, uetr }, ...moment }, ledger) {
    const bill = bills.read(ledger, list);
    if (bill === undefined) return fail("UNKNOWN_BILL");
    const treasury = treasuries.read(ledger, bill.country)!;
    if (!equalBytes(treasury.account, source)) return fail("NOT_THE_TREASURY");
    const minor = bill.refundDue - bill.refunded;
    if (minor === 0n) return fail("NOTHING_DUE");
    const { account: to } = guarantees.read(ledger, bill.assureCode)!;
    const refunded = { asset: treasury.asset, minor };
    const order = { from: source, to, amount: refunded, uetr, purpose: "TAXR" as const };
    const code = settle(ledger, order, moment);
    if (code !== undefined) return fail(code);
    bills.write(ledger, { ...bill, refunded: bill.refundDue }, list);
    return done({ refunded });
  },
});
