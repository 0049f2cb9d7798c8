import { field } from "../../primitives/fields/index.ts";

/** ISO 20022 ExternalPurpose1Code has four characters; the list is external, so only its form is checked. */
export const purposeCode = field.text(
  4,
  /^[A-Z]{4}$/,
  "must be an ISO 20022 purpose code, like GDDS",
);

/** ISO 20022 ExternalStatusReason1Code and ExternalReturnReason1Code: external lists too. */
export const reasonCode = field.text(
  4,
  /^[A-Z]{1,4}[0-9]{0,3}$/,
  "must be an ISO 20022 reason code, like AC04",
);

/** AB03, settlement aborted by time-out: what the ledger itself says of a payment that nobody approved in time. */
export const TIME_OUT = "AB03";

/**
 * Where a payment is, in the words of gpi: passed on to the next agent; not settled on the same day; waiting for
 * documents; waiting for funds.
 */
export const trackingReason = field.choice(["G000", "G002", "G003", "G004"]);

/** Why a payment is called back, of ExternalCancellationReason1Code. */
export const recallReason = field.choice([
  "DUPL", // paid twice
  "CUST", // the customer asks for it
  "FRAD", // fraud
  "AM09", // wrong amount
  "AC03", // wrong account
  "AGNT", // wrong agent
  "CURR", // wrong currency
  "TECH", // technical problem
  "UPAY", // not owed
]);

/** Why a payment is not sent back, of ExternalPaymentCancellationRejection1Code. */
export const recallRefusal = field.choice([
  "AC04", // account closed
  "AM04", // not enough left
  "ARDT", // sent back already
  "CUST", // the customer decides so
  "LEGL", // for legal reasons
  "NOAS", // the customer does not answer
  "NOOR", // never received
]);
