import { ROLES, signer } from "../../chain/participant.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, fail } from "../definition.ts";
import { changedAuthority, hasSigner, unknownSigner, writeAuthority } from "./authority-change.ts";
import { accounts, ownAccount } from "./records.ts";

/** account.signer.rotate: a signer gets a new key and keeps its weight. The account's id stays, even if it was made of that key. */
export const rotateSigner = defineOperation({
  tag: 0x000a,
  name: "account.signer.rotate",
  since: 3,
  summary: "Replaces a signer's key and keeps its weight.",
  signatories: ROLES,
  threshold: "high",
  body: field.record({ from: signer.shape.publicKey, to: signer.shape.publicKey }),
  result: changedAuthority,
  failures: {
    ...unknownSigner,
    SIGNER_EXISTS: "The new key is a signer of the account already. Rotate to a fresh key.",
  },
  keys: ({ source }) => [accounts.key(source)],
  check: () => undefined,
  apply({ source, body: { from, to } }, ledger) {
    const account = ownAccount(ledger, source);
    if (!hasSigner(account, from)) return fail("UNKNOWN_SIGNER");
    if (hasSigner(account, to)) return fail("SIGNER_EXISTS");
    const signers = account.authority.signers.map((one) =>
      equalBytes(one.publicKey, from) ? { ...one, publicKey: to } : one,
    );
    return writeAuthority(ledger, source, account, { ...account.authority, signers });
  },
});
