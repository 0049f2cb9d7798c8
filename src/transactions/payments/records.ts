import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { entryKey, pairKey } from "../entry-key.ts";
import { stored, storedGrown } from "../stored.ts";
import { purposeCode, reasonCode, recallReason, recallRefusal } from "./codes.ts";

/** ISO 20022 ChargeBearerType1Code. */
export const chargeBearer = field.choice(["DEBT", "CRED", "SHAR", "SLEV"]);
export type ChargeBearer = ValueOf<typeof chargeBearer>;

/** What a payment carries besides parties and amount; the same in the order and in its record. */
export const paymentDetails = {
  endToEndId: field.optional(field.text(35)),
  purpose: field.optional(purposeCode),
  chargeBearer: field.optional(chargeBearer),
  /** Hash of the remittance information, which itself travels outside the ledger. */
  remittanceHash: field.optional(field.hash()),
  /** Names the recipient's customer at a hosting account, as a memo or destination tag does. */
  recipientTag: field.optional(field.text(35)),
} as const;

/** Status in gpi terms: credited, in progress, rejected. */
export const paymentStatus = field.choice(["ACCC", "ACSP", "RJCT"]);

const firstPayment = field.record({
  uetr: field.uuid(),
  debtor: field.account(),
  creditor: field.account(),
  amount: field.amount(),
  ...paymentDetails,
  status: paymentStatus,
  operation: field.hash(),
  height: field.count(),
  timeMs: field.count(),
});

export const side = field.choice(["debtor", "creditor"]);

/** How many parties may have to approve a payment. */
export const AGENTS_MAX = 8;

/** A party that must approve a held payment, and what it charges for that. */
const agent = field.record({
  account: field.account(),
  side,
  decision: field.choice(["waiting", "passed", "refused"]),
  /** In minor units of the payment's asset, by the schedule that held when the payment was made. */
  fee: field.uint64(),
  /** Who pays it, by the charge bearer. */
  borneBy: side,
});
export type Agent = ValueOf<typeof agent>;

/** The terms of a payment that waits for approvals. */
const holding = field.record({
  agents: field.list(agent, AGENTS_MAX, 1),
  /** The last block time, milliseconds UTC, at which it may be approved. */
  expiresAt: field.count(),
  /** What is on hold at the debtor, its fees included, in minor units. */
  held: field.uint64(),
  /** What the creditor gets, in minor units: of the asset of the conversion, if there is one. */
  deliver: field.uint64(),
  /** The firm quote that converts it when it is settled. */
  quote: field.optional(field.hash()),
});
export type Holding = ValueOf<typeof holding>;

/** One step of a payment, for whoever follows it by its UETR. */
const step = field.record({
  status: paymentStatus,
  /** gpi reason, like G003, or why it was rejected. */
  reason: field.optional(reasonCode),
  /** Absent where no one did it, as at the expiry. */
  by: field.optional(field.account()),
  height: field.count(),
  timeMs: field.count(),
});
export type Step = ValueOf<typeof step>;

/** Every agent may say four times where the payment is, and there is a beginning and an end. */
export const STEPS_MAX = 4 * AGENTS_MAX + 2;

/** A request to send a payment back (camt.056), and how it was answered (camt.029). */
const recall = field.record({
  reason: recallReason,
  status: field.choice(["requested", "accepted", "refused", "unanswered"]),
  refusal: field.optional(recallRefusal),
  /** The last block time, milliseconds UTC, at which an answer is in time. */
  answerBy: field.count(),
  height: field.count(),
  timeMs: field.count(),
});

/** What the creditor sent back (pacs.004). */
const returned = field.record({
  minor: field.uint64(),
  reason: reasonCode,
  operation: field.hash(),
  height: field.count(),
  timeMs: field.count(),
});

/** A payment may be sent back in parts. */
export const RETURNS_MAX = 16;

export const paymentRecord = field.record({
  ...firstPayment.shape,
  holding: field.optional(holding),
  steps: field.optional(field.list(step, STEPS_MAX)),
  recall: field.optional(recall),
  returns: field.optional(field.list(returned, RETURNS_MAX, 1)),
});
export type PaymentRecord = ValueOf<typeof paymentRecord>;

/** By UETR, kept for ever: it is unique on the chain for ever. */
export const payments = storedGrown(paymentRecord, firstPayment, entryKey("payment"));

/** What waits for an account: a payment that it must approve, or a recall that it must answer. */
const waiting = field.record({ kind: field.choice(["payment", "recall"]), height: field.count() });
/** By account and UETR; there while it waits. */
export const waitingPayments = stored(waiting, pairKey("waiting"));

/** What a participant charges for approving a payment in an asset. */
export const feeSchedule = field.record({
  /** In minor units. */
  flat: field.uint64(),
  /** Millionths of the amount, rounded down. */
  partsPerMillion: field.uint(32),
  /** Absent: no bound. */
  least: field.optional(field.uint64()),
  most: field.optional(field.uint64()),
});
export type FeeSchedule = ValueOf<typeof feeSchedule>;
/** By account and asset. */
export const feeSchedules = stored(feeSchedule, pairKey("fees"));

/** What an account has sent of an asset in the day and the year that it last sent some in, both of UTC. */
const spending = field.record({
  /** Days since 1970. */
  day: field.uint(32),
  daySpent: field.uint64(),
  year: field.uint(16),
  yearSpent: field.uint64(),
});
export type Spending = ValueOf<typeof spending>;
/** By account and asset; there only of those that a limit is counted for. */
export const spendings = stored(spending, pairKey("spending"));
