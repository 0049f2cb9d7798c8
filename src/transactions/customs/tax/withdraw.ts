import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { release } from "../../assets/balance.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { enterpriseCode } from "../codes.ts";
import { guarantees } from "./guarantee.ts";

/** customs.guarantee.withdraw: a guarantor takes back what nothing is committed to. */
export const withdrawGuarantee = defineOperation({
  tag: 0x0433,
  name: "customs.guarantee.withdraw",
  since: 8,
  summary: "A guarantor takes money off hold that no list and no bill needs.",
  signatories: ["guarantor", "platform", "merchant", "enterprise", "carrier"],
  threshold: "medium",
  body: field.record({ code: enterpriseCode, minor: field.uint64() }),
  result: field.record({ deposited: field.uint64(), committed: field.uint64() }),
  failures: {
    ZERO_AMOUNT: "The amount is zero. Take back at least one minor unit.",
    NOT_YOUR_GUARANTEE:
      "The code has no guarantee on this account. customs_guarantee shows where it is.",
    COMMITTED:
      "Lists and bills need what would be taken back. customs_guarantee shows what is free.",
  },
  keys: ({ body }) => [guarantees.key(body.code)],
  check: ({ body }) => (body.minor === 0n ? "ZERO_AMOUNT" : undefined),
  apply({ source, body: { code, minor }, height }, ledger) {
    const before = guarantees.read(ledger, code);
    if (before === undefined || !equalBytes(before.account, source)) {
      return fail("NOT_YOUR_GUARANTEE");
    }
    const { asset, deposited, committed } = before;
    if (minor > deposited - committed) return fail("COMMITTED");
    release(ledger, source, { asset, minor });
    const sum = { deposited: deposited - minor, committed };
    guarantees.write(ledger, { ...before, ...sum, height }, code);
    return done(sum);
  },
});
