import { COUNTRY_CODES } from "../chain/country-codes.ts";
import { utf8 } from "../primitives/bytes.ts";
import { checkCharacter } from "./check-character.ts";
import { PersonError } from "./person-error.ts";

/** What kind of document a number stands on; an ID is the holder's own number for life, the others change when they are renewed. */
const KINDS = ["ID", "PASSPORT", "PERMIT"] as const;

/** Who issued a document and what it is, as in CN-ID. Numbers are unique within a type, and only there. */
export type DocumentType = `${string}-${(typeof KINDS)[number]}`;

/** A document's number in the one spelling that all of its spellings come to. */
export interface PersonalDocument {
  readonly type: DocumentType;
  readonly number: string;
}

/** Numbers of other documents than CN-ID; the shortest and the longest that are in use are well within. */
const LENGTH = { min: 4, max: 32 };

/** What people put between the parts of a number. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}._/()]/gu;

/** Reads a type: an ISO 3166-1 alpha-2 code and a kind. Throws UNKNOWN_DOCUMENT_TYPE. */
export function documentType(text: string): DocumentType {
  const [country = "", kind = "", ...more] = text.toUpperCase().split("-");
  const isKnown = COUNTRY_CODES.has(country) && KINDS.some((one) => one === kind);
  if (!isKnown || more.length > 0) throw new PersonError("UNKNOWN_DOCUMENT_TYPE");
  return `${country}-${kind as (typeof KINDS)[number]}`;
}

/**
 * Reads a number however it was typed: full-width forms, small letters, spaces and hyphens make no difference, since each spelling of its
 * own would be a person of its own. Throws NUMBER_CHARACTERS, NUMBER_LENGTH, NUMBER_CHECK.
 */
export function personalDocument(type: DocumentType, text: string): PersonalDocument {
  const bare = text.normalize("NFKC").replace(SEPARATORS, "");
  if (!/^[A-Za-z0-9]*$/.test(bare)) throw new PersonError("NUMBER_CHARACTERS");
  const number = bare.toUpperCase();
  if (type === "CN-ID") checkCitizenNumber(number);
  else if (number.length < LENGTH.min || number.length > LENGTH.max) {
    throw new PersonError("NUMBER_LENGTH");
  }
  return { type, number };
}

/** GB 11643: 17 digits and a check character. Residence permits for Hong Kong, Macao and Taiwan and those of foreigners have this form too. */
function checkCitizenNumber(number: string): void {
  if (number.length !== 18) throw new PersonError("NUMBER_LENGTH");
  if (!/^[0-9]{17}[0-9X]$/.test(number)) throw new PersonError("NUMBER_CHARACTERS");
  if (checkCharacter(number.slice(0, 17)) !== number[17]) throw new PersonError("NUMBER_CHECK");
}

/** The input of the oblivious PRF. Neither part holds a line feed, so no two documents have the same. */
export function inputOf({ type, number }: PersonalDocument): Uint8Array {
  return utf8(`portolan person 1\n${type}\n${number}`);
}
