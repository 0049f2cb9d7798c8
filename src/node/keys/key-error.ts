/** What can be wrong with a key file, and what its owner does about it. Codes are stable. */
const advice = {
  KEY_NOT_FOUND: "Check the name or path; `portolan keys list` shows the keys that are there.",
  KEY_EXISTS:
    "A key is never overwritten. Choose another name, or move the old file away yourself.",
  KEY_FILE_EXPOSED:
    "Other users of this machine can read it. Run `chmod 600` on the file, and replace the key if that may have happened.",
  KEY_FILE_CORRUPT: "Nothing of it was used. Restore the file from your backup.",
  WRONG_PASSPHRASE:
    "Type the passphrase of this key, or set PORTOLAN_PASSPHRASE. If you are sure of it, the file was altered on purpose.",
  KEY_FILE_UNREADABLE: "Check that this user may read and write there.",
} as const;

export type KeyErrorCode = keyof typeof advice;

/** An operating error of a key file, for a person to act on. */
export class KeyError extends Error {
  readonly code: KeyErrorCode;
  readonly hint: string;

  constructor(code: KeyErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "KeyError";
    this.code = code;
    this.hint = advice[code];
  }
}
