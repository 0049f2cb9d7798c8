/** Why a node does not take or give a letter's content: a stable code, and what to do. */
const HINTS = {
  CONTENT_UNKNOWN:
    "This node does not have it. Its owner's node does; ask there, or send it again.",
  CONTENT_DAMAGED:
    "The file on this node's disk does not open. Send the package to the node again.",
  CONTENT_BUSY:
    "This node takes in as many packages as it can at one time. Send it again in a second.",
  CONTENT_TOO_LARGE: "A package has at most 20 MB of attachments. Leave some out.",
  COMMITMENT_DIFFERS: "The ledger commits to another document of this letter. Send that one.",
  NOT_SERVED:
    "This node serves neither the firm nor the bank of the letter. Send it to one that does.",
  UNKNOWN_LETTER: "No letter has this id. letter_list shows those of a participant.",
  NOT_A_PACKAGE:
    "The body is no letter's package. `portolan letter issue` and `prepare` write them.",
} as const;
export type ContentErrorCode = keyof typeof HINTS;

export class ContentError extends Error {
  readonly code: ContentErrorCode;
  readonly hint: string;

  constructor(code: ContentErrorCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.hint = HINTS[code];
  }
}
