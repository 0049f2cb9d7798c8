import { authorityFailures, ROLES, signer } from "../../chain/participant.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { limits } from "../../primitives/limits.ts";
import { defineOperation, fail } from "../definition.ts";
import { changeAuthority, changedAuthority, changeFailures } from "./authority-change.ts";
import { accounts, ownAccount } from "./records.ts";

/** account.signer.set: an account gets another signer, or one of its signers another weight. */
export const setSigner = defineOperation({
  tag: 0x0008,
  name: "account.signer.set",
  since: 3,
  summary: "Adds a signer to the source account, or changes a signer's weight.",
  signatories: ROLES,
  threshold: "high",
  body: signer,
  result: changedAuthority,
  failures: {
    ZERO_WEIGHT: authorityFailures.ZERO_WEIGHT,
    ...changeFailures,
    SIGNER_UNCHANGED: "The signer has this weight already. Nothing is left to do.",
    TOO_MANY_SIGNERS: `An account has at most ${limits.signersPerAccount} signers. Remove one first.`,
  },
  keys: ({ source }) => [accounts.key(source)],
  check: ({ body }) => (body.weight === 0 ? "ZERO_WEIGHT" : undefined),
  apply({ source, body }, ledger) {
    const account = ownAccount(ledger, source);
    const { signers } = account.authority;
    const place = signers.findIndex(({ publicKey }) => equalBytes(publicKey, body.publicKey));
    if (signers[place]?.weight === body.weight) return fail("SIGNER_UNCHANGED");
    if (place < 0 && signers.length === limits.signersPerAccount) return fail("TOO_MANY_SIGNERS");
    const after = place < 0 ? [...signers, body] : signers.with(place, body);
    return changeAuthority(ledger, source, account, { signers: after });
  },
});
