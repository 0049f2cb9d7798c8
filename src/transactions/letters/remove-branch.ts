import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { ownAccount } from "../participants/records.ts";
import { BANK_ROLES } from "./parties.ts";
import { branchCode, branches, branchRecord } from "./records.ts";

/** letter.branch.remove: no letter is addressed to a branch any more; those on their way are answered by any account of the bank. */
export const removeBranch = defineOperation({
  tag: 0x0311,
  name: "letter.branch.remove",
  since: 7,
  summary: "A bank takes a branch off the record of those that letters can be addressed to.",
  signatories: BANK_ROLES,
  threshold: "medium",
  body: field.record({ code: branchCode }),
  /** Which account answered for it. */
  result: field.record({ handler: branchRecord.shape.handler }),
  failures: {
    UNKNOWN_BRANCH: "The bank has no such branch on record. letter_branches shows those it has.",
  },
  keys: () => [],
  check: () => undefined,
  apply({ source, body: { code } }, ledger) {
    const bank = ownAccount(ledger, source).participant;
    const branch = branches.read(ledger, bank, code);
    if (branch === undefined) return fail("UNKNOWN_BRANCH");
    ledger.delete(branches.key(bank, code));
    return done({ handler: branch.handler });
  },
});
