import type { Role } from "../../../chain/participant.ts";
import type { AccountId } from "../../../primitives/account-id.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { ownAccount, participants } from "../../participants/records.ts";
import { ownCountryFailures } from "../../rules/own-country.ts";
import { isInCountryOf } from "./batch-for.ts";
import type { BatchEvent } from "./history.ts";
import type { BatchRecord } from "./records.ts";

/** What is told of a batch. Entries are only ever added at the end. */
export const TOLD = [
  ...["produced", "processed", "stored", "inspected-passed", "inspected-failed", "shipped"],
  ...["customs-cleared", "received", "temperature", "other"],
] as const satisfies readonly BatchEvent[];
export type Told = (typeof TOLD)[number];

/** Who has the batch, or a role: those who move and keep goods speak of what they did, offices of what they decided. */
type Speaker = "custodian" | Extract<Role, "carrier" | "warehouse" | "inspection" | "customs">;
const OFFICES: readonly Role[] = ["inspection", "customs"];

/** Who says what (docs/domain section 4: producer, warehouse and inspector add events). */
export const SPEAKERS: Readonly<Record<Told, readonly Speaker[]>> = {
  produced: ["custodian"],
  processed: ["custodian"],
  stored: ["custodian", "warehouse"],
  "inspected-passed": ["inspection", "customs"],
  "inspected-failed": ["inspection", "customs"],
  shipped: ["custodian", "carrier", "warehouse"],
  "customs-cleared": ["customs"],
  received: ["custodian", "carrier", "warehouse"],
  temperature: ["custodian", "carrier", "warehouse"],
  other: ["custodian", "carrier", "warehouse", "inspection", "customs"],
};

export const speakerFailures = {
  NOT_YOURS_TO_SAY:
    "Another speaks of this: offices of inspections, customs of clearance, who has or moves the goods of the rest. See who may say what in the reference.",
  ...ownCountryFailures,
} as const;

/** Why the source may not say something of a batch. */
export function whyNotSay(
  ledger: LedgerReader,
  source: AccountId,
  batch: BatchRecord,
  told: Told,
): keyof typeof speakerFailures | undefined {
  const speakers: readonly string[] = SPEAKERS[told];
  const { participant } = ownAccount(ledger, source);
  if (batch.custodian === participant && speakers.includes("custodian")) return undefined;
  const { roles } = participants.read(ledger, participant)!;
  const as = roles.filter((role) => speakers.includes(role));
  if (as.length === 0) return "NOT_YOURS_TO_SAY";
  const isOfficeOnly = as.every((role) => OFFICES.includes(role));
  return isOfficeOnly && !isInCountryOf(ledger, source, batch) ? "NOT_YOUR_COUNTRY" : undefined;
}
