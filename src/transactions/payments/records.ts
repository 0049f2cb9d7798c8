import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { entryKey } from "../entry-key.ts";
import { stored } from "../stored.ts";

/** ISO 20022 ChargeBearerType1Code. */
export const chargeBearer = field.choice(["DEBT", "CRED", "SHAR", "SLEV"]);

/** ISO 20022 ExternalPurpose1Code has four characters; the list is external, so only its form is checked. */
export const purposeCode = field.text(
  4,
  /^[A-Z]{4}$/,
  "must be an ISO 20022 purpose code, like GDDS",
);

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

export const paymentRecord = field.record({
  uetr: field.uuid(),
  debtor: field.account(),
  creditor: field.account(),
  amount: field.amount(),
  ...paymentDetails,
  /** Status in gpi terms: ACCC, credited. */
  status: field.choice(["ACCC"]),
  operation: field.hash(),
  height: field.count(),
  timeMs: field.count(),
});
export type PaymentRecord = ValueOf<typeof paymentRecord>;

/** By UETR, kept for ever: it is unique on the chain for ever. */
export const payments = stored(paymentRecord, entryKey("payment"));
