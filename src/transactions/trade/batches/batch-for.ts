import type { AccountId } from "../../../primitives/account-id.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { ownAccount, participants } from "../../participants/records.ts";
import { isOwnCountry } from "../../rules/own-country.ts";
import { recallOf } from "./lineage.ts";
import { type BatchRecord, batches } from "./records.ts";

export const unknownBatch = {
  UNKNOWN_BATCH:
    "There is no batch of this id. customs_trace finds it by its producer's code and its number.",
} as const;

const notRecalled = {
  RECALLED:
    "The batch, or one that it was made from, is recalled: customs_trace names it. Keep what is left where it is until the recall is lifted.",
} as const;

export const takingFailures = { ...unknownBatch, ...notRecalled } as const;

export const custodianFailures = {
  ...takingFailures,
  NOT_YOUR_CUSTODY:
    "Another participant has the batch. Only its custodian can do this; customs_trace shows who that is.",
} as const;

/** What can be wrong when a custodian takes goods out of a batch. */
export const handlingFailures = {
  ...custodianFailures,
  OFFER_OPEN:
    "The batch is offered to somebody, who takes over what was offered. Withdraw the offer first: trade.batch.hand-over to nobody.",
  ZERO_QUANTITY: "The quantity is zero. Say how much it is, in 0.00001 of the article's unit.",
  MORE_THAN_LEFT:
    "So much of the batch is not left: the rest was split off, merged or packed. customs_trace shows what is.",
} as const;

/** A batch that the source's participant has in its hands. */
export function batchForCustodian(
  ledger: LedgerReader,
  source: AccountId,
  id: Uint8Array,
): BatchRecord | "UNKNOWN_BATCH" | "NOT_YOUR_CUSTODY" {
  const batch = batches.read(ledger, id);
  if (batch === undefined) return "UNKNOWN_BATCH";
  const isOwn = batch.custodian === ownAccount(ledger, source).participant;
  return isOwn ? batch : "NOT_YOUR_CUSTODY";
}

/** The same, if so much can be taken out of it now. */
export function batchToHandle(
  ledger: LedgerReader,
  source: AccountId,
  id: Uint8Array,
  quantity: bigint,
): BatchRecord | Exclude<keyof typeof handlingFailures, "ZERO_QUANTITY"> {
  const batch = batchForCustodian(ledger, source, id);
  if (typeof batch === "string") return batch;
  if (recallOf(ledger, batch) !== undefined) return "RECALLED";
  if (batch.offeredTo !== undefined) return "OFFER_OPEN";
  return quantity <= batch.left ? batch : "MORE_THAN_LEFT";
}

/** Whether an office has to do with a batch: its producer is on record in the office's country, or its custodian is there. */
export function isInCountryOf(
  ledger: LedgerReader,
  source: AccountId,
  { producer, custodian }: BatchRecord,
): boolean {
  const countries = [
    enterprises.read(ledger, producer)!.country,
    participants.read(ledger, custodian)!.country,
  ];
  return countries.some((one) => isOwnCountry(ledger, source, one));
}
