import {
  type Authority,
  authorityFailures,
  checkAuthority,
  councilThresholds,
  thresholds,
  totalWeight,
} from "../../chain/participant.ts";
import { type AccountId, COUNCIL } from "../../primitives/account-id.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import type { Ledger } from "../../state/ledger.ts";
import { done, fail } from "../definition.ts";
import { type AccountRecord, accounts } from "./records.ts";

/** What an account's signers weigh together after a change, and what its operations need. */
export const changedAuthority = field.record({ totalWeight: field.uint(16), thresholds });

export const changeFailures = {
  THRESHOLD_UNREACHABLE: authorityFailures.THRESHOLD_UNREACHABLE,
} as const;

export const unknownSigner = {
  UNKNOWN_SIGNER: "The account has no signer with this key. account_get lists them.",
} as const;

export function hasSigner({ authority }: AccountRecord, key: Uint8Array): boolean {
  return authority.signers.some(({ publicKey }) => equalBytes(publicKey, key));
}

/** Gives an account other signers or thresholds, if its signers together can still do everything. */
export function changeAuthority(
  ledger: Ledger,
  id: AccountId,
  account: AccountRecord,
  change: Partial<Authority>,
): ReturnType<typeof writeAuthority> | ReturnType<typeof fail<"THRESHOLD_UNREACHABLE">> {
  const wanted = { ...account.authority, ...change };
  // The council decides with more than two thirds of its weight, whoever its members are.
  const authority = equalBytes(id, COUNCIL)
    ? { ...wanted, thresholds: councilThresholds(wanted.signers) }
    : wanted;
  if (checkAuthority(authority) !== undefined) return fail("THRESHOLD_UNREACHABLE");
  return writeAuthority(ledger, id, account, authority);
}

/** The account keeps its id, whatever becomes of its first key. What waits for approval is judged by the signers of now. */
export function writeAuthority(
  ledger: Ledger,
  id: AccountId,
  account: AccountRecord,
  authority: Authority,
) {
  accounts.write(ledger, { ...account, authority }, id);
  const { signers, thresholds: needed } = authority;
  return done({ totalWeight: totalWeight(signers), thresholds: needed });
}
