import { participantName } from "../../../chain/participant.ts";
import type { Role } from "../../../chain/participant.ts";
import { utf8 } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { domainHash } from "../../../primitives/hasher.ts";
import { countryCode, documentNumber, enterpriseCode } from "../../customs/codes.ts";
import { itemNo } from "../../customs/commodities/records.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";

/** Who can have goods in its hands: one of these roles. */
export const CUSTODIANS = [
  ...["merchant", "enterprise", "platform", "carrier", "warehouse"],
] as const satisfies readonly Role[];

/** So many parts of one batch, or batches that become one, fit an operation and its result. */
export const PARTS_MAX = 16;
/** Of all batches that one was made from. It bounds every look for a recall, and what a split writes. */
export const ANCESTORS_MAX = 64;

/** That of the producer; parts have longer ones. GS1's are at most 20. */
export const firstBatchNo = documentNumber(40);
/** What a batch is called: the number that it was split off or merged from, a slash, and more. */
export const batchNo = documentNumber(100);

/** In 0.00001 of the article's unit. */
export const quantity = field.uint64();

/** Why a batch is recalled. Entries are only ever added at the end. */
export const recallReason = field.choice([
  "CONTAMINATION",
  "FOREIGN_BODY",
  "ALLERGEN",
  "WRONG_LABEL",
  "DEFECT",
  "SPOILED",
  "COUNTERFEIT",
  "PROHIBITED",
  "OTHER",
]);

export const recallTerms = {
  reason: recallReason,
  /** SHA-256 of the notice. It is public, so nothing is given away by it. */
  notice: field.hash(),
} as const;

/** Marked on one batch alone: what was made from it finds it among its ancestors. */
export const recallRecord = field.record({
  ...recallTerms,
  /** Who ordered it, and lifts it. */
  by: participantName,
  /** An office's takes the place of the producer's, and not the other way. */
  office: field.bool(),
  height: field.count(),
  timeMs: field.count(),
});

/** A lot of one article of one producer, in one pair of hands. Quantities in 0.00001 of the article's unit. */
export const batchRecord = field.record({
  id: field.hash(),
  /** The producer's code with customs. */
  producer: enterpriseCode,
  batchNo,
  itemNo,
  /** The day on which it was made; of a merged batch that of the oldest. */
  made: field.day(),
  /** Where it was made, in customs codes. */
  origin: countryCode,
  /** quantity = left + passedOn + packed, always. */
  quantity,
  left: quantity,
  /** What became part of other batches. */
  passedOn: quantity,
  /** What is in parcels. */
  packed: quantity,
  custodian: participantName,
  /** Who may take it over. */
  offeredTo: field.optional(participantName),
  /** What it was split off or merged from, and how much of each. */
  parents: field.list(field.record({ batch: field.hash(), quantity }), PARTS_MAX),
  /** Its parents and theirs, ascending. */
  ancestors: field.list(field.hash(), ANCESTORS_MAX),
  /** The last inspection failed, of it or of what it was made from when it was made. */
  failedInspection: field.bool(),
  recall: field.optional(recallRecord),
  parcels: field.count(),
  children: field.count(),
  steps: field.count(),
  height: field.count(),
  timeMs: field.count(),
});
export type BatchRecord = ValueOf<typeof batchRecord>;

/** What of a new batch's record is the same for all. */
export const UNTOUCHED = {
  ...{ passedOn: 0n, packed: 0n, offeredTo: undefined, recall: undefined },
  ...{ parcels: 0, children: 0 },
} as const;

const hashBatch = domainHash("portolan trade batch 1");

/** Names a batch for ever: known to everybody who knows producer and number. No part holds a line feed. */
export function batchId(producer: string, number: string): Uint8Array {
  return hashBatch(utf8(`${producer}\n${number}`));
}

export const BATCH_PREFIX = "trade/batch/";
/** By id. */
export const batches = stored(batchRecord, entryKey("trade/batch"));
