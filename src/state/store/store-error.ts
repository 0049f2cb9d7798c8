import { TreeDamagedError } from "../authenticated-map/node.ts";

/**
 * An operating error of the store, for a person to act on. Codes are stable; the message says what happened and what
 * to do; data and cause are for the log.
 */
export type StoreErrorCode = keyof typeof advice;

const advice = {
  DATABASE_LOCKED:
    "Another process has it open. Stop that node, or give this one its own data directory.",
  DATABASE_DAMAGED:
    "Nothing was changed. Stop the node, move its folder data/chain away, keep data/journal, and start it again: it fetches the chain from its peers.",
  DATABASE_FULL:
    "The disk is full. Free space, then start the node again: the last complete block is safe.",
  DATABASE_MISSING: "Check the path: it is the folder that the node's configuration names as data.",
  DATABASE_FORMAT:
    "It was written in another format. Use the version that wrote it, or let this node sync into a new directory.",
  DATABASE_OPEN_FAILED: "Check that the directory exists and that this user may read and write it.",
  DATABASE_READ_FAILED: "Check the disk and the system log, then start the node again.",
  DATABASE_WRITE_FAILED:
    "Check the disk and the system log, then start the node again: the last complete block is safe.",
  DATABASE_CLOSED:
    "It was closed while it was in use. This is a fault of the program's shutdown order.",
} as const;

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly data: Readonly<Record<string, string | number>>;

  constructor(
    code: StoreErrorCode,
    what: string,
    data: Readonly<Record<string, string | number>> = {},
    cause?: unknown,
  ) {
    super(`${code}: ${what}. ${advice[code]}`, cause === undefined ? undefined : { cause });
    this.name = "StoreError";
    this.code = code;
    this.data = data;
  }
}

/** The store's view of an error that LevelDB raised while doing `during`. */
export function fromLevelError(
  error: unknown,
  during: "open" | "read" | "write",
  directory: string,
): StoreError {
  if (error instanceof StoreError) return error;
  if (error instanceof TreeDamagedError) {
    return new StoreError(
      "DATABASE_DAMAGED",
      error.message,
      { directory, path: error.path },
      error,
    );
  }
  const { code, text } = innermost(error);
  const data = { directory, level: code };
  const fail = (to: StoreErrorCode, what: string) => new StoreError(to, what, data, error);
  if (code === "LEVEL_LOCKED")
    return fail("DATABASE_LOCKED", `the database ${directory} is in use`);
  // A file of LevelDB's own that is gone, or empty, is damage and not a wrong path.
  const isGone = /(MANIFEST-\d+|\d+\.(ldb|sst)): (No such file|Invalid argument)/.test(text);
  if (code === "LEVEL_CORRUPTION" || isGone || /corrupt|checksum/i.test(text)) {
    return fail("DATABASE_DAMAGED", `the database ${directory} is damaged (${text})`);
  }
  if (/no space left|disk quota|ENOSPC|EDQUOT/i.test(text)) {
    return fail("DATABASE_FULL", `the database ${directory} cannot grow (${text})`);
  }
  if (during === "open" && /does not exist/i.test(text)) {
    return fail("DATABASE_MISSING", `no database in ${directory}`);
  }
  if (code === "LEVEL_DATABASE_NOT_OPEN" && during !== "open") {
    return fail("DATABASE_CLOSED", `the database ${directory} is closed`);
  }
  const failed = {
    open: "DATABASE_OPEN_FAILED",
    read: "DATABASE_READ_FAILED",
    write: "DATABASE_WRITE_FAILED",
  } as const;
  return fail(failed[during], `cannot ${during} the database ${directory} (${text})`);
}

/** LevelDB's own words stand in the last cause: what wraps it says only that the database is not open. */
function innermost(error: unknown): { code: string; text: string } {
  let last = error;
  while (last instanceof Error && last.cause instanceof Error) last = last.cause;
  if (!(last instanceof Error)) return { code: "", text: String(last) };
  const code = (last as Error & { code?: unknown }).code;
  return { code: typeof code === "string" ? code : "", text: last.message };
}
