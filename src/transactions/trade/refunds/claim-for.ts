import type { AccountId } from "../../../primitives/account-id.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { ownAccount } from "../../participants/records.ts";
import { isOwnCountry, ownCountryFailures } from "../../rules/own-country.ts";
import { type ClaimRecord, refundClaims } from "./claims.ts";

export const UNKNOWN_CLAIM =
  "There is no claim of this id. trade_refunds shows an exporter's, or those that a country has in hand.";

export const authorityFailures = { UNKNOWN_CLAIM, ...ownCountryFailures } as const;
export const claimantFailures = {
  UNKNOWN_CLAIM,
  NOT_YOUR_CLAIM: "Another exporter has filed the claim; only it can do this.",
} as const;

/** A claim that the source's own country decides on. */
export function claimForAuthority(
  ledger: LedgerReader,
  source: AccountId,
  id: Uint8Array,
): ClaimRecord | keyof typeof authorityFailures {
  const claim = refundClaims.read(ledger, id);
  if (claim === undefined) return "UNKNOWN_CLAIM";
  return isOwnCountry(ledger, source, claim.country) ? claim : "NOT_YOUR_COUNTRY";
}

/** A claim that the source's participant has filed. */
export function claimForClaimant(
  ledger: LedgerReader,
  source: AccountId,
  id: Uint8Array,
): ClaimRecord | keyof typeof claimantFailures {
  const claim = refundClaims.read(ledger, id);
  if (claim === undefined) return "UNKNOWN_CLAIM";
  const { participant } = ownAccount(ledger, source);
  return claim.participant === participant ? claim : "NOT_YOUR_CLAIM";
}
