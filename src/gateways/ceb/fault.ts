import { cebLimits } from "./limits.ts";

/** Why a file is refused. Senders' programs may act on these words: they are never renamed. */
export const faultCodes = {
  TOO_LARGE: "The file has more bytes than a file may have.",
  NOT_UTF8: "The file is not UTF-8 text.",
  NOT_WELL_FORMED: "The file is not well-formed XML, or ends too early.",
  XML_VERSION: "The XML declaration names another version or encoding than 1.0 and UTF-8.",
  DOCTYPE:
    "The file has a document type declaration. None is needed, and entities are a way to attack a reader.",
  PROCESSING_INSTRUCTION: "The file has a processing instruction.",
  TOO_DEEP: "Elements stand in each other more deeply than any message has them.",
  TOO_MANY_ELEMENTS: "The file has more elements or attributes than a message may have.",
  MESSAGE_VERSION: "The message has another version than 1.0, or none.",
  UNKNOWN_MESSAGE: "The root element is not that of a message that is read here.",
  UNKNOWN_ATTRIBUTE: "An attribute is not known.",
  UNKNOWN_ELEMENT: "An element is not known at its place, or belongs to another namespace.",
  STRAY_TEXT: "Text stands between elements.",
  COMMENT_IN_VALUE: "A comment stands inside a value.",
  REPEATED: "An element that may stand once is repeated.",
  MISSING: "An element that must be there is missing or empty.",
  TOO_MANY_DOCUMENTS: "The message has more documents than a message may have.",
  TOO_MANY_LINES: "The document has more lines than a document may have.",
  GUID_FORM: "A guid is not 36 capital letters, digits, - and _.",
  LENGTH: "A value has more characters than it may have, or not exactly as many as it must have.",
  TEXT_FORM: "A value has characters that it may not have.",
  NUMBER_FORM: "A number is not written as it must be, or has too many digits.",
  TIME_FORM: "A day or time is not written as it must be, or does not exist.",
  CODE_UNKNOWN: "A code is not in its table.",
  TOO_MANY_FAULTS: "There are more faults: reading stopped here.",
} as const;

export type FaultCode = keyof typeof faultCodes;

/** What is doubtful about a file that was read nevertheless. */
export const warningCodes = {
  CODE_UNKNOWN: "A code is not in its table, which is not complete.",
  SIGNATURE_NOT_VERIFIED: "The message has a signature, which was not verified.",
  EXTENSION_NOT_READ: "The sender added something of its own to the message, which was not read.",
} as const;

export type WarningCode = keyof typeof warningCodes;

/** One fault of a file. It never repeats a value, which may be personal; only names and codes of a table. */
export interface CebFault {
  readonly code: FaultCode;
  /** Where, e.g. "OrderHead/ebpCode of document 2"; empty for the file itself. */
  readonly path: string;
  /** A sentence that says what to write instead. */
  readonly hint: string;
  /** Of the file, from 1 on; absent where the fault has no one place. */
  readonly line?: number;
}

/** One doubt about a file; otherwise as a fault. */
export interface CebWarning extends Omit<CebFault, "code"> {
  readonly code: WarningCode;
}

/** Ends a reading that found as many faults as are kept. Thrown inside the reader only. */
export class FaultsFull extends Error {}

/** What is wrong with a file, all of it up to a bound; and what is doubtful only. */
export class FaultLog {
  readonly faults: CebFault[] = [];
  /** Codes that an incomplete table lacks, and parts that were not looked at. The first ones, and silently no more. */
  readonly warnings: CebWarning[] = [];

  /** Throws `FaultsFull` when no more are kept. */
  refuse(fault: CebFault): void {
    if (this.faults.length < cebLimits.faults - 1) {
      this.faults.push(fault);
      return;
    }
    const hint = "Repair these first, then send the file again.";
    this.faults.push({ code: "TOO_MANY_FAULTS", path: "", hint });
    throw new FaultsFull();
  }

  warn(warning: CebWarning): void {
    if (this.warnings.length < cebLimits.faults) this.warnings.push(warning);
  }
}

/** A name or code of the file as a hint may repeat it: never longer than a line. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * cebLimits.quoted)];
  const short = characters.slice(0, cebLimits.quoted).join("");
  return short === text ? text : `${short}…`;
}
