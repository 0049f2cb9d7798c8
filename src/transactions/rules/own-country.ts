import type { AccountId } from "../../primitives/account-id.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { accounts, participants } from "../participants/records.ts";

export const ownCountryFailures = {
  NOT_YOUR_COUNTRY:
    "A regulator decides for the country that it is registered in. participant_get shows yours.",
} as const;

/** True if the account's participant is registered in the country. */
export function isOwnCountry(ledger: LedgerReader, source: AccountId, country: string): boolean {
  const owner = accounts.read(ledger, source)?.participant;
  return owner !== undefined && participants.read(ledger, owner)?.country === country;
}
