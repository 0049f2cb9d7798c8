import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { balanceFailures, hold } from "../../assets/balance.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { enterpriseCode } from "../codes.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { guarantees } from "./guarantee.ts";
import { treasuries } from "./treasury.ts";

/** customs.guarantee.deposit: a guarantor puts money on hold, out of which taxes are paid that nobody pays in time. */
export const depositGuarantee = defineOperation({
  tag: 0x0432,
  name: "customs.guarantee.deposit",
  since: 8,
  summary: "A guarantor puts money on hold for the taxes of the lists that name it.",
  signatories: ["guarantor", "platform", "merchant", "enterprise", "carrier"],
  threshold: "medium",
  body: field.record({ code: enterpriseCode, amount: field.amount() }),
  result: field.record({ deposited: field.uint64(), committed: field.uint64() }),
  failures: {
    ...ownEnterpriseFailures,
    ...balanceFailures,
    NO_TREASURY:
      "The country's tax authority has not said in which asset it is paid. Nothing can be guaranteed before.",
    WRONG_ASSET: "Taxes are paid in another asset. customs_treasury shows which.",
    GUARANTEE_ELSEWHERE:
      "The guarantee is on another account of yours. Deposit from that one; customs_guarantee shows it.",
  },
  keys: ({ body: { code } }) => [enterprises.key(code), guarantees.key(code)],
  check: ({ body }) => (body.amount.minor === 0n ? "ZERO_AMOUNT" : undefined),
  apply({ source, body: { code, amount }, height }, ledger) {
    const owner = ownEnterprise(ledger, source, code, "guarantor");
    if (typeof owner === "string") return fail(owner);
    const treasury = treasuries.read(ledger, owner.country);
    if (treasury === undefined) return fail("NO_TREASURY");
    if (!equalBytes(treasury.asset, amount.asset)) return fail("WRONG_ASSET");
    const before = guarantees.read(ledger, code);
    const { deposited, committed } = before ?? { deposited: 0n, committed: 0n };
    if (before !== undefined && deposited > 0n && !equalBytes(before.account, source)) {
      return fail("GUARANTEE_ELSEWHERE");
    }
    if (!hold(ledger, source, amount)) return fail("INSUFFICIENT_BALANCE");
    const sum = { deposited: deposited + amount.minor, committed };
    guarantees.write(ledger, { code, account: source, asset: amount.asset, ...sum, height }, code);
    return done(sum);
  },
});
