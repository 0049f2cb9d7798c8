import type { Role } from "../../chain/participant.ts";
import type { AccountId } from "../../primitives/account-id.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { ownAccount, type ParticipantRecord, participants } from "./records.ts";

/** Who may admit others and answer for them: their users and customers. */
export const SPONSORS: readonly Role[] = [
  "wallet",
  "bank",
  "settlement-bank",
  "gateway",
  "platform",
  "payment-firm",
];

/** What a sponsor may admit. Everyone else acts in its own name under a licence, and the council looks at that. */
export const SPONSORED: readonly Role[] = ["person", "enterprise", "merchant"];

export const sponsoredFailures = {
  UNKNOWN_PARTICIPANT: "No participant has this name. participant_list shows them.",
  NOT_SPONSOR: "Another answers for this participant, or the council does. Ask its sponsor.",
} as const;

/** The participant of this name, if the source's participant is its sponsor; why not otherwise. */
export function sponsoredBy(
  ledger: LedgerReader,
  source: AccountId,
  name: string,
): ParticipantRecord | keyof typeof sponsoredFailures {
  const record = participants.read(ledger, name);
  if (record === undefined) return "UNKNOWN_PARTICIPANT";
  return record.sponsor === ownAccount(ledger, source).participant ? record : "NOT_SPONSOR";
}
