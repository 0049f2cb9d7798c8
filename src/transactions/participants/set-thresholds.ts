import { ROLES, thresholds } from "../../chain/participant.ts";
import { COUNCIL } from "../../primitives/account-id.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation } from "../definition.ts";
import { changeAuthority, changedAuthority, changeFailures } from "./authority-change.ts";
import { accounts, ownAccount } from "./records.ts";

/** account.thresholds.set: how much weight it takes to sign for the account. */
export const setThresholds = defineOperation({
  tag: 0x000b,
  name: "account.thresholds.set",
  since: 3,
  summary: "Sets the weights that operations of the source account need.",
  signatories: ROLES,
  threshold: "high",
  body: field.record({ thresholds }),
  result: changedAuthority,
  failures: {
    COUNCIL_THRESHOLDS:
      "The council needs more than two thirds of its weight, always. Change its signers instead.",
    ...changeFailures,
  },
  keys: ({ source }) => [accounts.key(source)],
  check: ({ source }) => (equalBytes(source, COUNCIL) ? "COUNCIL_THRESHOLDS" : undefined),
  apply: ({ source, body }, ledger) =>
    changeAuthority(ledger, source, ownAccount(ledger, source), body),
});
