import {
  ADMITTED_ROLES,
  authority,
  authorityFailures,
  checkAuthority,
} from "../../chain/participant.ts";
import { accountOfKey } from "../../primitives/account-id.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { admitFailures } from "./admit.ts";
import { accounts, openedAccounts, ownAccount } from "./records.ts";

/** account.open: a participant opens another account of its own, as a treasury beside the one for daily payments. */
export const open = defineOperation({
  tag: 0x0007,
  name: "account.open",
  since: 3,
  summary: "Opens another account of the source's participant, with signers of its own.",
  signatories: ADMITTED_ROLES,
  threshold: "high",
  body: field.record({ authority }),
  result: field.record({ account: field.account() }),
  failures: { ...authorityFailures, ACCOUNT_EXISTS: admitFailures.ACCOUNT_EXISTS },
  keys: ({ body }) => [accounts.key(accountOfKey(body.authority.signers[0]!.publicKey))],
  check: ({ body }) => checkAuthority(body.authority),
  apply({ source, body, height, protocolVersion }, ledger) {
    const account = accountOfKey(body.authority.signers[0]!.publicKey);
    if (ledger.has(accounts.key(account))) return fail("ACCOUNT_EXISTS");
    // What a sponsor limits, it limits in every account: opening another is no way around it.
    const opened = { ...ownAccount(ledger, source), authority: body.authority };
    accounts.write(ledger, opened, account);
    if (protocolVersion >= 5) openedAccounts.write(ledger, { height }, opened.participant, account);
    return done({ account });
  },
});
