import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { accounts, ownAccount } from "../participants/records.ts";
import { BANK_ROLES } from "./parties.ts";
import { branchCode, branches, branchRecord } from "./records.ts";

/**
 * letter.branch.set: a bank puts on record which branches letters can be addressed to and which of its accounts answers for
 * each: a head-office centre for many, or the branch for itself.
 */
export const setBranch = defineOperation({
  tag: 0x0310,
  name: "letter.branch.set",
  since: 7,
  summary: "A bank states which of its accounts answers confirmation letters to a branch.",
  signatories: BANK_ROLES,
  threshold: "medium",
  body: field.record({
    code: branchCode,
    name: branchRecord.shape.name,
    handler: branchRecord.shape.handler,
  }),
  /** True if the branch was on record before. */
  result: field.record({ replaced: field.bool() }),
  failures: {
    NOT_YOUR_ACCOUNT: "The account is not the bank's. participant_accounts lists those it has.",
    BRANCH_UNCHANGED: "The branch is on record like that. Nothing is left to do.",
  },
  keys: ({ body }) => [accounts.key(body.handler)],
  check: () => undefined,
  apply({ source, body, height }, ledger) {
    const { participant: bank } = ownAccount(ledger, source);
    const { code, name, handler } = body;
    if (accounts.read(ledger, handler)?.participant !== bank) return fail("NOT_YOUR_ACCOUNT");
    const before = branches.read(ledger, bank, code);
    if (before?.name === name && equalBytes(before.handler, handler)) {
      return fail("BRANCH_UNCHANGED");
    }
    branches.write(ledger, { code, name, handler, height }, bank, code);
    return done({ replaced: before !== undefined });
  },
});
