import type { Json } from "../primitives/fields/field.ts";
import { errorColours } from "./colours.ts";
import type { CliError } from "./errors.ts";

/**
 * Everything that the command line writes goes through here, so that `--json` can promise one document on stdout and
 * nothing else, and so that text from a node cannot move the cursor of a terminal.
 */

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text of unknown origin, safe to print: control and direction characters become visible escapes. */
export function printable(text: string): string {
  return text.replace(CONTROL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export interface Output {
  readonly json: boolean;
  /** The command's answer, in words. Nothing with --json. */
  say(text: string): void;
  /** How far a long command is; on stderr, so that answers can be piped. Nothing with --json or --quiet. */
  progress(text: string): void;
  /** The command's answer as the one document; nothing without --json. */
  document(value: Json, form?: "pretty" | "line"): void;
  error(error: CliError): void;
}

/** Colour codes of our own are added after sanitising. */
export function createOutput(options: { json: boolean; quiet?: boolean }): Output {
  const { json, quiet = false } = options;
  return {
    json,
    say(text) {
      if (!json) process.stdout.write(`${text}\n`);
    },
    progress(text) {
      if (!json && !quiet) process.stderr.write(`${text}\n`);
    },
    document(value, form = "pretty") {
      if (json) process.stdout.write(`${JSON.stringify(value, null, form === "pretty" ? 2 : 0)}\n`);
    },
    error({ code, message, hint }) {
      if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
      process.stderr.write(`${errorColours.red(code)}: ${printable(message)}\n`);
      if (hint !== "" && !message.includes(hint)) process.stderr.write(`${printable(hint)}\n`);
    },
  };
}

/** A pipe that was closed (`| head`) is no error of ours. */
export function tolerateClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
}
