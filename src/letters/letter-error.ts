/** What is wrong with a letter's content, for whoever wrote or received it: a stable code, and what to do. */
export type LetterErrorCode =
  | "ATTACHMENT_DIFFERS"
  | "ATTACHMENTS_TOO_LARGE"
  | "ATTACHMENT_NAME"
  | "FORM_MALFORMED"
  | "ITEM_BLANK"
  | "NOT_A_LETTER_FILE"
  | "RECORDS_MALFORMED";

export class LetterError extends Error {
  readonly code: LetterErrorCode;
  readonly hint: string;

  constructor(code: LetterErrorCode, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
