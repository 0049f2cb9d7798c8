import type { AccountId } from "../../../primitives/account-id.ts";
import { equalBytes } from "../../../primitives/bytes.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { type OfferRecord, offers } from "./records.ts";

export const offerFailures = {
  UNKNOWN_OFFER: "No offer with this id rests: it was filled, cancelled, or has expired.",
  NOT_YOUR_OFFER: "The offer is another account's. Sign with the key of the one that placed it.",
} as const;

/** An offer that rests, if it is the account's own; otherwise why not. */
export function ownOffer(
  ledger: LedgerReader,
  id: Uint8Array,
  account: AccountId,
): OfferRecord | keyof typeof offerFailures {
  const offer = offers.read(ledger, id);
  if (offer === undefined) return "UNKNOWN_OFFER";
  return equalBytes(offer.account, account) ? offer : "NOT_YOUR_OFFER";
}
