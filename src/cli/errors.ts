import { KeyError } from "../node/keys/key-error.ts";

/** Exit statuses of the command line; scripts rely on them. */
export const EXIT = { done: 0, refused: 1, usage: 2, unreachable: 3 } as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** An error that a person can act on: a stable code, a sentence, and what to do. */
export class CliError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly exit: ExitStatus;
  /** What the node said besides, for commands that go by it: how long to wait, for instance. */
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    hint = "",
    exit: ExitStatus = EXIT.refused,
    data: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "CliError";
    this.code = code;
    this.hint = hint;
    this.exit = exit;
    this.data = data;
  }
}

/** The words on the command line are wrong; nothing was sent anywhere. */
export function usageError(code: string, message: string, hint = ""): CliError {
  return new CliError(code, message, hint, EXIT.usage);
}

/** Any error as one that can be shown. What nobody foresaw is a fault of the program and says so. */
export function toCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof KeyError) return new CliError(error.code, error.message, error.hint);
  if (isCoded(error)) return new CliError(error.code, withoutCode(error), error.hint ?? "");
  const message = error instanceof Error ? error.message : String(error);
  return new CliError("INTERNAL", message, "This is a fault of the program. Please report it.");
}

/** Operating errors of other parts carry a code of capitals; system errors (ENOENT) are of that form too. */
function isCoded(error: unknown): error is Error & { code: string; hint?: string } {
  const code = (error as { code?: unknown } | null)?.code;
  return error instanceof Error && typeof code === "string" && /^[A-Z][A-Z0-9_]*$/.test(code);
}

function withoutCode({ code, message }: Error & { code: string }): string {
  return message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message;
}
