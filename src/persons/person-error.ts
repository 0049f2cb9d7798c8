/** What is wrong with a document's number, or with what is said about it: a stable code, and what to do. */
const HINTS = {
  UNKNOWN_DOCUMENT_TYPE:
    "Write the issuing country and the kind: CN-ID, US-PASSPORT, HK-PERMIT. Kinds are ID, PASSPORT and PERMIT.",
  NUMBER_CHARACTERS:
    "A number has Latin letters and digits, a CN-ID 17 digits and a digit or X. Spaces and hyphens do not count.",
  NUMBER_LENGTH:
    "A CN-ID has 18 characters, any other number 4 to 32. Compare it with the document.",
  NUMBER_CHECK:
    "The last character does not fit the others (GB 11643): there is a typing error. Compare it with the document.",
  BATCH_SIZE: "Ask for 1 to 100 at a time.",
  BAD_ELEMENT: "A blinded number is an element of ristretto255 other than the identity (RFC 9496).",
  PROOF_INVALID:
    "What came back was not evaluated under the key that the ledger has. Nothing of it was used; tell the regulator.",
} as const;
export type PersonErrorCode = keyof typeof HINTS;

/** Never says the number itself: messages end in terminals and logs. */
export class PersonError extends Error {
  readonly code: PersonErrorCode;
  readonly hint: string;
  /** Which of several it is about, from 0. */
  readonly index: number | undefined;

  constructor(code: PersonErrorCode, index?: number, cause?: unknown) {
    super(HINTS[code], { cause });
    this.code = code;
    this.hint = HINTS[code];
    this.index = index;
  }
}
