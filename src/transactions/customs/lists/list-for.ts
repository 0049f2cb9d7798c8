import type { AccountId } from "../../../primitives/account-id.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { ownAccount } from "../../participants/records.ts";
import { isOwnCountry, ownCountryFailures } from "../../rules/own-country.ts";
import { type ListRecord, lists } from "./records.ts";

const UNKNOWN = {
  UNKNOWN_LIST: "There is no list of this id. customs_list finds it by its numbers.",
} as const;

export const officeFailures = { ...UNKNOWN, ...ownCountryFailures } as const;
export const declarantFailures = {
  ...UNKNOWN,
  NOT_YOUR_LIST: "Another declarant has declared the list; only it can do this.",
} as const;

/** A list of the source's own country. */
export function listForOffice(
  ledger: LedgerReader,
  source: AccountId,
  id: Uint8Array,
): ListRecord | keyof typeof officeFailures {
  const list = lists.read(ledger, id);
  if (list === undefined) return "UNKNOWN_LIST";
  return isOwnCountry(ledger, source, list.customs) ? list : "NOT_YOUR_COUNTRY";
}

/** A list that the source's participant has declared. */
export function listForDeclarant(
  ledger: LedgerReader,
  source: AccountId,
  id: Uint8Array,
): ListRecord | keyof typeof declarantFailures {
  const list = lists.read(ledger, id);
  if (list === undefined) return "UNKNOWN_LIST";
  return list.participant === ownAccount(ledger, source).participant ? list : "NOT_YOUR_LIST";
}
