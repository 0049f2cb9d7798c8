import { ROLES, signer } from "../../chain/participant.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, fail } from "../definition.ts";
import {
  changeAuthority,
  changedAuthority,
  changeFailures,
  hasSigner,
  unknownSigner,
} from "./authority-change.ts";
import { accounts, ownAccount } from "./records.ts";

/** account.signer.remove: a key signs for the account no more, from the next transaction on. */
export const removeSigner = defineOperation({
  tag: 0x0009,
  name: "account.signer.remove",
  since: 3,
  summary: "Takes a signer from the source account.",
  signatories: ROLES,
  threshold: "high",
  body: field.record({ publicKey: signer.shape.publicKey }),
  result: changedAuthority,
  failures: {
    ...unknownSigner,
    LAST_SIGNER: "The account has no other signer. Rotate its key instead of removing it.",
    ...changeFailures,
  },
  keys: ({ source }) => [accounts.key(source)],
  check: () => undefined,
  apply({ source, body }, ledger) {
    const account = ownAccount(ledger, source);
    const { signers } = account.authority;
    if (!hasSigner(account, body.publicKey)) return fail("UNKNOWN_SIGNER");
    if (signers.length === 1) return fail("LAST_SIGNER");
    const after = signers.filter(({ publicKey }) => !equalBytes(publicKey, body.publicKey));
    return changeAuthority(ledger, source, account, { signers: after });
  },
});
