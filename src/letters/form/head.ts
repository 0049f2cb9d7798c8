import { participantName } from "../../chain/participant.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { branchCode, letterNumber, letterTerms } from "../../transactions/letters/records.ts";

const legalName = field.text(140, /\S/, "must be up to 140 bytes of text");

/** What the firm writes above a form. */
export const writtenHead = {
  number: letterNumber,
  bank: participantName,
  branch: field.optional(branchCode),
  entity: participantName,
  format: letterTerms.format,
  asOf: letterTerms.asOf,
  /** As they are registered by law; what stands above are their names on the ledger. */
  firmName: legalName,
  bankName: legalName,
  entityName: legalName,
  /** Where and to whom a reply on paper would go. */
  contact: field.optional(field.text(300)),
} as const;

/** Who asks whom about whom: what stands at the top of a letter, of its reply and of a question. */
export const head = field.record({
  /** A request goes from the firm to the bank, a reply back, and a question is asked after a reply. */
  kind: field.choice(["request", "reply", "question"]),
  chainId: field.hash(),
  /** The letter's id on the ledger, so that one letter's content is never taken for another's. */
  letter: field.hash(),
  firm: participantName,
  ...writtenHead,
});
export type Head = ValueOf<typeof head>;
export type Kind = Head["kind"];
